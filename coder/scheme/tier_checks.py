"""What each kind of tier needs and what it has no use for."""

from collections.abc import Iterator

from coder.scheme.faults import Fault
from coder.scheme.known import by_id, unknown
from coder.scheme.nodes import Node, Sequence, is_there
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
        yield from _check_rating(tier)
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


def _check_rating(tier: Node) -> Iterator[Fault]:
    for part in (tier, *tier.get("codes").items):
        if part.find("scale") is not None and part.find("levels") is not None:
            yield part.get("levels").fault("A rating has a scale or levels, not both.", "Delete one of the two.")
    if not _has_measure(tier):
        for item in tier.get("codes").items:
            if not _has_measure(item):
                mend = "Add `scale: {min: 1, max: 7}` or `levels:` to the tier or to the item."
                yield item.fault("Nothing says which values this rating may have.", mend)
    for part in (tier, *tier.get("codes").items):
        scale = part.get("scale") if part.find("scale") is not None else tier.get("scale")
        yield from _check_anchors(part.get("anchors"), scale)
    for composite in tier.get("composites").items:
        yield from _check_composite(composite, tier)


def _has_measure(part: Node) -> bool:
    return part.find("scale") is not None or part.find("levels") is not None


def _check_anchors(anchors: Node, scale: Node) -> Iterator[Fault]:
    low, high = _number(scale.get("min").text), _number(scale.get("max").text)
    if low is None or high is None or low >= high:
        return
    for key, _ in anchors.pairs:
        value = _number(key.text)
        if value is None or not low <= value <= high:
            mend = f'Use values from {low:g} to {high:g}, in quotes: "{low:g}".'
            yield key.fault(f'"{key.text}" is no value of the scale.', mend)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _check_composite(composite: Node, tier: Node) -> Iterator[Fault]:
    of, least = composite.get("of"), composite.get("min_valid")
    for item in of.items:
        yield from unknown(item, by_id(tier.get("codes").items), f"item of {tier.get('id').text}")
    if least.text.isdecimal() and isinstance(of, Sequence) and int(least.text[:9]) > len(of.items):
        yield least.fault("More valid items are asked for than there are.", f"Write at most {len(of.items)}.")


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
