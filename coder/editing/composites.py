"""Numbers computed of several ratings, and why there is none where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass

from coder.model.rating import Composite, Rating, Rule


@dataclass(frozen=True, slots=True)
class Score:
    """A composite's value, or None where fewer items than ``needed`` are valid; ``valid`` of ``asked`` items are."""

    value: float | None
    valid: int
    asked: int
    needed: int

    @property
    def reason(self) -> str:
        """Why there is no value; empty where there is one."""
        if self.value is not None:
            return ""
        return f"{self.valid} of {self.asked} items {'is' if self.valid == 1 else 'are'} valid, {self.needed} needed"


def score(rating: Rating, composite: Composite, values: Mapping[str, str]) -> Score:
    """Compute a composite of what items are rated (values by item id; one that is missing is not there).

    With x_i the number of item i, and s_i = min_i + max_i - x_i where item i is reversed, else s_i = x_i, over the n
    items that are valid: mean = (s_1 + … + s_n) / n, sum = s_1 + … + s_n. An item is valid when it is rated a number:
    not when it is missing, not ratable, or rated a level without a number. There is a value when n >= ``min_valid``.
    """
    numbers = [number for item in composite.of if (number := scored(rating, item, values)) is not None]
    valid, asked = len(numbers), len(composite.of)
    if valid < max(1, composite.min_valid):
        return Score(None, valid, asked, composite.min_valid)
    total = sum(numbers)
    return Score(total / valid if composite.rule is Rule.MEAN else total, valid, asked, composite.min_valid)


def scored(rating: Rating, item_id: str, values: Mapping[str, str]) -> float | None:
    """Return an item's number as composites take it, turned around where it is reversed; None where it has none."""
    item, value = rating.item(item_id), values.get(item_id)
    number = None if item is None or value is None else item.number(value)
    return None if item is None or number is None else item.scored(number)
