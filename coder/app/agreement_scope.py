"""What was found of two coders in one session, or over all of theirs: figures, tallies, where they differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from coder.app.agreement_wish import Reliability
from coder.model.agreement import Agreement, CodeAgreement, Compared, Comparison, Disagreement, Estimate, Judged, Method
from coder.model.consensus import NONE

OF_EVENTS = (Method.OVERLAP, Method.POINTS, Method.ALIGNMENT)
WITH_TALLIES = (Method.TIME_UNIT, Method.DURATION, *OF_EVENTS)
NIL = "nil"
"""What tallies of events have for an event without a partner."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Two coders, in one session or (``session`` empty) in all that both coded."""

    pair: tuple[str, str]
    session: str = ""


@dataclass(frozen=True, slots=True)
class Stream:
    """What is compared: a tier, or one code of it where its codes do not exclude each other."""

    tier: str
    code: str = ""

    @property
    def words(self) -> str:
        """The name of it."""
        return f"{self.tier}.{self.code}" if self.code else self.tier


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: over several sessions with the interval of their bootstrap."""

    method: Method
    reference: str
    found: Agreement
    kappa: Estimate


@dataclass(frozen=True, slots=True)
class Pick:
    """Which disagreements: of a stream, with codes (empty: any)."""

    stream: Stream
    code_a: str = ""
    code_b: str = ""
    any_code: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A disagreement with where it is."""

    session: str
    tier: str
    one: Disagreement


def pairs_of(found: Reliability) -> list[tuple[str, str]]:
    """Return every two coders there are, also those who could not be compared."""
    parts = (found.comparisons, found.ratings, found.sessions)
    whose = [one.pair for part in parts for one in part]
    return list(dict.fromkeys(whose))


def sessions_of(found: Reliability, pair: tuple[str, str]) -> list[str]:
    """Return the sessions in which two coders were compared."""
    return list(dict.fromkeys(one.session for one in found.comparisons if one.pair == pair))


def comparisons_in(found: Reliability, scope: Scope, tier: str = "") -> list[Comparison]:
    """Return the comparisons of a scope, of one tier or of any."""
    return [
        one
        for one in found.comparisons
        if one.pair == scope.pair and scope.session in ("", one.session) and tier in ("", one.tier)
    ]


def streams_in(found: Reliability, scope: Scope) -> list[Stream]:
    """Return what is compared in a scope, in the order of the tiers."""
    every = (
        Stream(one.tier, each.code)
        for one in comparisons_in(found, scope)
        for each in one.compared
        if each.method is not Method.BORIS
    )
    return list(dict.fromkeys(every))


def figures_in(found: Reliability, scope: Scope, stream: Stream) -> dict[tuple[Method, str], Figure]:
    """Return the figures by method and reference; over several sessions the pooled ones."""
    if scope.session or len(sessions_of(found, scope.pair)) < 2:
        compared = (each for one in comparisons_in(found, scope, stream.tier) for each in one.compared)
        return {
            (one.method, one.reference): Figure(one.method, one.reference, one.found, _within(one))
            for one in compared
            if one.code == stream.code
        }
    pooled = (one for one in found.pooled if (one.pair, one.tier) == (scope.pair, stream.tier))
    return {
        (each.one.method, each.one.reference): Figure(each.one.method, each.one.reference, each.one.found, each.kappa)
        for each in pooled
        if each.one.code == stream.code
    }


def _within(one: Compared) -> Estimate:
    """Return kappa of one session, with the interval of its blocks where that was asked for."""
    more = dict(one.more)
    none = Estimate(None)
    low, high = more.get("kappa_low", none), more.get("kappa_high", none)
    return Estimate(one.found.kappa, low.value, high.value, one.found.reason)


def event_figure(figures: dict[tuple[Method, str], Figure]) -> Figure | None:
    """Return the figure of events that stands beside the one in time: of states by overlap, else of points."""
    known = [figures[method, ""] for method in OF_EVENTS if (method, "") in figures]
    return next((one for one in known if one.found.n), known[0] if known else None)


def tolerant_figures(figures: dict[tuple[Method, str], Figure]) -> list[Figure]:
    """Return kappa with tolerance, with either coder as the reference."""
    return [one for (method, _), one in figures.items() if method is Method.TOLERANCE]


Tallies = tuple[tuple[str, ...], tuple[tuple[float, ...], ...]]


def tallies_in(found: Reliability, scope: Scope, stream: Stream, method: Method) -> Tallies:
    """Return the codes, and the sums of the tallies; nothing where there are none."""
    names: tuple[str, ...] = ()
    sums: list[list[float]] = []
    for one in _with_tallies(found, scope, stream, method):
        if not names:
            names, sums = one.names, [[0.0] * len(one.names) for _ in one.names]
        sums = [[have + more for have, more in zip(*rows, strict=True)] for rows in zip(sums, one.tallies, strict=True)]
    return names, tuple(tuple(row) for row in sums)


def _with_tallies(found: Reliability, scope: Scope, stream: Stream, method: Method) -> Iterator[Compared]:
    for one in comparisons_in(found, scope, stream.tier):
        for each in one.compared:
            if (each.method, each.code) == (method, stream.code) and each.tallies:
                yield each


def codes_in(found: Reliability, scope: Scope, stream: Stream, method: Method) -> list[tuple[str, CodeAgreement]]:
    """Return each code against all others. Imports numpy."""
    from coder.analysis.fitted_kappa import paired_codes
    from coder.analysis.kappa import by_code

    names, tallies = tallies_in(found, scope, stream, method)
    if not names or not any(map(any, tallies)):
        return []
    of_events = method in OF_EVENTS
    codes = paired_codes(tallies, 1 if method is Method.ALIGNMENT else 2) if of_events else by_code(tallies)
    return [(name, one) for name, one in zip(names, codes, strict=False) if not of_events or name != NIL]


def judged_in(found: Reliability, scope: Scope, stream: Stream) -> list[Judged]:
    """Return what is reached of the criteria of the scheme, session by session."""
    return [
        each for one in comparisons_in(found, scope, stream.tier) for each in one.judged if each.code == stream.code
    ]


def spots_in(found: Reliability, scope: Scope, pick: Pick) -> list[Spot]:
    """Return the disagreements that are meant, session by session, in order of time."""
    return [
        Spot(one.session, one.tier, each)
        for one in comparisons_in(found, scope, pick.stream.tier)
        for each in one.disagreements
        if _is_meant(each, pick)
    ]


def _is_meant(one: Disagreement, pick: Pick) -> bool:
    code = pick.any_code or pick.stream.code
    return (
        pick.code_a in ("", one.code_a)
        and pick.code_b in ("", one.code_b)
        and (not code or code in (one.code_a, one.code_b))
    )


def plain_code(name: str) -> str:
    """Return a name of the tallies as disagreements have it: what has no partner has no code."""
    return NONE if name == NIL else name
