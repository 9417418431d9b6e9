"""How the picture is looked at, and where it lies then: pure values."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSizeF

from coder.gui.video.framing import Framing
from coder.gui.video.look import NEAREST, Look, find_look, keep_look
from coder.media.tone import Tone

HERE, THERE = Path("D01"), Path("D02")


def framing(look: Look, frame: tuple[int, int] = (1920, 1080), widget: tuple[int, int] = (960, 600)) -> Framing:
    return Framing(QSizeF(*widget), frame, look)


def after(*acts: str) -> Look:
    look = Look()
    for act in acts:
        look = look.after(act)
    return look


def test_each_act_does_its_part_and_its_opposite_takes_it_back() -> None:
    assert after("brighter", "brighter", "more_contrast", "deepen").tone == Tone(2, 1, -1)
    assert after("brighter", "darker", "more_contrast", "less_contrast", "lift", "deepen") == Look()
    assert after("larger", "smaller") == Look()
    assert after(*["turn"] * 4) == Look()
    assert after("one_field").one_field
    assert after("larger", "brighter", "turn", "one_field", "plain") == Look()
    assert after("brighter", "larger", "whole") == after("brighter")
    with pytest.raises(ValueError, match="nonsense"):
        Look().after("nonsense")


def test_there_is_an_end_to_everything() -> None:
    assert after(*["larger"] * 40).zoom == NEAREST
    assert after(*["smaller"] * 3) == Look()
    assert after(*["brighter"] * 40).brightness == 10
    assert after("larger", *["left"] * 40).x == pytest.approx(0.5 / 1.25)


def test_a_look_is_told_in_words() -> None:
    assert Look().words() == ""
    look = after(*["larger"] * 3, "turn", "brighter", "lift", "one_field")
    assert look.words() == "2×, turned 90°, brightness +1, gamma +1, one field"


def test_a_sessions_look_is_remembered_and_no_other_ones() -> None:
    window = keep_look({"left": "x"}, HERE, after("larger", "turn"))
    window = keep_look(window, THERE, after("brighter"))
    assert window["left"] == "x"
    assert find_look(window, HERE) == after("larger", "turn")
    assert find_look(window, THERE) == after("brighter")
    assert find_look(window, Path("D03")) == Look()
    assert find_look(keep_look(window, HERE, Look()), HERE) == Look()


def test_only_the_newest_looks_are_kept() -> None:
    window: dict[str, str] = {}
    for number in range(60):
        window = keep_look(window, Path(f"D{number}"), after("brighter"))
    assert find_look(window, Path("D0")) == Look()
    assert find_look(window, Path("D59")) == after("brighter")


@pytest.mark.parametrize(
    "kept", ["", "nonsense", "[1]", '{"D01": 7}', '{"D01": {"zoom": "x"}}', '{"D01": {"zoom": 99}}']
)
def test_a_spoilt_memory_is_the_picture_as_it_came(kept: str) -> None:
    assert find_look({"looks": kept}, HERE) == Look()


def test_the_whole_picture_is_letterboxed() -> None:
    rect = framing(Look()).rect()
    assert (rect.left(), rect.top(), rect.width(), rect.height()) == (0, 30, 960, 540)


def test_a_larger_picture_covers_the_widget_wherever_one_looks() -> None:
    for acts in (("left",) * 9, ("right", "up"), ("down",) * 9):
        rect = framing(after("larger", "larger", "larger", *acts)).rect()
        assert rect.left() <= 0
        assert rect.right() >= 960
        assert rect.top() <= 0
        assert rect.bottom() >= 600


def test_zooming_leaves_the_place_under_the_pointer_where_it_is() -> None:
    before, at = framing(after("larger", "larger", "larger")), QPointF(700, 200)
    place = before.place_of(at)
    nearer = framing(before.zoomed_at(at, 1.5))
    assert nearer.place_of(at).x() == pytest.approx(place.x(), abs=2e-3)
    assert nearer.place_of(at).y() == pytest.approx(place.y(), abs=2e-3)
    assert framing(nearer.zoomed_at(at, 0.01)).look == Look()


def test_dragging_takes_the_picture_along_and_never_past_its_edge() -> None:
    before = framing(after(*["larger"] * 6))
    moved = framing(before.dragged(QPointF(30, -20)))
    assert moved.rect().left() - before.rect().left() == pytest.approx(30, abs=1)
    assert moved.rect().top() - before.rect().top() == pytest.approx(-20, abs=1)
    assert framing(before.dragged(QPointF(9_000, 0))).rect().left() == 0
    assert framing(Look()).dragged(QPointF(30, 0)) == Look()


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_place_of_the_frame_is_found_however_it_is_turned(turns: int) -> None:
    turned = framing(Look(zoom=2.0, turns=turns))
    for place in (QPointF(0.25, 0.5), QPointF(0.5, 0.75)):
        back = turned.place_of(turned.point_of(place))
        assert (back.x(), back.y()) == pytest.approx((place.x(), place.y()))
    corner = framing(Look(turns=turns)).point_of(QPointF(0, 0))
    rect = framing(Look(turns=turns)).rect()
    corners = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
    assert (corner - corners[turns]).manhattanLength() < 1e-6


def test_frames_are_asked_for_as_large_as_they_are_seen_and_no_larger_than_they_are() -> None:
    assert framing(Look()).asked_size() == (960, 540)
    assert framing(Look(zoom=1.5)).asked_size() == (1440, 810)
    assert framing(Look(zoom=8)).asked_size() == (1920, 1080)
    assert framing(Look()).asked_size(sharp=True) == (1920, 1080)
    assert framing(Look(zoom=2), frame=(320, 180)).asked_size() == (960, 540)
    assert framing(Look(turns=1)).asked_size() == (600, round(600 * 1080 / 1920))
