"""Latency over sessions: a survival curve of each dyad and of all, and whether phases or groups differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coder.app.regulation_session import Key, SessionFound
from coder.formats.contingency_csv import POOLED
from coder.model.contingency import Pair
from coder.model.regulation import Curve, CurvesCompared, Place
from coder.model.survival import HazardRatio, Waiting

PHASES, GROUPS = "phases", "groups"
NOT_TWO = "a hazard ratio is of two groups"
ByDyad = Mapping[str, Sequence[Waiting]]
Waits = dict[Key, dict[str, list[Waiting]]]
"""By pair and phase, then by dyad: how long cues waited."""


def waits_of_dyads(sessions: Sequence[SessionFound]) -> Waits:
    """Return how long the cues of each pair waited in each phase, dyad by dyad."""
    found: Waits = {}
    for one in sessions:
        for key, trains in one.trains.items():
            found.setdefault(key, {}).setdefault(one.dyad_id, []).extend(trains.waits)
    return found


def curves_of(waits: Waits) -> list[Curve]:
    """Return the curve of every dyad, and of all dyads' cues together, which ignores dyads."""
    from coder.analysis.survival import kaplan_meier

    return [
        Curve(Place(dyad, "", phase), pair, kaplan_meier(own))
        for (pair, phase), dyads in _ordered(waits).items()
        for dyad, own in [*dyads.items(), (POOLED, _together(dyads))]
    ]


def compared_of(waits: Waits, groups: Mapping[str, str]) -> list[CurvesCompared]:
    """Compare phases, within each dyad and over all, and groups of dyads; the rates are over all comparisons."""
    from coder.analysis.false_discovery import false_discovery

    found = [*_between_phases(waits), *_between_groups(waits, groups)]
    rates = false_discovery([one.found.p for one in found])
    return [replace(one, rate=rate) for one, rate in zip(found, rates, strict=True)]


def _between_phases(waits: Waits) -> Iterator[CurvesCompared]:
    for pair in dict.fromkeys(pair for pair, _ in waits):
        phases = {phase: dyads for (one, phase), dyads in waits.items() if one == pair and phase}
        if len(phases) < 2:
            continue
        names = tuple(phases)
        for dyad in dict.fromkeys(dyad for dyads in phases.values() for dyad in dyads):
            yield _compared(Place(dyad), pair, PHASES, {name: _only(phases[name], dyad) for name in names})
        yield _compared(Place(POOLED), pair, PHASES, phases)


def _between_groups(waits: Waits, groups: Mapping[str, str]) -> Iterator[CurvesCompared]:
    names = tuple(sorted(set(groups.values())))
    for (pair, phase), dyads in _ordered(waits).items() if len(names) > 1 else ():
        own = {name: {dyad: some for dyad, some in dyads.items() if groups.get(dyad) == name} for name in names}
        yield _compared(Place(POOLED, "", phase), pair, GROUPS, own)


def _compared(place: Place, pair: Pair, between: str, groups: Mapping[str, ByDyad]) -> CurvesCompared:
    """Compare groups of waits; waits of one dyad go together in the error of the hazard ratio, not in the test."""
    from coder.analysis.hazards import hazard_ratio
    from coder.analysis.survival import log_rank

    found = log_rank([_together(group) for group in groups.values()])
    hazard = hazard_ratio(*groups.values()) if len(groups) == 2 else HazardRatio(reason=NOT_TWO)
    return CurvesCompared(place, pair, between, tuple(groups), found, hazard=hazard)


def _only(dyads: ByDyad, dyad: str) -> ByDyad:
    return {dyad: dyads[dyad]} if dyad in dyads else {}


def _ordered(waits: Waits) -> Waits:
    """Return the same, pair by pair, all that counts before the phases."""
    pairs: list[Pair] = [*dict.fromkeys(pair for pair, _ in waits)]
    phases = [*dict.fromkeys(["", *(phase for _, phase in waits)])]
    return {key: waits[key] for key in sorted(waits, key=lambda key: (pairs.index(key[0]), phases.index(key[1])))}


def _together(dyads: ByDyad) -> list[Waiting]:
    return [wait for own in dyads.values() for wait in own]
