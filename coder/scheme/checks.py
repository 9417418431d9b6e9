"""Everything that is checked once the parts are in place: names, references, keys and what a kind of tier needs."""

from collections.abc import Iterator, Mapping

from coder.scheme.faults import Fault
from coder.scheme.key_checks import check_keys
from coder.scheme.known import Known, by_id, find_known, id_of, unknown
from coder.scheme.modifier_checks import check_modifiers
from coder.scheme.nodes import Node, Sequence
from coder.scheme.rating_checks import check_level_keys, check_scopes
from coder.scheme.reference_checks import check_references
from coder.scheme.tier_checks import check_tier

RESERVED = ("phase", "uncodable", "session")


def check_scheme_tree(root: Node, player_keys: Mapping[str, str], complete: bool = True) -> Iterator[Fault]:
    """Yield what is wrong with a scheme as a whole; where a part has no right shape its checks are left out.

    When the tree is not ``complete``, what it names may stand in the part that is not there.
    """
    known = find_known(root)
    yield from _check_ids(known)
    for tier in root.get("tiers").items:
        yield from check_tier(tier)
        for code in tier.get("codes").items:
            yield from check_modifiers(code, tier.get("kind").text)
    yield from check_keys(root, player_keys)
    yield from check_level_keys(root, player_keys)
    if complete:
        yield from check_scopes(root)
        yield from _check_names(known)
        yield from check_references(known)


def _check_names(known: Known) -> Iterator[Fault]:
    tiers = known.root.find("tiers")
    if tiers is None or (isinstance(tiers, Sequence) and not tiers.items):
        mend = "Add `tiers:` with at least one tier, or extend a scheme."
        yield (tiers or known.root).fault("The scheme has no tier.", mend)
    for tier in known.root.get("tiers").items:
        yield from unknown(tier.get("actor"), known.actors, "actor of this scheme")
        for code in tier.get("codes").items:
            for target in code.get("target").items:
                yield from unknown(target, known.actors, "actor of this scheme")
            for construct in code.get("constructs").items if known.constructs else ():
                yield from unknown(construct.get("id"), known.constructs, "construct of this scheme")


def _check_ids(known: Known) -> Iterator[Fault]:
    root = known.root
    for name in ("actors", "tiers", "derived", "links", "passes", "constructs"):
        yield from _unique(root.get(name).items)
    for name in ("actors", "tiers", "derived"):
        yield from _reserved(root.get(name).items)
    procedure = root.get("procedure")
    yield from _unique(procedure.get("phases").items)
    yield from _unique(procedure.get("windows").items)
    yield from _unique(procedure.get("early_ends").items)
    yield from _unique(root.get("uncodable").get("reasons").items)
    for tier in root.get("tiers").items:
        yield from _unique(tier.get("codes").items)
        yield from _unique(tier.get("composites").items)
        yield from _reserved(tier.get("codes").items)
        for part in (tier, *tier.get("codes").items):
            yield from _unique(part.get("levels").items)
        for code in tier.get("codes").items:
            yield from _unique(code.get("modifiers").items)
            for modifier in code.get("modifiers").items:
                yield from _unique(modifier.get("options").items)
    for derived in root.get("derived").items:
        if derived.get("id").text in known.tiers:
            yield derived.get("id").fault("A tier has this id already.", "Choose another id.")


def _unique(parts: tuple[Node, ...]) -> Iterator[Fault]:
    first = by_id(parts)
    for part in parts:
        place = id_of(part)
        other = first.get(place.text)
        if other is not None and other is not part:
            where, mend = f"line {id_of(other).line}", "Choose another id."
            if other.file != part.file:
                where = f"{other.file}, {where}"
                mend = f"Choose another id, or leave the other out: `except: [{place.text}]`."
            yield place.fault(f'"{place.text}" is given twice (first in {where}).', mend)


def _reserved(parts: tuple[Node, ...]) -> Iterator[Fault]:
    for part in parts:
        place = id_of(part)
        if place.text in RESERVED:
            yield place.fault(
                f'"{place.text}" is a word of the program.', f"Choose another id, such as {place.text}_1."
            )
