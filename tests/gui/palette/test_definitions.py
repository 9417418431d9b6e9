"""What a modifier's line says on tool tips and on the sheet of keys."""

from coder.gui.palette.definitions import modifier_line
from coder.model.scheme import Condition, Modifier, ModifierType


def test_a_number_is_told_with_its_limits_and_with_when_it_is_asked() -> None:
    loud = Modifier(
        "loud", ModifierType.NUMBER, minimum=1, maximum=5, unit="dB", when=Condition("by", ("voice", "a<b"))
    )
    assert modifier_line(loud) == "<b>loud</b> (asked when it begins, where by is voice or a&lt;b): 1 to 5 dB"
