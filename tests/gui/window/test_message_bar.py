"""The message bar tells one thing at a time, and keeps what has to be dealt with."""

import pytest
from pytestqt.qtbot import QtBot

from coder.app.notices import Notice, Severity
from coder.gui.message_bar import MessageBar
from coder.gui.theme import DARK, LIGHT


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar(DARK, still=True, tip="? keys")
    qtbot.addWidget(bar)
    bar.resize(1000, 26)
    bar.show()
    return bar


def test_good_news_goes_by_itself(bar: MessageBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("coder.gui.message_bar", fromlist=["LASTS_MS"]).LASTS_MS, Severity.DONE, 1)
    bar.show_notice(Notice("Ended touch at 0:42.480."))
    assert bar.text == "Ended touch at 0:42.480."
    qtbot.waitUntil(lambda: bar.notice is None)


def test_an_error_stays_until_the_next_news(bar: MessageBar) -> None:
    bar.show_notice(Notice("There is nothing to split.", "Go inside the event.", Severity.ERROR))
    assert not bar._timer.isActive()
    bar.show_notice(Notice("Begin smile at 0:01.000."))
    assert bar.text == "Begin smile at 0:01.000."


def test_an_error_with_a_button_stays_while_other_news_is_told_beside_it(bar: MessageBar) -> None:
    done: list[str] = []
    bar.show_notice(
        Notice("Not saved: the disk is full.", "", Severity.ERROR, "Retry", lambda: done.append("retry")),
        ("Save a copy to…", lambda: done.append("copy")),
    )
    bar.show_notice(Notice("Begin smile at 0:01.000."))
    assert bar.text == "Not saved: the disk is full."
    assert bar.aside == "Begin smile at 0:01.000."
    for button in bar._buttons:
        assert button.isVisible()
        button.click()
    assert done == ["retry", "copy"]


def test_words_are_shown_as_they_are_even_if_they_look_like_markup(bar: MessageBar) -> None:
    bar.show_notice(Notice("<b>bold</b> & more", "a < b"))
    assert "&lt;b&gt;" in bar._words.text()
    assert bar._words.toolTip() == "<b>bold</b> & more a < b"


def test_words_without_room_end_in_dots_and_are_whole_in_the_tool_tip(bar: MessageBar, qtbot: QtBot) -> None:
    words = "Put it back and try again, or save a copy elsewhere: the work is still in memory."
    bar.show_notice(Notice("Not saved: it was removed.", words, Severity.ERROR, "Retry", bar.clear))
    qtbot.waitUntil(lambda: words in bar._words.text())
    bar.resize(700, 26)
    qtbot.waitUntil(lambda: "…" in bar._words.text())
    assert "Not saved: it was removed." in bar._words.text()
    assert words in bar._words.toolTip()


def test_it_takes_another_theme(bar: MessageBar) -> None:
    bar.show_notice(Notice("Here."))
    bar.set_theme(LIGHT)
    assert LIGHT.text in bar._words.text()


def test_news_fades_when_motion_is_welcome(qtbot: QtBot) -> None:
    bar = MessageBar(DARK)
    qtbot.addWidget(bar)
    bar.show()
    bar.show_notice(Notice("Here."))
    bar._fade()
    qtbot.waitUntil(lambda: bar.notice is None)
