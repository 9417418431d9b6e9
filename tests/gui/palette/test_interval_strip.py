"""The strip that asks for the codes of an interval."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coder.app.desk import Desk
from coder.gui.interval_words import span_words, tier_note
from coder.gui.palette.interval_strip import IntervalStrip
from coder.gui.palette.key_button import Light
from coder.gui.theme import DARK
from coder.model.scheme import Actor, Code, Kind, Role, Scheme, Tier, plain
from tests.gui.desks import build_desk, build_workspace

STATE = Tier(
    "in_state",
    "infant",
    Kind.INTERVAL,
    plain("state"),
    (Code("calm", "c"), Code("upset", "q"), Code("asleep")),
    length_s=10.0,
    rule="predominant",
)
SEVERAL = replace(STATE, exclusive=False, rule="partial")


def held(tier: Tier, at_ms: int = 30_000) -> Desk:
    """Build a desk at which play has paused at the end of an interval."""
    scheme = Scheme("s", "1.0.0", actors=(Actor("infant", Role.INFANT, plain("Infant")),), tiers=(tier,))
    desk = build_desk(build_workspace(scheme, frames=3_000))
    desk.player.hold_before(at_ms)
    desk.sampling.look()
    return desk


def build_strip(qtbot: QtBot, desk: Desk) -> IntervalStrip:
    video = QWidget()
    qtbot.addWidget(video)
    video.resize(900, 400)
    strip = IntervalStrip(desk, DARK, video)
    with qtbot.waitExposed(video):
        video.show()
    return strip


def buttons(strip: IntervalStrip) -> list[tuple[str, str]]:
    return [(button.chord, button.text()) for button in strip.options]


def test_it_asks_for_the_interval_that_has_just_ended_with_the_keys_of_its_codes(qtbot: QtBot) -> None:
    strip = build_strip(qtbot, held(STATE))
    assert strip.isVisible()
    assert strip.title.text() == "0:20–0:30 — infant state?"
    assert buttons(strip) == [("c", "calm"), ("q", "upset"), ("", "asleep"), ("enter", "leave uncoded")]
    assert strip.hint.text() == "what holds most of the time · 0 of 12 intervals coded"


def test_it_is_there_only_while_play_has_paused(qtbot: QtBot) -> None:
    desk = held(STATE)
    strip = build_strip(qtbot, desk)
    desk.press("c")
    assert not strip.isVisible()
    assert desk.player.playing


@pytest.mark.parametrize(("place", "codes"), [(1, ["upset"]), (2, ["asleep"]), (3, [])])
def test_a_click_does_what_the_key_does(qtbot: QtBot, place: int, codes: list[str]) -> None:
    desk = held(STATE)
    strip = build_strip(qtbot, desk)
    QTest.mouseClick(strip.options[place], Qt.MouseButton.LeftButton)
    assert [(event.code, event.onset_ms) for event in desk.workspace.observation] == [(code, 20_000) for code in codes]
    assert desk.player.playing


def test_codes_that_may_overlap_are_lit_as_they_are_given(qtbot: QtBot) -> None:
    desk = held(SEVERAL)
    strip = build_strip(qtbot, desk)
    desk.press("q")
    assert [button.light for button in strip.options] == [Light.OFF, Light.ON, Light.OFF, Light.OFF]
    assert strip.options[-1].text() == "go on"
    assert strip.hint.text() == "what happens at any time in it · 1 of 12 intervals coded"


def test_it_is_named_for_a_screen_reader(qtbot: QtBot) -> None:
    strip = build_strip(qtbot, held(STATE))
    assert strip.accessibleName() == (
        "0:20–0:30 — infant state? c calm, q upset, asleep, Enter leave uncoded. "
        "what holds most of the time · 0 of 12 intervals coded"
    )


def test_a_cut_interval_is_named_to_the_frame() -> None:
    assert span_words((60_000, 62_480)) == "1:00–1:02.480"


def test_a_tier_is_named_with_its_length_and_rule() -> None:
    assert tier_note(STATE) == "intervals of 10 s: what holds most of the time (predominant)"
    assert tier_note(replace(STATE, length_s=0.5, rule="momentary")) == (
        "intervals of 0.5 s: what holds at its end (momentary)"
    )
