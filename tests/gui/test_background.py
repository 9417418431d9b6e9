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
    work.leave()
    answers.set()
    qtbot.waitUntil(lambda: not work.running)
    assert told == []


def test_news_that_are_on_their_way_when_somebody_leaves_are_not_told(qtbot: QtBot) -> None:
    parent, told, ended = QObject(), list[Any](), Event()
    work = Background(parent)
    work.done.connect(told.append)
    work.start("work", lambda _looker: "news", lambda _news: ended.set())
    assert work.worker is not None
    work.worker.join(20)
    work.leave()  # the end of the work waits in the event loop
    assert ended.wait(20), "what came of it is let go"
    qtbot.wait(20)
    assert told == []


def test_what_comes_of_work_that_was_left_is_let_go_once(qtbot: QtBot) -> None:
    parent, answers, let_go = QObject(), Event(), list[str]()
    work = Background(parent)

    def hang(_looker: Background) -> str:
        assert answers.wait(30)
        return "a file"

    work.start("work", hang, let_go.append)
    work.leave()
    work.leave()
    answers.set()
    qtbot.waitUntil(lambda: not work.running)
    assert let_go == ["a file"]


def test_what_somebody_takes_is_not_let_go(qtbot: QtBot) -> None:
    parent, told, let_go = QObject(), list[str](), list[str]()
    work = Background(parent)
    work.done.connect(told.append)
    work.start("work", lambda _looker: "a file", let_go.append)
    qtbot.waitUntil(lambda: told == ["a file"])
    work.leave()
    assert let_go == []


def test_progress_is_told_by_the_hundredth(qtbot: QtBot) -> None:
    parent, told = QObject(), list[float]()
    work = Background(parent)
    work.progressed.connect(told.append)

    def do(looker: Background) -> None:
        for step in range(10_000):
            looker.progress(step / 10_000)

    work.start("work", do)
    qtbot.waitUntil(lambda: not work.running)
    qtbot.waitUntil(lambda: len(told) == 100)
