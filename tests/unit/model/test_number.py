import pytest

from coder.model.number import format_figure


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (1.0, "1"),
        (0.75, "0.75"),
        (-1e-13, "0"),
        (2 / 3, "0.666666667"),
        (120.0, "120"),
        (1 / 5994, "0.0001668335"),
        (-2 / 3e6, "-0.000000666667"),
    ],
)
def test_figures_are_written_without_exponent_or_idle_zeros(value: float | None, text: str) -> None:
    assert format_figure(value) == text
