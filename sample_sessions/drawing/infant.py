"""The infant in its seat."""

from dataclasses import dataclass, replace
from math import pi, sin

from drawing.arms import Hand, draw_arm, draw_hand
from drawing.canvas import Canvas, Point, closed_curve, colour, lerp, mix, oval
from drawing.head import Expression, EyeStyle, Head, MouthStyle, draw_brows, draw_cap, draw_eyes, draw_mouth
from drawing.motion import Motion
from drawing.people import Cast, Look

_STRENGTH = {"slight": 0.55, "clear": 0.85, "strong": 1.0}
_SEAT_X = 450.0
_WHITE = colour("#ffffff")


@dataclass(frozen=True, slots=True)
class InfantPose:
    """Where the infant's body is; weights are 0 to 1."""

    x: float
    y: float
    head: Head
    face: Expression
    blush: float
    tears: float
    kick: float
    hands: tuple[Point, Point]
    grip: tuple[Hand, Hand]
    vocal: float

    @property
    def belly(self) -> Point:
        """Where a hand comes to rest."""
        return self.x - 12, self.y + 96

    @property
    def mouth(self) -> Point:
        """Where the bottle goes."""
        return self.head.at(0, -33)


def infant_pose(motion: Motion, t: float) -> InfantPose:
    """Build the pose from the acts at a time."""
    lifted, fuss = motion.contact("cg_touch.touch.lift", t), motion.face("in_face.fuss", t)
    tickle = motion.contact("cg_touch.touch.tickle", t)
    x = _SEAT_X + 1.5 * motion.sway(5, t) - 8 * lifted + 2.2 * fuss * sin(2 * pi * 1.3 * t) + tickle * 1.8 * sin(17 * t)
    y = 148 + 1.0 * sin(2 * pi * t / 2.4) - 34 * lifted * (1 + 0.12 * sin(2 * pi * 0.8 * t))
    bid, reach = motion.limb("in_signal.bid", t), motion.limb("in_signal.reach", t)
    x -= 7 * bid + 6 * reach
    smile = sum(share * motion.face(f"in_face.smile.{name}", t) for name, share in _STRENGTH.items())
    strength = sum(share * motion.face(f"in_face.fuss.{name}", t) for name, share in _STRENGTH.items())
    vocal = motion.weight("in_signal.vocal", t, 0.16, 0.3)
    return InfantPose(
        x, y, _infant_head(motion, t, x, y, fuss), _expression(motion, t, smile, strength, vocal),
        blush=max(smile, 1.2 * strength), tears=max(0.0, strength - 0.9) * 10,
        kick=max(0.5 * smile, strength) * sin(2 * pi * 1.7 * t),
        hands=_hands(motion, t, x, y, strength), grip=_grips(motion, t, bid, reach), vocal=vocal,
    )  # fmt: skip


def _infant_head(motion: Motion, t: float, x: float, y: float, fuss: float) -> Head:
    caregiver, thing = motion.head("in_gaze.caregiver", t), motion.head("in_gaze.object", t)
    fed = motion.limb("cg_need.need_met.feed", t)
    away = 1 - caregiver - thing
    return Head(
        centre=(x - 4 * caregiver - 5 * thing + 4 * away, y + 4 * thing - 2 * fed),
        rx=42, ry=43,
        yaw=-31 * caregiver - 17 * thing + 31 * away + 2 * motion.sway(6, t),
        pitch=6 * caregiver - 15 * thing + 2 * away + 8 * fed - 3 * fuss,
        roll=-5 * caregiver - 4 * thing + 7 * away + 2 * motion.sway(7, t) + 3 * fuss * sin(2 * pi * 0.7 * t),
    )  # fmt: skip


def _expression(motion: Motion, t: float, smile: float, fuss: float, vocal: float) -> Expression:
    caregiver, thing = motion.eyes("in_gaze.caregiver", t), motion.eyes("in_gaze.object", t)
    away = 1 - caregiver - thing
    fed, laugh, wail = motion.limb("cg_need.need_met.feed", t), max(0.0, smile - 0.7) / 0.3, max(0.0, fuss - 0.5) / 0.5
    suck = fed * (0.14 + 0.08 * sin(2 * pi * 1.1 * t))
    return Expression(
        look=(-0.9 * caregiver - 0.55 * thing + 0.95 * away, -0.45 * caregiver + 0.95 * thing - 0.1 * away),
        lids=max(0.34 * thing, motion.blink("in", t)),
        squint=max(0.5 * smile, 0.8 * fuss), smile=(0.12 * (1 - fuss) + 0.88 * smile - fuss) * (1 - 0.35 * vocal),
        open=max(0.8 * laugh, wail * (0.75 + 0.25 * sin(2 * pi * 1.4 * t)), 0.85 * vocal, suck),
        round=max(0.75 * vocal, 0.8 * fed), raise_=0.2 * smile + 0.6 * vocal + 0.25 * caregiver, pinch=fuss,
    )  # fmt: skip


def _hands(motion: Motion, t: float, x: float, y: float, fuss: float) -> tuple[Point, Point]:
    near, far = (x - 36, y + 112), (x + 34, y + 112)
    near = (near[0] + 2 * motion.sway(8, t), near[1] + 2 * motion.sway(9, t))
    flail = 10 * sin(2 * pi * 1.5 * t)
    near = lerp(near, (x - 62, y + 78 + flail), fuss)
    far = lerp(far, (x + 62, y + 80 - flail), fuss)
    play = motion.limb("cg_need.need_met.toy", t)
    near, far = lerp(near, (x - 24, y + 92), play), lerp(far, (x + 16, y + 95), play)
    fed = motion.limb("cg_need.need_met.feed", t)
    near, far = lerp(near, (x - 58, y + 66), fed), lerp(far, (x - 30, y + 62), fed)
    reach, bid = motion.limb("in_signal.reach", t), motion.limb("in_signal.bid", t)
    near = lerp(near, (x - 84, y + 96 + 2 * sin(2 * pi * 2 * t)), reach)
    wave = 4 * sin(2 * pi * 2.2 * t)
    return lerp(near, (x - 72, y + 8 + wave), bid), lerp(far, (x + 52, y + 14 - wave), bid)


def _grips(motion: Motion, t: float, bid: float, reach: float) -> tuple[Hand, Hand]:
    grasp = 0.5 + 0.5 * sin(2 * pi * 2.2 * t)
    hold = max(motion.limb("cg_need.need_met.toy", t), motion.limb("cg_need.need_met.feed", t))
    lying = max(0.0, 1 - bid - reach)
    spread, curl = 0.35 + 0.6 * max(bid, reach), 0.55 * lying + 0.4 * bid * grasp
    near = Hand(100 * lying + 205 * bid + 165 * reach, spread, curl, thumb=1)
    far = Hand(80 * (1 - bid) - 55 * bid, 0.35 + 0.6 * bid, 0.55 * (1 - bid) + 0.4 * bid * grasp, thumb=-1)
    if hold > 0.5:
        near, far = Hand(20, 0.3, 0.5, thumb=-1), Hand(160, 0.3, 0.5, thumb=1)
    return near, far


def draw_seat(canvas: Canvas, cast: Cast) -> None:
    """Draw the padded seat."""
    x = _SEAT_X
    dark, light = mix(cast.seat, (30, 40, 60), 0.22), mix(cast.seat, _WHITE, 0.22)
    canvas.veil(oval((x + 4, 352), 96, 12), (40, 36, 40), 0.22)
    canvas.blob([(x - 66, 150), (x - 40, 108), (x, 96), (x + 40, 108), (x + 66, 150), (x + 80, 250), (x + 92, 330),
                 (x + 60, 356), (x - 60, 356), (x - 92, 330), (x - 80, 250)], dark)  # fmt: skip
    canvas.blob([(x - 57, 156), (x - 35, 117), (x, 106), (x + 35, 117), (x + 57, 156), (x + 69, 250), (x + 78, 322),
                 (x + 50, 346), (x - 50, 346), (x - 78, 322), (x - 69, 250)], light)  # fmt: skip
    canvas.blob([(x - 46, 168), (x, 150), (x + 46, 168), (x + 54, 250), (x + 50, 318), (x, 334), (x - 50, 318),
                 (x - 54, 250)], cast.seat)  # fmt: skip


def draw_infant(canvas: Canvas, pose: InfantPose, cast: Cast) -> None:
    """Draw body and head; the arms come later."""
    look, x, y = cast.infant, pose.x, pose.y
    _draw_legs(canvas, pose, look)
    canvas.blob([(x - 38, y + 62), (x - 18, y + 44), (x + 18, y + 44), (x + 38, y + 62), (x + 46, y + 112),
                 (x + 40, y + 150), (x, y + 162), (x - 40, y + 150), (x - 46, y + 112)], look.cloth)  # fmt: skip
    for row, offsets in enumerate(((-22, 0, 22), (-34, -11, 11, 34), (-24, 0, 24))):
        for offset in offsets:
            canvas.ellipse((x + offset, y + 82 + 26 * row), 2.6, 2.6, look.cloth_light)
    canvas.ellipse((x, y + 46), 17, 8, look.shade)
    canvas.stroke([(x - 22, y + 47), (x, y + 58), (x + 22, y + 47)], 4.0, look.cloth_light)
    _draw_head(canvas, pose, look)


def _draw_legs(canvas: Canvas, pose: InfantPose, look: Look) -> None:
    x, y = pose.x, pose.y
    for side in (-1, 1):
        lift = 9 * pose.kick * side
        hip, knee = (x + side * 18, y + 142), (x + side * 44, y + 150 - lift)
        foot = (x + side * 46, y + 184 - lift * 1.4)
        canvas.limb([hip, knee, foot], (34, 22), look.cloth)
        canvas.stroke([(foot[0] - 10, foot[1] - 3), (foot[0] + 10, foot[1] - 3)], 2.0, look.cloth_shade)
        canvas.ellipse((foot[0] + side * 4, foot[1] + 8), 14, 10.5, mix(look.cloth_light, _WHITE, 0.5), side * 18)


def _draw_head(canvas: Canvas, pose: InfantPose, look: Look) -> None:
    head = pose.head
    for side in (-1, 1):
        if abs(side * 88 + head.yaw) < 100:
            place = head.at(side * 86, -8, 1.03)
            canvas.ellipse(place, 6.5 * head.squeeze(side * 60) + 2, 9, look.skin, head.roll)
            canvas.ellipse(place, 3.5 * head.squeeze(side * 60) + 1, 5.5, look.shade, head.roll)
    canvas.blob(_face_outline(head), look.skin)
    _draw_wisps(canvas, head, look)
    _draw_face(canvas, pose, look)


def _face_outline(head: Head) -> list[Point]:
    turn = head.yaw / 90
    return head.shape([
        (-1.0, -0.1), (-0.88, -0.6), (-0.48, -0.93), (0.0, -1.02), (0.48, -0.93), (0.88, -0.6), (1.0, -0.1),
        (1.0 + 0.08 * turn, 0.32), (0.78 + 0.14 * turn, 0.74), (0.3 + 0.2 * turn, 0.98), (-0.3 + 0.2 * turn, 0.98),
        (-0.78 + 0.14 * turn, 0.74), (-1.0 + 0.08 * turn, 0.32),
    ])  # fmt: skip


def _draw_wisps(canvas: Canvas, head: Head, look: Look) -> None:
    outline = closed_curve(_face_outline(replace(head, rx=head.rx * 1.02, ry=head.ry * 1.02)))
    draw_cap(canvas, head, outline, (30, 46, 54, 52, 60, 52, 54, 46, 30), look.hair)
    curl = [head.turned(x, y - head.ry) for x, y in ((-4, 3), (-4, -6), (3, -9), (7, -5), (4, -2))]
    canvas.stroke(curl, 2.8, look.hair)


def _draw_face(canvas: Canvas, pose: InfantPose, look: Look) -> None:
    head, face = pose.head, pose.face
    for side in (-1, 1):
        cheek = oval(head.at(side * 36, -22), 11 * head.squeeze(side * 36), 8)
        canvas.veil(cheek, look.lip, 0.14 + 0.22 * min(pose.blush, 1.0))
    lash = mix(look.hair, (30, 20, 18), 0.65)
    draw_eyes(canvas, head, EyeStyle(25, -4, 18.5, 16.5, 6.4, look.iris, lash, 1.6), face, look.skin)
    draw_brows(canvas, head, face, mix(look.hair, look.line, 0.3), 2.0, (24, 15))
    canvas.stroke([head.at(-5, -16, 1.05), head.at(0, -19, 1.08), head.at(5, -16, 1.05)], 1.8, look.line)
    draw_mouth(canvas, head, MouthStyle(-36, 23, look.lip, 2.1, False), face)
    if pose.tears > 0.3:
        for side in (-1, 1):
            canvas.ellipse(head.at(side * 27, -20), 2.0, 3.2, mix(look.skin, colour("#9fd4f2"), 0.8))


def draw_infant_arms(canvas: Canvas, pose: InfantPose, cast: Cast) -> None:
    """Draw both arms and hands."""
    x, y, look = pose.x, pose.y, cast.infant
    shaded = Look(look.skin, look.hair, mix(look.cloth, look.cloth_shade, 0.28), look.iris, look.lip)
    for side, hand, grip in zip((-1, 1), pose.hands, pose.grip, strict=True):
        draw_arm(canvas, (x + side * 33, y + 66), hand, side * -9.0, (22, 16), 0.8, shaded)
        draw_hand(canvas, hand, grip, 15, look)


def draw_voice(canvas: Canvas, pose: InfantPose, cast: Cast) -> None:
    """Draw small bows before the mouth while the voice sounds."""
    if pose.vocal < 0.05:
        return
    side = -1 if pose.head.yaw < 12 else 1
    x, y = pose.head.at(0, -36)
    paint = mix(cast.wall, colour("#3c4a5a"), 0.75 * pose.vocal)
    for number in (0, 1, 2):
        near, far = 46 + 9 * number, 8 + 3.2 * number
        bow = [(x + side * (near - 3), y - far), (x + side * near, y), (x + side * (near - 3), y + far)]
        canvas.stroke(bow, 2.2, paint)
