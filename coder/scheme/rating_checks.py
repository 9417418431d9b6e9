"""Whether a rating can be asked, answered by keys, and computed with."""

from collections.abc import Iterator, Mapping

from coder.editing.rating_keys import FORM_KEYS
from coder.model.rating import NOT_RATABLE, read_number
from coder.scheme.chords import find_chord
from coder.scheme.faults import Fault
from coder.scheme.known import by_id, id_of, not_an_option, unknown
from coder.scheme.modifier_checks import check_option_keys
from coder.scheme.nodes import Node, Sequence

_OTHER_KEY = "Choose another key."


def check_rating(tier: Node) -> Iterator[Fault]:
    """Yield what is wrong with a rating tier."""
    items = tier.get("codes").items
    for part in (tier, *items):
        if part.find("scale") is not None and part.find("levels") is not None:
            yield part.get("levels").fault("A rating has a scale or levels, not both.", "Delete one of the two.")
        yield from _check_levels(part.get("levels"))
        yield from _check_anchors(part.get("anchors"), part if _has_measure(part) else tier)
    if not _has_measure(tier):
        for item in items:
            if not _has_measure(item):
                mend = "Add `scale: {min: 1, max: 7}` or `levels:` to the tier or to the item."
                yield item.fault("Nothing says which values this rating may have.", mend)
    for item in items:
        if item.get("reverse").text.lower() == "true" and _is_nominal(item, tier):
            mend = "Give the levels a `value`, or delete `reverse`."
            yield item.get("reverse").fault("Levels without numbers cannot be turned around.", mend)
    for composite in tier.get("composites").items:
        yield from _check_composite(composite, tier)


def _has_measure(part: Node) -> bool:
    return part.find("scale") is not None or part.find("levels") is not None


def _is_nominal(item: Node, tier: Node) -> bool:
    """Tell whether an item's levels are numbers neither by their `value` nor by their ids."""
    measure = item if _has_measure(item) else tier
    levels = measure.get("levels").items
    return (
        bool(levels)
        and measure.find("scale") is None
        and all(level.find("value") is None and read_number(id_of(level).text) is None for level in levels)
    )


def _check_levels(levels: Node) -> Iterator[Fault]:
    for level in levels.items:
        if id_of(level).text == NOT_RATABLE:
            mend = "Delete it: every item can be not ratable unless `not_ratable: false` is written."
            yield id_of(level).fault(f'"{NOT_RATABLE}" is a word of the program.', mend)
    yield from check_option_keys(levels)


def _check_anchors(anchors: Node, measure: Node) -> Iterator[Fault]:
    levels = [id_of(level).text for level in measure.get("levels").items]
    for key, _ in anchors.pairs if levels else ():
        yield from not_an_option(key, levels, "level")
    scale = measure.get("scale")
    low, high = read_number(scale.get("min").text), read_number(scale.get("max").text)
    if low is None or high is None or low >= high:
        return
    step = read_number(scale.get("step").text) or 1.0
    for key, _ in anchors.pairs:
        value = read_number(key.text)
        if value is None or not low <= value <= high or abs((value - low) / step - round((value - low) / step)) > 1e-6:
            steps = "" if step == 1 else f" in steps of {step:g}"
            mend = f'Use values from {low:g} to {high:g}{steps}, in quotes: "{low:g}".'
            yield key.fault(f'"{key.text}" is no value of the scale.', mend)


def _check_composite(composite: Node, tier: Node) -> Iterator[Fault]:
    of, least, items = composite.get("of"), composite.get("min_valid"), by_id(tier.get("codes").items)
    if composite.get("id").text in items:
        yield composite.get("id").fault("An item has this id already.", "Choose another id.")
    for item in of.items:
        yield from unknown(item, items, f"item of {tier.get('id').text}")
        if item.text in items and _is_nominal(items[item.text], tier):
            mend = "Give its levels a `value`, or leave it out."
            yield item.fault(f"{item.text} has levels without numbers: nothing can be computed of it.", mend)
    if least.text.isdecimal() and isinstance(of, Sequence) and int(least.text[:9]) > len(of.items):
        yield least.fault("More valid items are asked for than there are.", f"Write at most {len(of.items)}.")


def check_level_keys(root: Node, player_keys: Mapping[str, str]) -> Iterator[Fault]:
    """Yield keys of levels that the player or the form needs, or that mark phases and uncodable time there."""
    taken = {chord.lower(): f'the key of "{title}" in the player' for chord, title in player_keys.items()}
    taken |= {chord: f'the key of "{title}" in the form' for chord, title in FORM_KEYS.items()}
    for phase in root.get("procedure").get("phases").items:
        taken[find_chord(phase.get("key").text) or ""] = f"the key of the phase {phase.get('id').text}"
    taken[find_chord(root.get("uncodable").get("key").text) or ""] = "the key of uncodable time"
    for tier in root.get("tiers").items:
        for part in (tier, *tier.get("codes").items):
            for level in part.get("levels").items:
                key = level.get("key")
                chord = find_chord(key.text)
                if chord is not None and chord in taken:
                    yield key.fault(f'"{key.text}" is already {taken[chord]}.', _OTHER_KEY)


def check_scopes(root: Node) -> Iterator[Fault]:
    """Yield ratings of phases where there are none."""
    for tier in root.get("tiers").items:
        if tier.get("scope").text == "phase" and not root.get("procedure").get("phases").items:
            mend = "Add `procedure:` with phases, or write `scope: session`."
            yield tier.get("scope").fault("There is no phase to rate.", mend, severity="warning")
