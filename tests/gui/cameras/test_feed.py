"""Pictures go to whichever view shows a camera, and to none any more once the feed was stopped."""

from threading import Event, Thread
from typing import Any

from coder.gui.cameras.feed import Feed, Target
from tests.gui.stage import HandEngine, picture


def test_a_view_may_go_once_its_feed_was_stopped() -> None:
    feed, engine = Feed(), HandEngine(prompt=False)
    start: Any = engine.start
    feed.start(start)
    amid, go_on, shown = Event(), Event(), list[int]()

    def show(one: object) -> None:
        amid.set()
        assert go_on.wait(20)
        shown.append(1)

    feed.target = Target(show, lambda _error: None)
    Thread(target=lambda: engine.on_picture(picture(1)), daemon=True).start()
    assert amid.wait(20)
    stopping = Thread(target=feed.stop, daemon=True)
    stopping.start()
    stopping.join(0.05)
    assert stopping.is_alive(), "a picture is being handed to the view"
    go_on.set()
    stopping.join(20)
    assert shown == [1]
    engine.on_picture(picture(2))
    assert shown == [1]
    assert engine.closed
