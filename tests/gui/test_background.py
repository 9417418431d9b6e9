"""Work in the background tells its news while somebody waits, and nothing afterwards."""

from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coder.errors import CoderError
from coder.gui.background import Background
from coder.media.stopping import Stopped


def test_progress_growth_and_the_end_are_told_in_order(qtbot: QtBot) -> None:
    parent, told = QObject(), list[Any]()
    work = Background(parent)
    for signal in (work.progressed, work.grown, work.done):
        signal.connect(told.append)

    def do(looker: Background) -> str:
        looker.progress(0.5)
        looker.grow("half")
        return "whole"

    work.start("work", do)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [0.5, "half", "whole"]
    assert work.begun
    qtbot.waitUntil(lambda: not work.running)


def test_a_refusal_and_a_fault_are_told_and_giving_up_is_not(qtbot: QtBot) -> None:
    parent = QObject()
    for error, said in (
        (CoderError("No room.", "Make some."), "No room."),
        (ValueError("odd"), "Something went wrong in the background (ValueError: odd)."),
    ):
        work, told = Background(parent), list[CoderError]()
        work.refused.connect(told.append)

        def fail(_looker: Background, error: Exception = error) -> None:
            raise error

        work.start("work", fail)
        qtbot.waitUntil(partial(bool, told))
        assert told[0].message == said
    quiet = Background(parent)
    quiet.refused.connect(lambda _error: told.clear())

    def stop(_looker: Background) -> None:
        raise Stopped

    quiet.start("work", stop)
    qtbot.waitUntil(lambda: not quiet.running)
    assert told


def test_who_left_is_told_nothing_even_when_the_work_hangs(qtbot: QtBot) -> None:
    parent, answers, told = QObject(), Event(), list[Any]()
    work = Background(parent)
    work.done.connect(told.append)

    def hang(looker: Background) -> bool:
        assert answers.wait(30)
        return looker.left()

    work.start("work", hang)
    work.leave(0)
    answers.set()
    qtbot.waitUntil(lambda: not work.running)
    assert told == []
