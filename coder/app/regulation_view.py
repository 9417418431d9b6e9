"""What the view of regulation shows: charts of a session or of all, each with the words that belong beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from coder.app.regulation_charts import (
    ACROSS,
    method_words,
    odds_chart,
    profile_chart,
    response_chart,
    short_words,
    survival_chart,
)
from coder.app.regulation_constructs import Constructs, construct_words, evidence_words, put_together
from coder.app.regulation_grid import grid_chart
from coder.app.regulation_notes import (
    NOT_SECURITY,
    cue_notes,
    grid_notes,
    odds_notes,
    profile_notes,
    response_notes,
    survival_notes,
)
from coder.model.chart import Chart
from coder.model.construct import ConstructSeen
from coder.model.contingency import ContingencyRow, Method, Pair
from coder.model.regulation import CurvesCompared, LagProfile, Trains, Trajectory

BIN_MS, TURNS, SEED = 500, 200, 1
LEAST_REACH_MS, MOST_REACH_MS = 5_000, 20_000
_BOTH = 4
"""How well tiers suit a pair that hold both its sides."""
RESPONSE, SURVIVAL, GRID, PROFILE, ODDS = "response", "survival", "grid", "profile", "odds"
NAMES = {
    RESPONSE: "Around the cue",
    SURVIVAL: "How long it waits",
    GRID: "State space grid",
    PROFILE: "Lag profile",
    ODDS: "Log odds",
}


@dataclass(frozen=True, slots=True)
class RegulationLook:
    """What was found, and where the sessions lie (``folders``, by their names) and who coded them (``coders``)."""

    pairs: tuple[Pair, ...]
    contingency: tuple[ContingencyRow, ...] = ()
    trains: tuple[Trains, ...] = ()
    trajectories: tuple[Trajectory, ...] = ()
    profiles: tuple[LagProfile, ...] = ()
    compared: tuple[CurvesCompared, ...] = ()
    notes: tuple[str, ...] = ()
    folders: dict[str, Path] = field(default_factory=dict)
    coders: dict[str, str] = field(default_factory=dict)
    rules: dict[Pair, tuple[str, ...]] = field(default_factory=dict)
    """By which rule of the scheme each link is computed."""
    own_notes: dict[Pair, tuple[str, ...]] = field(default_factory=dict)
    """What a person should know of a cue and a response that were named."""
    left_out: tuple[str, ...] = ()
    """What may not be analysed yet, and what could not be read; it is among the notes as well."""
    codes: tuple[str, ...] = ()
    """Every ACTOR.CODE that was coded somewhere: what can be named as a cue or a response."""
    constructs: dict[str, tuple[ConstructSeen, ...]] = field(default_factory=dict)
    """The constructs of each session's scheme with their evidence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at: a link, a window; a session and a phase, each empty for all; two tiers for the grid."""

    pair: Pair
    method: Method | None = None
    session: str = ""
    phase: str = ""
    tiers: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart with its words, or the reason why there is none."""

    name: str
    chart: Chart | None
    words: tuple[str, ...]
    reason: str = ""
    trajectory: Trajectory | None = None
    """What the grid follows."""

    @property
    def title(self) -> str:
        """What the chart is called."""
        return NAMES[self.name]


def constructs_in(look: RegulationLook, session: str = "") -> Constructs:
    """Return the constructs of the schemes with their evidence, of a session or all."""
    return put_together(own for name, own in look.constructs.items() if session in ("", name))


def constructs_shown(look: RegulationLook, session: str = "") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each construct as a heading and lines, of a session or all."""
    rows = [row for row in look.contingency if row.session_id == session] if session else look.contingency
    return construct_words(constructs_in(look, session), rows)


def sessions_of(look: RegulationLook) -> list[str]:
    """Return the sessions there are figures of."""
    return list(dict.fromkeys(one.place.session_id for one in look.trains))


def phases_of(look: RegulationLook, pair: Pair, session: str = "") -> list[str]:
    """Return the phases there are figures of."""
    return list(dict.fromkeys(one.place.phase for one in _of_pair(look, pair, session) if one.place.phase))


def methods_of(look: RegulationLook, pair: Pair) -> list[Method]:
    """Return how the contingency of a link was tallied: the windows, then the lags."""
    return list(dict.fromkeys(row.method for row in look.contingency if row.pair == pair))


def tiers_of(look: RegulationLook, session: str = "") -> list[tuple[str, str]]:
    """Return every two tiers there is a grid of."""
    return list(dict.fromkeys(one.tiers for one in look.trajectories if session in ("", one.place.session_id)))


def own_tiers(look: RegulationLook, pair: Pair, session: str = "") -> tuple[str, str] | None:
    """Return the two tiers that hold the codes of cue and response; None where there is no grid of both."""
    return next((two for two in tiers_of(look, session) if _fit(look, two, pair) >= _BOTH), None)


def draw_figures(look: RegulationLook, asked: Asked, check: Callable[[], object] | None = None) -> tuple[Figure, ...]:
    """Return every figure of what is asked; ``check`` is called in between and may raise. Imports numpy."""
    found = []
    for draw in (_response, _survival, _grid, _profile, _odds):
        if check is not None:
            check()
        found.append(draw(look, asked))
    what = "link" if asked.pair.link else "pair"
    rule = tuple(f"Rule of the {what}: {words}." for words in look.rules.get(asked.pair, ()))
    evidence = evidence_words(constructs_in(look, asked.session), asked.pair)
    more = (*rule, *evidence, *_notes(look, asked))
    return tuple(replace(one, words=(*one.words, *more)) if one.name != GRID else one for one in found)


def _notes(look: RegulationLook, asked: Asked) -> Iterator[str]:
    """Give what a person should know of what is asked, and nothing of other sessions."""
    others = tuple(f"Session {name}: " for name in look.folders if asked.session not in ("", name))
    yield from (one for one in (*look.notes, *look.own_notes.get(asked.pair, ())) if not one.startswith(others))


def trains_in(look: RegulationLook, asked: Asked) -> list[Trains]:
    """Return the trains of what is asked."""
    return [one for one in _of_pair(look, asked.pair, asked.session) if one.place.phase == asked.phase]


def _of_pair(look: RegulationLook, pair: Pair, session: str) -> Iterator[Trains]:
    return (one for one in look.trains if one.pair == pair and session in ("", one.place.session_id))


# ---------------------------------------------------------------------- figures


def _response(look: RegulationLook, asked: Asked) -> Figure:
    from coder.analysis.cue_histogram import cue_histogram

    trains, window = trains_in(look, asked), _window(look, asked)
    reach = min(max(LEAST_REACH_MS, 2 * (window or 0)), MOST_REACH_MS)
    found = cue_histogram(trains, -(-reach // BIN_MS) * BIN_MS, BIN_MS, TURNS, SEED)
    words = _words(asked, response_notes(found, asked.pair, window), cue_notes(trains))
    chart = response_chart(found, trains, asked.pair, window) if not found.reason else None
    return Figure(RESPONSE, chart, words, found.reason)


def _survival(look: RegulationLook, asked: Asked) -> Figure:
    from coder.analysis.survival import kaplan_meier

    parts = [("all cues" if not asked.phase else asked.phase, trains_in(look, asked))]
    if not asked.phase:
        phases = phases_of(look, asked.pair, asked.session)
        every = list(_of_pair(look, asked.pair, asked.session))
        parts += [(phase, [one for one in every if one.place.phase == phase]) for phase in phases]
    curves = [(name, kaplan_meier(wait for one in own for wait in one.waits), own) for name, own in parts]
    compared = None if asked.phase else _compared(look, asked)
    words = _words(asked, survival_notes(curves, asked.pair, compared))
    waits = [wait.ms for _, own in parts for one in own for wait in one.waits]
    chart = survival_chart(curves, asked.pair, max(waits, default=0)) if waits else None
    return Figure(SURVIVAL, chart, words, "" if chart is not None else curves[0][1].reason)


def _compared(look: RegulationLook, asked: Asked) -> CurvesCompared | None:
    """Return the comparison of phases over all dyads; of one session that of its dyad, where it has no other."""
    own = {one.place.dyad_id for one in look.trains if one.place.session_id == asked.session}
    alone = len({one.place.session_id for one in look.trains if one.place.dyad_id in own}) == 1
    wanted = own if asked.session and alone else set() if asked.session else {"pooled"}
    for one in look.compared:
        if one.pair == asked.pair and one.between == "phases" and one.place.dyad_id in wanted:
            return one
    return None


def _grid(look: RegulationLook, asked: Asked) -> Figure:
    tiers = asked.tiers or _tiers_of_pair(look, asked)
    found = [
        one
        for one in look.trajectories
        if one.tiers == tiers and one.place.phase == asked.phase and asked.session in ("", one.place.session_id)
    ]
    held = [one for one in found if any(one.runs)]
    words = _words(asked, grid_notes(held, follows=len(held) == 1))
    reason = "" if held else "There are no two tiers whose codes exclude each other and that both could be judged."
    return Figure(GRID, grid_chart(held) if held else None, words, reason, held[0] if len(held) == 1 else None)


def _tiers_of_pair(look: RegulationLook, asked: Asked) -> tuple[str, str] | None:
    """Return the tiers that hold most of cue and response; of none, the first there are."""
    found = tiers_of(look)
    return max(found, key=lambda two: _fit(look, two, asked.pair)) if found else None


def _fit(look: RegulationLook, tiers: tuple[str, str], pair: Pair) -> int:
    """Return how well two tiers suit a pair: by how many of its sides they hold, and whether the right way round."""
    sides = [set(name.partition(".")[2].split("|")) for name in (pair.cue, pair.response)]
    codes = next(one.codes for one in look.trajectories if one.tiers == tiers)
    straight = sum(bool(side & set(own)) for side, own in zip(sides, codes, strict=True))
    crossed = sum(bool(side & set(own)) for side, own in zip(sides, reversed(codes), strict=True))
    return 2 * max(straight, crossed) + (straight >= crossed)


def _profile(look: RegulationLook, asked: Asked) -> Figure:
    there = [
        one for one in look.profiles if one.place.phase == asked.phase and asked.session in ("", one.place.session_id)
    ]
    own = [one for one in there if (one.first, one.second) == (asked.pair.cue, asked.pair.response)]
    back = [one for one in there if (one.second, one.first) == (asked.pair.cue, asked.pair.response)]
    found = own or back
    known = [one for one in found if any(r is not None for r in one.r)]
    words = _words(asked, profile_notes(known))
    missing = "Cue and response of this link are not both states: there is no profile of lags."
    reason = "" if known else next((one.reason for one in found if one.reason), missing)
    trains = trains_in(look, asked) if own else []
    return Figure(PROFILE, profile_chart(known, trains) if known else None, words, reason)


def _odds(look: RegulationLook, asked: Asked) -> Figure:
    rows = [row for row in look.contingency if row.pair == asked.pair and row.phase == asked.phase]
    method = asked.method or next(iter(methods_of(look, asked.pair)), None)
    trains = trains_in(look, asked)
    if asked.session:
        own = [row for row in rows if row.session_id == asked.session]
        drawn = [(short_words(row.method), row, trains) for row in own]
        title, shown = "Log odds of this session, by window", None
    else:
        own = _of_dyads([row for row in rows if row.method == method])
        drawn = [(ACROSS.get(row.dyad_id, row.dyad_id), row, _of_dyad(trains, row.dyad_id)) for row in own]
        title, shown = f"Log odds of dyads, {method_words(method)}" if method else "Log odds of dyads", method
    words = _words(asked, odds_notes(own, asked.pair, shown))
    reason = "" if drawn else "There is no table for this link here."
    return Figure(ODDS, odds_chart(drawn, title) if drawn else None, words, reason)


def _of_dyads(rows: Sequence[ContingencyRow]) -> list[ContingencyRow]:
    """Return one row a dyad, that of all its sessions, then those over all dyads."""
    dyads = {row.dyad_id: row for row in rows}  # the last row of a dyad is that of all its sessions
    return sorted(dyads.values(), key=lambda row: row.dyad_id in ACROSS and not row.session_id)


def _of_dyad(trains: Sequence[Trains], dyad: str) -> list[Trains]:
    """Return those of a dyad; all of them for a row over all dyads."""
    return [one for one in trains if dyad in (one.place.dyad_id, *ACROSS)]


def _window(look: RegulationLook, asked: Asked) -> int | None:
    """Return the window that is looked at; of lags, and where none was chosen, the first there is."""
    if asked.method is not None and asked.method.window_ms is not None:
        return asked.method.window_ms
    return next((one.window_ms for one in methods_of(look, asked.pair) if one.window_ms is not None), None)


def _words(asked: Asked, words: Sequence[str], *more: str) -> tuple[str, ...]:
    where = asked.session or "All sessions"
    scope = f"{where}, {'phase ' + asked.phase if asked.phase else 'all phases'}"
    return (f"{scope}: {NOT_SECURITY}.", *words, *(f"{one}." for one in more))
