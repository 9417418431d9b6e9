"""Ratings as lines of text: ``rate ITEM VALUE [PHASE]``."""

from collections.abc import Sequence
from dataclasses import dataclass

from coder.errors import CoderError
from coder.model.scheme import Tier

VERB, TAKE_BACK = "rate", "-"
_FORM = "Write rate ITEM VALUE [PHASE], such as rate item_01 5."


@dataclass(frozen=True, slots=True)
class RatingLine:
    """What a line rates; a value of None takes the rating back."""

    tier: str
    item: str
    value: str | None
    phase: str = ""


def parse_rating(line: str, number: int, tiers: Sequence[Tier]) -> RatingLine | None:
    """Return what a line rates, None when it is no such line; raise CoderError when it names no item of the tiers."""
    verb, *words = line.removeprefix("\ufeff").split() or [""]
    if verb.lower() != VERB:
        return None
    if len(words) not in (2, 3):
        raise CoderError(f"Line {number}, {line.strip()!r}, is no rating.", _FORM)
    tier, item = _find(words[0], number, tiers)
    value = None if words[1] == TAKE_BACK else words[1]
    return RatingLine(tier, item, value, words[2] if len(words) == 3 else "")


def _find(name: str, number: int, tiers: Sequence[Tier]) -> tuple[str, str]:
    items = [(tier.id, item.id) for tier in tiers if tier.rating is not None for item in tier.rating.items]
    found = [(tier, item) for tier, item in items if name in (item, f"{tier}.{item}")]
    if len(found) == 1:
        return found[0]
    if found:
        hint = f"Write {' or '.join(f'{tier}.{item}' for tier, item in found)}."
        raise CoderError(f"Line {number}: {name} is an item of several tiers.", hint)
    known = ", ".join(item for _, item in items[:8])
    hint = f"There are {known}{', …' if len(items) > 8 else ''}." if known else "Nothing is rated in this pass."
    raise CoderError(f"Line {number}: {name} is no item of a rating.", hint)
