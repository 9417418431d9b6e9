"""Which request is served next, and what counts as dropped."""

from coder.media.inbox import Inbox
from coder.media.request import Request, Why


def ask(inbox: Inbox, *numbers: int, why: Why = Why.PLAY) -> None:
    for n in numbers:
        inbox.put(Request(n, None, why, 0.0))


def take_all(inbox: Inbox, there: range) -> list[int]:
    taken = []
    while (request := inbox.take(there)) is not None:
        taken.append(request.n)
    return taken


def test_of_still_requests_only_the_newest_is_served() -> None:
    inbox = Inbox()
    ask(inbox, 1, 2, 3, why=Why.STILL)
    assert take_all(inbox, range(10)) == [3]
    assert (inbox.passed_over, inbox.dropped) == (2, 0)


def test_a_played_picture_that_is_decoded_is_shown_though_the_next_one_is_due() -> None:
    inbox = Inbox()
    ask(inbox, 1, 2)
    assert take_all(inbox, range(10)) == [1, 2]
    assert (inbox.passed_over, inbox.dropped) == (0, 0)


def test_a_played_picture_that_must_be_decoded_first_makes_room_for_the_newest() -> None:
    inbox = Inbox()
    ask(inbox, 1, 2)
    assert take_all(inbox, range(0)) == [2]
    assert inbox.dropped == 1


def test_of_many_played_pictures_those_in_between_are_dropped() -> None:
    inbox = Inbox()
    ask(inbox, 1, 2, 3, 4)
    assert take_all(inbox, range(10)) == [1, 4]
    assert inbox.dropped == 2


def test_a_seek_amid_playing_does_not_wait_for_what_was_to_be_played() -> None:
    inbox = Inbox()
    ask(inbox, 1, 2)
    ask(inbox, 50, why=Why.STILL)
    assert take_all(inbox, range(100)) == [50]
    assert (inbox.passed_over, inbox.dropped) == (2, 0)


def test_the_count_of_dropped_pictures_begins_anew_with_each_play() -> None:
    inbox = Inbox()
    ask(inbox, 1, 2, 3, 4)
    inbox.rest()
    ask(inbox, 5, why=Why.STILL)
    ask(inbox, 6)
    assert inbox.dropped == 0
