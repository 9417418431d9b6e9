"""Actions are found by a few of their letters."""

from coder.app.commands import COMMANDS
from coder.gui.fuzzy import find_best, score

TITLES = [command.title for command in COMMANDS]


def best(query: str) -> str:
    return TITLES[find_best(query, TITLES)[0]]


def test_beginnings_of_words_find_an_action() -> None:
    assert best("nf") == "Next frame"
    assert best("pof") == "Play or pause" or best("pop") == "Play or pause"
    assert best("undo") == "Undo"
    assert best("split") == "Split event here"


def test_an_empty_query_lists_everything_in_order() -> None:
    assert find_best("", TITLES) == list(range(len(TITLES)))


def test_letters_that_are_not_there_find_nothing() -> None:
    assert score("xqz", "Next frame") is None
    assert find_best("qqqq", TITLES) == []
