"""Many tests at once: every permutation test of regulation with its false discovery rate among those of its kind."""

from collections.abc import Sequence

from coder.formats.contingency_csv import MANTEL_HAENSZEL, POOLED
from coder.formats.false_discovery_csv import ALL, DYADS, SESSIONS, RatedTest
from coder.model.contingency import ContingencyRow


def rated_tests(rows: Sequence[ContingencyRow]) -> list[RatedTest]:
    """Return the tests of sessions, of dyads with several, and of all dyads, each family by itself."""
    from coder.analysis.false_discovery import false_discovery

    found: list[RatedTest] = []
    for family in (SESSIONS, DYADS, ALL):
        own = [row for row in rows if row.p_permutation is not None and _family(row) == family]
        rates = false_discovery([row.p_permutation for row in own])
        found += [RatedTest(family, row, rate) for row, rate in zip(own, rates, strict=True) if rate is not None]
    return found


def _family(row: ContingencyRow) -> str:
    """Return the family; none for Mantel–Haenszel, whose p is that of the pooled row."""
    if row.session_id:
        return SESSIONS
    return {POOLED: ALL, MANTEL_HAENSZEL: ""}.get(row.dyad_id, DYADS)
