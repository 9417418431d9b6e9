"""The caregiver: what the acts do to the pose, and the drawing of it."""

from dataclasses import dataclass, replace
from math import pi, sin

from drawing.canvas import Canvas, Colour, Point, closed_curve, lerp, mix, oval
from drawing.head import Expression, EyeStyle, Head, MouthStyle, draw_brows, draw_cap, draw_eyes, draw_mouth
from drawing.motion import Motion
from drawing.people import Cast, Look

_STRENGTH = {"slight": 0.55, "clear": 0.85, "strong": 1.0}


@dataclass(frozen=True, slots=True)
class CaregiverPose:
    """Where the caregiver's body is."""

    lean: float
    rise: float
    head: Head
    face: Expression
    blush: float

    @property
    def near_shoulder(self) -> Point:
        """The shoulder on the infant's side."""
        return 240 + self.lean, 216 + self.rise

    @property
    def far_shoulder(self) -> Point:
        """The other shoulder."""
        return 142 + self.lean, 219 + self.rise


def caregiver_pose(motion: Motion, t: float) -> CaregiverPose:
    """Build the pose from the acts at a time."""
    comfort = motion.limb("cg_need.need_met.comfort", t)
    lifted = motion.contact("cg_touch.touch.lift", t)
    lean = 26 * max(lifted, comfort) + 8 * motion.contact("cg_touch.touch", t) + 2.0 * motion.sway(1, t)
    rise = 1.6 * sin(2 * pi * t / 3.7) + 4 * lifted
    at_face, still = motion.head("cg_gaze.at_face", t), motion.limb("phase.still", t)
    head = Head(
        centre=(193 + lean * 1.25 + 3 * at_face, 118 + rise * 0.8 + 4 * at_face),
        rx=45, ry=57,
        yaw=-30 + 57 * at_face + (1 - still) * 2.5 * motion.sway(2, t),
        pitch=-9 + 4 * at_face + (1 - still) * 1.5 * motion.sway(3, t),
        roll=-5 + 10 * at_face + (1 - still) * 1.5 * motion.sway(4, t),
    )  # fmt: skip
    smile = sum(share * motion.face(f"cg_face.smile.{name}", t) for name, share in _STRENGTH.items())
    return CaregiverPose(lean, rise, head, _expression(motion, t, smile), smile)


def _expression(motion: Motion, t: float, smile: float) -> Expression:
    at_face, other = motion.eyes("cg_gaze.at_face", t), motion.face("cg_face.other", t)
    hum = motion.weight("hum.hum", t, 0.2) * (0.5 + 0.5 * sin(2 * pi * 1.6 * t)) * (1 - other)
    laugh = max(0.0, smile - 0.7) / 0.3
    return Expression(
        look=(-0.95 + 1.7 * at_face, 0.55 - 0.1 * at_face),
        lids=max(0.22 - 0.17 * at_face, motion.blink("cg", t)),
        squint=0.55 * smile, smile=0.09 + 0.91 * smile, open=max(0.85 * laugh, 0.16 * hum * (1 - laugh), 0.95 * other),
        round=max(0.95 * other, 0.25 * hum * (1 - smile)),
        raise_=0.25 * smile + 1.0 * other + 0.15 * at_face, pinch=0.0,
    )  # fmt: skip


def draw_caregiver(canvas: Canvas, pose: CaregiverPose, cast: Cast) -> None:
    """Draw body and head; the arms are drawn later, over the infant."""
    look, head = cast.caregiver, pose.head
    if cast.hair == "bob":
        _draw_bob_behind(canvas, head, look)
    if cast.hair == "bun":
        canvas.blob(head.shape([(-0.62, -1.12), (-0.2, -1.5), (0.28, -1.42), (0.45, -1.05), (0.0, -0.8)]), look.hair)
    _draw_body(canvas, pose, look)
    _draw_ears(canvas, head, look)
    _draw_face(canvas, pose, cast)
    _draw_hair(canvas, head, look, cast.hair)


def _draw_body(canvas: Canvas, pose: CaregiverPose, look: Look) -> None:
    x, y = pose.lean, pose.rise
    (nx, ny), (fx, fy) = pose.near_shoulder, pose.far_shoulder
    body = [(fx - 14, fy + 22), (fx + 4, fy - 10), (170 + x, 197 + y), (216 + x, 196 + y), (nx - 2, ny - 11),
            (nx + 14, ny + 20), (nx + 6, ny + 90), (nx + 18, 372), (fx - 22, 372), (fx - 14, fy + 90)]  # fmt: skip
    canvas.blob(body, look.cloth)
    canvas.stroke([(192 + x * 0.8, 372), (196 + x, 290), (190 + x, 240)], 1.6, mix(look.cloth, look.cloth_shade, 0.5))
    neck = head_base(pose.head)
    canvas.limb([lerp(neck, (193 + x, 190 + y), 0.05), (193 + x, 176 + y), (193 + x, 200 + y)], (32, 38), look.shade)
    canvas.blob([(168 + x, 194 + y), (193 + x, 190 + y), (219 + x, 193 + y), (207 + x, 214 + y), (193 + x, 219 + y),
                 (179 + x, 214 + y)], look.skin)  # fmt: skip
    collar = [(166 + x, 193 + y), (177 + x, 213 + y), (193 + x, 219.5 + y), (209 + x, 213 + y), (220 + x, 192 + y)]
    canvas.stroke(collar, 5.0, look.cloth_light)
    canvas.veil(oval((193 + x, 190 + y), 20, 9), look.line, 0.25)


def head_base(head: Head) -> Point:
    """Return where the neck meets the head."""
    return head.turned(0, head.ry * 0.7)


def _draw_ears(canvas: Canvas, head: Head, look: Look) -> None:
    for side in (-1, 1):
        if abs(side * 88 + head.yaw) < 98:
            x, y = head.at(side * 86, -4, 1.04)
            canvas.ellipse((x, y), 7.5 * head.squeeze(side * 60) + 2, 11.5, look.skin, head.roll)
            canvas.ellipse((x, y + 1), 4.0 * head.squeeze(side * 60) + 1, 7.0, look.shade, head.roll)


def _face_outline(head: Head) -> list[Point]:
    turn = head.yaw / 90
    return head.shape([
        (-0.98, -0.15), (-0.9, -0.62), (-0.5, -0.95), (0.0, -1.04), (0.5, -0.95), (0.9, -0.62), (0.98, -0.15),
        (0.92 + 0.06 * turn, 0.25), (0.72 + 0.18 * turn, 0.65), (0.3 + 0.34 * turn, 0.97), (-0.3 + 0.34 * turn, 0.97),
        (-0.72 + 0.18 * turn, 0.65), (-0.92 + 0.06 * turn, 0.25),
    ])  # fmt: skip


def _draw_face(canvas: Canvas, pose: CaregiverPose, cast: Cast) -> None:
    look, head, face = cast.caregiver, pose.head, pose.face
    canvas.blob(_face_outline(head), look.skin)
    if cast.hair == "short":
        _draw_beard(canvas, head, look)
    for side in (-1, 1):
        cheek = oval(head.at(side * 34, -17), 11 * head.squeeze(side * 34), 7.5)
        canvas.veil(cheek, look.lip, 0.05 + 0.17 * pose.blush)
    lash = mix(look.hair, (20, 14, 12), 0.6)
    style = EyeStyle(23, 3, 19.5, 14.5, 5.4, look.iris, lash, 1.9 if cast.hair != "short" else 1.5)
    draw_eyes(canvas, head, style, face, look.skin)
    draw_brows(canvas, head, face, mix(look.hair, (0, 0, 0), 0.15), 2.8 if cast.hair != "short" else 3.8, (23, 17))
    ridge = 1 if head.yaw > 0 else -1
    nose = [head.at(3 * ridge, 0, 1.02), head.at(7 * ridge, -10, 1.08), head.at(9 * ridge, -15, 1.1),
            head.at(1 * ridge, -18, 1.04)]  # fmt: skip
    canvas.stroke(nose, 1.8, look.line)
    draw_mouth(canvas, head, MouthStyle(-36, 31, look.lip, 2.3, True), face)


def _draw_hair(canvas: Canvas, head: Head, look: Look, kind: str) -> None:
    heights = {
        "bob": (4.0, 20.0, 34.0, 46.0, 42.0, 32.0, 20.0, 4.0),
        "bun": (14.0, 30.0, 42.0, 48.0, 48.0, 42.0, 30.0, 14.0),
        "short": (4.0, 26.0, 40.0, 46.0, 44.0, 40.0, 26.0, 4.0),
    }[kind]
    puff = {"bob": 1.09, "bun": 1.035, "short": 1.05}[kind]
    outline = closed_curve(_face_outline(replace(head, rx=head.rx * puff, ry=head.ry * puff)))
    draw_cap(canvas, head, outline, heights, look.hair)
    if kind == "bob":
        _draw_bob_sides(canvas, head, look.hair)
    shine = [head.at(lon, lat, 1.0) for lon, lat in ((-52, 50), (-30, 60), (-4, 63))]
    canvas.stroke(shine, 2.6, mix(look.hair, (255, 255, 255), 0.16))


def _draw_bob_behind(canvas: Canvas, head: Head, look: Look) -> None:
    turn = head.yaw / 60
    canvas.blob(head.shape([
        (-1.1 - 0.12 * turn, -0.3), (-0.75, -0.95), (0.0, -1.12), (0.75, -0.95), (1.1 - 0.12 * turn, -0.3),
        (1.16 - 0.3 * turn, 0.5), (1.0 - 0.36 * turn, 1.0), (0.45 - 0.4 * turn, 1.02), (-0.45 - 0.4 * turn, 1.02),
        (-1.0 - 0.36 * turn, 1.0), (-1.16 - 0.3 * turn, 0.5),
    ]), mix(look.hair, (0, 0, 0), 0.16))  # fmt: skip


def _draw_bob_sides(canvas: Canvas, head: Head, paint: Colour) -> None:
    """Draw the locks that fall past the cheeks, whichever way the head is turned."""
    for side in (-1, 1):
        near = max(0.0, -side * head.yaw / 30)
        edge = [head.at(side * (72 + 6 * near), lat, 1.02) for lat in (40, 20, 0, -20, -40, -56)]
        widths = (7, 12, 13 + 3 * near, 14 + 6 * near, 13 + 8 * near, 9 + 6 * near)
        outer = [(x + side * wide, y + 1) for (x, y), wide in zip(edge, widths, strict=True)]
        canvas.fill(closed_curve([*edge, *reversed(outer)]), paint)


def _draw_beard(canvas: Canvas, head: Head, look: Look) -> None:
    paint = mix(look.skin, look.hair, 0.5)
    jaw = [head.at(lon, lat, 0.99) for lon, lat in ((-86, -8), (-62, -22), (-34, -28), (0, -25), (34, -28), (62, -22),
                                                   (86, -8))]  # fmt: skip
    turn = head.yaw / 90
    chin = head.shape([(0.93 + 0.06 * turn, 0.28), (0.72 + 0.18 * turn, 0.67), (0.3 + 0.34 * turn, 0.985),
                       (-0.3 + 0.34 * turn, 0.985), (-0.72 + 0.18 * turn, 0.67),
                       (-0.93 + 0.06 * turn, 0.28)])  # fmt: skip
    canvas.blob([*jaw, *chin], paint)
