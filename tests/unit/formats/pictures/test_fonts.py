"""Fonts of texts: what ours lacks comes from elsewhere, or is told."""

import pytest

from coder.formats.pictures import fonts
from coder.formats.pictures.drawing import picture_bytes
from coder.formats.pictures.fonts import FAMILY, Fonts, every_text, fonts_of, missing_words
from coder.model.chart import Axis, Forest, ForestRow
from tests.unit.formats.pictures.some_charts import all_charts

NOWHERE = "\U000f0000"
"""A sign of private use, that is in no font."""


@pytest.mark.parametrize("text", ["glance", "глаза", "ματιά", "عين", "עין", "œil – ½ ≥ ⚑ χ²", "a\nb\tc"])
def test_what_our_font_has_is_drawn_with_it_alone(text: str) -> None:
    assert fonts_of(text) == Fonts((FAMILY,), "")


def test_a_sign_that_no_font_has_is_missing_and_told_by_its_number() -> None:
    found = fonts_of(f"gaze {NOWHERE}")

    assert found.missing == NOWHERE
    assert "a sign" in missing_words(found.missing)
    assert "U+F0000" in missing_words(found.missing)
    assert missing_words("") == ""


def test_what_our_font_lacks_is_taken_from_the_font_that_has_most_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    has = {FAMILY: "ab", "Sans One": "視", "Sans Two": "視線", "Third": "ん"}
    monkeypatch.setattr(fonts, "_families", lambda: ["Sans One", "Sans Two", "Third"])
    monkeypatch.setattr(fonts, "_held", lambda family, text: frozenset(has[family]) & frozenset(text))

    assert fonts_of("ab視線んx") == Fonts((FAMILY, "Sans Two", "Third"), "x")


def test_many_missing_signs_are_told_by_script_and_cut_short() -> None:
    words = missing_words("".join(chr(0x4E00 + place) for place in range(20)) + "ก")

    assert "21 signs" in words
    assert "Chinese characters: U+4E00" in words
    assert "and 8 more" in words
    assert "Thai: U+0E01" in words


def test_every_text_of_a_chart_is_asked_about_and_what_it_leads_to_is_not() -> None:
    row = ForestRow("name", 0.5, None, None, "text", "words", datum="leads to")

    texts = list(every_text(Forest("title", Axis("axis", 0, 1, "s"), (row,), note="note")))

    assert {"title", "axis", "s", "name", "text", "words", "note"} <= set(texts)
    assert "leads to" not in texts
    assert all(any(every_text(chart)) for chart in all_charts())


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_picture_with_signs_that_no_font_has_says_so(kind: str) -> None:
    plain, odd = (Forest(title, Axis("Kappa", 0, 1), ()) for title in ("gaze", f"gaze {NOWHERE}"))

    assert len(picture_bytes(odd, kind)) > len(picture_bytes(plain, kind)) + 1000


def test_in_svg_text_stays_text_so_nothing_is_missing_there() -> None:
    chart = Forest(f"gaze {NOWHERE}", Axis("Kappa", 0, 1), ())

    svg = picture_bytes(chart, "svg").decode("utf-8")

    assert NOWHERE in svg
    assert "No font on this computer" not in svg
