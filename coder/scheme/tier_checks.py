"""What each kind of tier needs and what it has no use for."""

from collections.abc import Iterator

from coder.scheme.faults import Fault
from coder.scheme.known import by_id, unknown
from coder.scheme.nodes import Node, is_there
from coder.scheme.rating_checks import check_rating
from coder.scheme.rules import KEYS_OF_ITEMS, KEYS_OF_KINDS, KINDS


def check_tier(tier: Node) -> Iterator[Fault]:
    """Yield what does not fit the kind of a tier."""
    kind = tier.get("kind").text
    if kind not in KINDS:
        return
    for key, value in tier.pairs:
        kinds = KEYS_OF_KINDS.get(key.text, KINDS)
        if kind not in kinds:
            only = " and ".join(kinds)
            yield value.fault(
                f"{key.text} is for tiers of kind {only}; this is {kind}.", "Delete it, or change the kind."
            )
    if kind == "state":
        yield from _check_default(tier)
    if kind == "interval":
        yield from _check_interval(tier)
    if kind == "rating":
        yield from check_rating(tier)
    else:
        yield from _check_no_items(tier)
    yield from _check_colors(tier)


def _check_default(tier: Node) -> Iterator[Fault]:
    written = tier.get("exhaustive").text.lower()
    if written not in ("", "true", "false"):
        return
    exhaustive = written == "true"
    default, gap = tier.get("default"), tier.get("gap")
    if exhaustive and not is_there(default):
        mend = "Add `default:` with the code that holds whenever nothing is coded."
        yield tier.get("exhaustive").fault("An exhaustive tier needs a default.", mend)
    if not exhaustive and is_there(default):
        yield default.fault("A default holds only on an exhaustive tier.", "Add `exhaustive: true`, or delete it.")
    if exhaustive and is_there(gap):
        yield gap.fault("An exhaustive tier has no gaps.", "Delete `gap`.")
    if tier.get("codes").items:
        yield from unknown(default, by_id(tier.get("codes").items), f"code of {tier.get('id').text}")


def _check_interval(tier: Node) -> Iterator[Fault]:
    if tier.find("length_s") is None:
        mend = "Add `length_s:` with the seconds of one interval."
        yield tier.get("kind").fault("An interval tier needs a length.", mend)
    if tier.find("rule") is None:
        mend = "Add `rule:` with momentary, partial, whole or predominant."
        yield tier.get("kind").fault("An interval tier needs a rule.", mend)


def _check_no_items(tier: Node) -> Iterator[Fault]:
    for code in tier.get("codes").items:
        for name in KEYS_OF_ITEMS:
            if code.find(name) is not None:
                yield code.get(name).fault(
                    f"{name} is for the items of a rating.", "Delete it, or make the tier a rating."
                )


def _check_colors(tier: Node) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for code in tier.get("codes").items:
        color = code.get("color")
        other = first.setdefault(color.text.lower(), code.get("id").text)
        if color.text and other != code.get("id").text:
            yield color.fault(f"{other} has this colour already.", "Choose another, or delete it.", severity="warning")
