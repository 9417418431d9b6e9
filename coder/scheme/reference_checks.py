"""Whether derived codes, links, windows, passes and plans name what there is, and mean something."""

from collections.abc import Iterator

from coder.scheme.faults import Fault
from coder.scheme.known import Known, not_an_option, unknown
from coder.scheme.migration_checks import check_migrations
from coder.scheme.nodes import Node
from coder.scheme.rules import FORMS


def check_references(known: Known) -> Iterator[Fault]:
    """Yield what the parts beside the tiers get wrong."""
    root = known.root
    for derived in root.get("derived").items:
        yield from _check_derived(derived, known)
    for link in root.get("links").items:
        yield from _check_link(link, known)
    for window in root.get("procedure").get("windows").items:
        yield from _check_window(window, known)
    yield from _check_beside(root.get("uncodable"))
    yield from _check_blocks(root.get("uncodable").get("blocks"), known)
    for found in root.get("passes").items:
        yield from _tiers(found.get("tiers"), known)
    for criterion in root.get("reliability").get("criterion").items:
        yield from _tiers(criterion.get("for"), known)
    yield from check_migrations(known)


def _tiers(names: Node, known: Known) -> Iterator[Fault]:
    for name in names.items:
        yield from unknown(name, known.tiers, "tier of this scheme")


def _codes(names: Node, known: Known) -> Iterator[Fault]:
    for name in names.items:
        if "." in name.text:
            yield from unknown(name, known.codes, "code of this scheme")


def _check_derived(derived: Node, known: Known) -> Iterator[Fault]:
    yield from unknown(derived.get("actor"), known.actors, "actor of this scheme")
    forms = [name for name in (*FORMS, "match") if derived.find(name) is not None]
    if not forms:
        mend = "Add all_of, any_of or none_of with codes, or match with two tiers."
        yield derived.fault("Nothing says what this is computed from.", mend)
    if "match" in forms and len(forms) > 1:
        mend = "Make two derived codes of it."
        yield derived.get("match").fault("match stands alone, without all_of, any_of and none_of.", mend)
    for name in FORMS:
        yield from _codes(derived.get(name), known)
        yield from _check_lasting(derived.get(name), known)
    yield from _check_match(derived.get("match"), known)


def _check_beside(uncodable: Node) -> Iterator[Fault]:
    beside = uncodable.find("key_beside")
    if beside is not None and len(uncodable.get("reasons").items) < 2:
        yield beside.fault("There is no other reason to mark beside one.", "Leave it out, or write two reasons.")


def _check_lasting(names: Node, known: Known) -> Iterator[Fault]:
    """Yield what is computed from codes that hold for no time; a warning, for it was no fault once."""
    for name in names.items:
        tier = known.tiers.get(name.text.partition(".")[0])
        kind = tier.get("kind").text if tier is not None and name.text in known.codes else ""
        if kind in ("point", "rating"):
            words = "a point" if kind == "point" else "rated"
            message = f"{name.text} is {words} and holds for no time."
            yield name.fault(message, "Name codes of states or intervals.", severity="warning")


def _check_match(match: Node, known: Known) -> Iterator[Fault]:
    yield from _tiers(match, known)
    for name in match.items:
        for code in known.tiers[name.text].get("codes").items if name.text in known.tiers else ():
            if code.find("value") is None:
                message = f"{name.text} is not ordinal: {code.get('id').text} has no value."
                yield name.fault(message, "Give each of its codes a `value`.")
                break


def _check_link(link: Node, known: Known) -> Iterator[Fault]:
    for side in ("cue", "response"):
        edge = link.get(side)
        yield from _codes(edge.get("codes"), known)
        for name in edge.get("codes").items:
            tier = known.tiers.get(name.text.partition(".")[0])
            if edge.get("edge").text == "offset" and tier is not None and tier.get("kind").text == "point":
                yield edge.get("edge").fault(f"{name.text} is a point and has no offset.", "Write `edge: onset`.")
    window = link.get("window_s").items
    bounds = [_number(bound.text) for bound in window]
    if len(bounds) == 2 and bounds[0] is not None and bounds[1] is not None and bounds[0] >= bounds[1]:
        yield window[1].fault("The window ends before it begins.", "Write the shorter time first: [0.2, 5.0].")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _check_window(window: Node, known: Known) -> Iterator[Fault]:
    for name in window.get("of").items:
        yield from unknown(name, known.phases, "phase of this procedure")
        planned = known.phases[name.text].get("planned_s") if name.text in known.phases else window.get("")
        length, start, room = (_number(part.text) for part in (window.get("length_s"), window.get("from_s"), planned))
        if length is not None and room is not None and length + (start or 0) > room:
            message = f"The window is longer than {name.text} is planned ({room:g} s)."
            yield window.get("length_s").fault(message, "Shorten it, or plan more time.", severity="warning")


def _check_blocks(blocks: Node, known: Known) -> Iterator[Fault]:
    for reason, names in blocks.pairs:
        yield from not_an_option(reason, list(known.reasons), "reason of `reasons`")
        yield from _tiers(names, known)
