"""One frame: the room, the two people, the things between them, and the frame's number."""

from dataclasses import dataclass
from functools import cached_property
from math import pi, sin

from drawing.arms import Hand, draw_arm, draw_hand
from drawing.canvas import Canvas, Picture, Point, lerp
from drawing.caregiver import CaregiverPose, caregiver_pose, draw_caregiver
from drawing.infant import InfantPose, draw_infant, draw_infant_arms, draw_seat, draw_voice, infant_pose
from drawing.motion import Motion, ease
from drawing.people import CASTS, Cast
from drawing.room import draw_room, draw_table
from drawing.script import Script
from drawing.things import draw_bottle, draw_cloth, draw_number, draw_passer_by, draw_toy

_TOY_HOME, _BOTTLE_HOME = (346.0, 296.0), (298.0, 290.0)


@dataclass(frozen=True, slots=True)
class Hands:
    """The caregiver's hands and the things they move."""

    near: Point
    far: Point
    grip: Hand
    bottle: Point
    bottle_tilt: float
    toy: Point
    cloth: float


class Scene:
    """Draws any frame of a session; the same number always gives the same picture."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.motion = Motion(script)
        self.cast: Cast = CASTS[script.cast]

    def draw(self, number: int) -> Picture:
        """Draw a frame, 360 x 640 x RGB."""
        t = self.script.frame_times_s[number]
        canvas = Canvas(self._room)
        infant, caregiver = infant_pose(self.motion, t), caregiver_pose(self.motion, t)
        hands = _place_hands(self.motion, t, infant, caregiver)
        draw_infant(canvas, infant, self.cast)
        draw_caregiver(canvas, caregiver, self.cast)
        self._draw_front(canvas, infant, caregiver, hands)
        draw_passer_by(canvas, self.motion, t)
        draw_number(canvas, number, t)
        return canvas.finished()

    def _draw_front(self, canvas: Canvas, infant: InfantPose, caregiver: CaregiverPose, hands: Hands) -> None:
        look = self.cast.caregiver
        draw_table(canvas, self.cast)
        draw_arm(canvas, caregiver.far_shoulder, hands.far, 20.0, (34, 22), 0.8, look)
        draw_hand(canvas, hands.far, Hand(55, 0.35, 0.2), 19, look)
        draw_bottle(canvas, hands.bottle, hands.bottle_tilt)
        held = abs(hands.toy[0] - _TOY_HOME[0]) > 30
        if not held:
            draw_toy(canvas, hands.toy, self.cast)
        draw_infant_arms(canvas, infant, self.cast)
        if held:
            draw_toy(canvas, hands.toy, self.cast)
        draw_cloth(canvas, infant, hands.cloth)
        draw_arm(canvas, caregiver.near_shoulder, hands.near, 24.0, (34, 21), 0.78, look)
        draw_hand(canvas, hands.near, hands.grip, 19, look)
        draw_voice(canvas, infant, self.cast)

    @cached_property
    def _room(self) -> Picture:
        canvas = Canvas()
        draw_room(canvas, self.cast)
        draw_seat(canvas, self.cast)
        return canvas.pixels


def _place_hands(motion: Motion, t: float, infant: InfantPose, caregiver: CaregiverPose) -> Hands:
    touch = {form: motion.contact(f"cg_touch.touch.{form}", t) for form in ("still", "stroke", "pat", "tickle", "lift")}
    rest = (262 + caregiver.lean * 0.7, 322 + 2 * motion.sway(10, t))
    near, grip = rest, Hand(20, 0.35, 0.25)
    bx, by = infant.belly
    goals = {
        "still": (bx - 24, by - 4),
        "stroke": (bx - 26 + 5 * sin(2 * pi * 0.75 * t), by - 14 + 20 * sin(2 * pi * 0.75 * t)),
        "pat": (bx - 24, by - 14 + 12 * abs(sin(2 * pi * 1.5 * t))),
        "tickle": (bx - 20 + 3 * sin(2 * pi * 3.1 * t), by + 2 * sin(2 * pi * 2.3 * t)),
        "lift": (infant.x - 46, infant.y + 84),
    }
    for form, goal in goals.items():
        near = lerp(near, goal, touch[form])
    tickle = touch["tickle"]
    grip = Hand(
        20 - 14 * max(touch["still"], touch["stroke"], touch["pat"]) - 40 * touch["lift"],
        0.35 + 0.35 * tickle, 0.25 - 0.2 * max(touch["stroke"], touch["pat"], touch["still"]) + 0.3 * tickle,
        wiggle=tickle * sin(2 * pi * 5.5 * t),
    )  # fmt: skip
    far = lerp((176 + caregiver.lean * 0.5, 326.0), (infant.x - 44, infant.y + 136), touch["lift"])
    return _with_things(motion, t, infant, Hands(near, far, grip, _BOTTLE_HOME, 0.0, _TOY_HOME, 0.0))


def _with_things(motion: Motion, t: float, infant: InfantPose, hands: Hands) -> Hands:
    """Let the hand carry the bottle, the toy or the cloth."""
    near, grip, bottle, tilt, toy = hands.near, hands.grip, hands.bottle, 0.0, hands.toy
    fed = motion.limb("cg_need.need_met.feed", t)
    if fed > 0:
        mouth = infant.mouth
        bottle = lerp(_BOTTLE_HOME, (mouth[0] - 21, mouth[1] + 14), fed)
        tilt = 58 * fed
        near, grip = lerp(near, (bottle[0] - 12, bottle[1] + 16), min(1.0, fed * 2.5)), Hand(-25, 0.25, 0.45)
    given = motion.limb("cg_need.need_met.toy", t)
    if given > 0:
        toy = lerp(_TOY_HOME, (infant.x - 6, infant.y + 88), given)
        since = _since(motion, "cg_need.need_met.toy", t)
        handing = 1 - ease((since - 1.6) / 0.8) + ease((since - 5.8) / 0.8)  # it is handed over, and taken back
        near = lerp(near, (toy[0] - 26, toy[1] + 10), min(1.0, given * 2.5) * handing)
    cloth = motion.weight("uncodable.uncodable.infant_hidden", t, 0.3, 0.7)
    if cloth > 0:
        near, grip = lerp(near, (infant.head.centre[0] - 50, infant.head.centre[1] - 22), cloth), Hand(-10, 0.2, 0.5)
    return Hands(near, hands.far, grip, bottle, tilt, toy, cloth)


def _since(motion: Motion, feature: str, t: float) -> float:
    return min((t - on for on, _ in motion.spells(feature) if t >= on - 0.2), default=0.0)
