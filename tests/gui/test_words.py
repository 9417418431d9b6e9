"""Short names for people."""

import pytest

from coder.gui.words import answer_words, code_words, key_words, range_words
from coder.model.event import Event
from coder.model.scheme import Code, Modifier, ModifierType, plain


@pytest.mark.parametrize(
    ("chord", "words"),
    [
        ("g", "g"),
        ("ctrl+z", "Ctrl+Z"),
        ("ctrl+shift+left", "Ctrl+Shift+←"),
        ("ctrl++", "Ctrl++"),
        ("+", "+"),
        ("f5", "F5"),
        ("num4", "Num 4"),
        ("num+", "Num +"),
        ("ctrl+num+", "Ctrl+Num +"),
        ("space", "Space"),
        ("escape", "Esc"),
        ("", ""),
    ],
)
def test_chords_are_written_as_on_keys(chord: str, words: str) -> None:
    assert key_words(chord, "linux") == words


def test_the_command_key_is_the_macs() -> None:
    assert key_words("ctrl+z", "darwin") == "⌘+Z"


def test_a_code_goes_by_its_id_in_words_or_by_its_label_where_the_id_says_nothing() -> None:
    assert code_words(Code("at_face", label=plain("Looks at infant's face"))) == "at face"
    assert code_words(Code("c12", label=plain("Looks up"))) == "Looks up"
    assert code_words(None, "gone_code") == "gone code"


def test_answers_stand_in_the_schemes_order_with_their_unit() -> None:
    code = Code("pat", modifiers=(Modifier("kind"), Modifier("force", ModifierType.NUMBER, unit="N")))
    event = Event(1, "touch", "pat", 0, modifiers=(("force", "3"), ("kind", "soft_hand+arm"), ("old", "x")))
    assert answer_words(event, code) == "soft hand + arm, 3 N, x"


@pytest.mark.parametrize(
    ("low", "high", "words"), [(1, 5, "1 to 5"), (0, None, "0 or more"), (None, 9, "up to 9"), (None, None, "a number")]
)
def test_ranges_are_said_in_words(low: float | None, high: float | None, words: str) -> None:
    assert range_words(Modifier("n", ModifierType.NUMBER, minimum=low, maximum=high)) == words
