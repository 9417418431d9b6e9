"""Which two partners' tiers a study's dyads are looked at by: those of links, and those that derived codes rest on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from coder.app.regulation_pairs import Asked
from coder.app.regulation_streams import BOTH, Held, Partners
from coder.app.regulation_wish import RegulationWish
from coder.editing.derived import derived_tiers
from coder.editing.reckoning import Reckoning
from coder.model.scheme import Derived, Gap, Kind, Tier
from coder.model.spans import Span, intersection

NO_STATE_TIERS = "cue and response are not each on one tier of states"
Two = tuple[tuple[str, ...], tuple[str, ...]]
"""Codes (TIER.CODE) of the first partner and of the second."""


class Placed(Protocol):
    """A session's whole or one of its phases."""

    @property
    def phase(self) -> str:
        """The phase; empty for all that counts."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its stretches."""

    def codable(self, spells: Sequence[Span]) -> list[Span]:
        """Return the time of each stretch that is in none of some spells."""


def partners_of(
    reckoning: Reckoning, links: Iterable[Asked], parts: Sequence[Placed], wish: RegulationWish
) -> Iterator[Partners]:
    """Give each two codes or sets of codes once, whichever way round, in every part."""
    seen: set[frozenset[tuple[str, ...]]] = set()
    twos = [
        (one.link.id, one.link.cue.codes, one.link.response.codes, round(one.link.window_s[1] * 1000)) for one in links
    ]
    twos += [(one.id, *two, wish.windows[0]) for one in reckoning.scheme.derived if (two := _of_derived(one))]
    for label, first, second, window_ms in twos:
        key = frozenset((tuple(sorted(first)), tuple(sorted(second))))
        if key not in seen and len(key) > 1:
            seen.add(key)
            for part in parts:
                yield replace(_partners(reckoning, (first, second), part, window_ms), label=label or BOTH)


def _of_derived(derived: Derived) -> Two | None:
    """Return the two tiers' codes that a derived code asks to hold together; None where it is of another kind."""
    if len(derived.match) == 2:
        return (derived.match[0],), (derived.match[1],)
    tiers = derived_tiers(derived)
    if len(tiers) != 2 or derived.any_of or derived.none_of:
        return None
    first, second = (tuple(code for code in derived.all_of if code.partition(".")[0] == tier) for tier in tiers)
    return first, second


def _partners(reckoning: Reckoning, two: Two, part: Placed, window_ms: int) -> Partners:
    names = (_name(reckoning, two[0]), _name(reckoning, two[1]))
    tiers = [_state_tier(reckoning, codes) for codes in two]
    if tiers[0] is None or tiers[1] is None or tiers[0].id == tiers[1].id:
        return Partners(names, part.phase, reason=NO_STATE_TIERS)
    first, second = tiers[0], tiers[1]
    codable = part.codable(reckoning.spells((first.id, second.id)))
    held = [_states(reckoning, tier) for tier in (first, second)]
    for tier, states in zip((first, second), held, strict=True):
        if _is_silence_unknown(tier):
            codable = [known for span in codable for known in intersection([span], [state[:2] for state in states])]
    return Partners(
        names,
        part.phase,
        (first.id, second.id),
        (_codes(first), _codes(second)),
        [span[:2] for span in held[0] if f"{first.id}.{span[2]}" in two[0]],
        [span[:2] for span in held[1] if f"{second.id}.{span[2]}" in two[1]],
        held[0],
        held[1],
        list(part.spans),
        codable,
        window_ms,
        (_scale(first), _scale(second)),
    )


def _state_tier(reckoning: Reckoning, codes: Sequence[str]) -> Tier | None:
    """Return the one tier of states that all of some codes are on; None where there is no such tier."""
    tiers = {code.partition(".")[0] for code in codes}
    coded = {lane.tier.id: lane.tier for lane in reckoning.lanes if not lane.derived}
    found = coded.get(tiers.pop()) if len(tiers) == 1 else None
    return found if found is not None and found.kind is Kind.STATE else None


def _codes(tier: Tier) -> tuple[str, ...]:
    from coder.analysis.joint_states import NONE

    codes = tuple(code.id for code in tier.codes)
    return codes if tier.exhaustive or _is_silence_unknown(tier) else (*codes, NONE)


def _is_silence_unknown(tier: Tier) -> bool:
    """Tell whether silence on a tier means that it was not coded, so that nothing is known of that time."""
    return tier.gap is Gap.NOT_CODED and not tier.exhaustive


def _states(reckoning: Reckoning, tier: Tier) -> list[Held]:
    found = (what for (name, _), them in reckoning.by_code.items() if name == tier.id for what in them)
    return sorted((what.onset_ms, what.offset_ms, what.code.id) for what in found if what.offset_ms is not None)


def _scale(tier: Tier) -> dict[str, str]:
    """Return the value of each code, as the scheme says it, or the code itself where it has none."""
    return {code.id: code.id if code.value is None else f"{code.value:g}" for code in tier.codes}


def _name(reckoning: Reckoning, codes: Sequence[str]) -> str:
    actors = {lane.tier.id: lane.tier.actor for lane in reckoning.lanes}
    parts = [code.partition(".") for code in codes]
    return "|".join(dict.fromkeys(f"{actors.get(tier, tier)}.{code or tier}" for tier, _, code in parts))
