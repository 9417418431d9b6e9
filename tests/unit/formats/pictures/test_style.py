"""How texts are measured and wrapped."""

from itertools import pairwise

import pytest

from coder.formats.pictures.style import left_first, width_of, wrap

SENTENCE = "a cue that was not answered was censored at the end of its window, of codable time or at the next cue " * 4


@pytest.mark.parametrize("width", [70.0, 120.0, 480.0])
@pytest.mark.parametrize("bold", [False, True])
def test_no_line_is_wider_than_its_column_and_every_word_is_there_in_order(width: float, bold: bool) -> None:
    lines = wrap(SENTENCE, width, bold=bold)

    assert all(width_of(line, bold=bold) <= width for line in lines)
    assert " ".join(lines).split() == SENTENCE.split()


def test_a_line_is_as_full_as_it_can_be() -> None:
    lines = wrap(SENTENCE, 200.0)

    nexts = [f"{line} {following.split()[0]}" for line, following in pairwise(lines)]
    assert sum(width_of(one) <= 200.0 - 4 for one in nexts) <= len(nexts) // 10


@pytest.mark.parametrize(
    ("text", "width"), [("x" * 200, 60.0), (f"short {'y' * 90} words after", 80.0), ("ab", 0.5), ("", 9.0)]
)
def test_a_word_that_is_wider_than_the_column_is_parted_and_nothing_is_lost(text: str, width: float) -> None:
    lines = wrap(text, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line) <= width or len(line) == 1 for line in lines)


def test_a_sentence_that_begins_with_an_arabic_or_hebrew_name_is_still_read_from_the_left() -> None:
    assert left_first("بن and ana").startswith("\u200e")
    assert left_first("דן and ana").endswith("דן and ana")
    assert left_first("ana and 目, بن") == "ana and 目, بن"
    assert left_first("0.71") == "0.71"
    assert width_of(left_first("دن and ana")) == pytest.approx(width_of("دن and ana"), abs=1.5)
