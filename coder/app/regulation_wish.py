"""What is wanted of regulation: who answers whom, by which windows and lags, and how chance is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder import __version__
from coder.app.regulation_streams import Used
from coder.errors import CoderError
from coder.model.contingency import Method, Pair

_LONGEST_MS = 10**9
_LENGTHS = "Give seconds from 0.001 to 1,000,000, such as --window 2 --unit 1.0."


SENSITIVITY_MS = (1000, 2000, 3000, 5000)
"""The windows that a link is tried with beside its own."""
DEFAULT_WINDOW_MS = 5000
WHAT = "regulation"


@dataclass(frozen=True, slots=True)
class RegulationWish:
    """What is asked of a study or a log, and all that may be chosen; times in ms, lags in units, both ends included.

    ``events`` is a session, a study, or a table of events. Of a study the scheme's links are computed, those in
    ``links`` or all; of a log, or where ``cue`` is given, that cue and response. ``figures``: also what only charts
    need, such as trajectories.
    """

    events: Path
    cue: str = ""
    response: str = ""
    out: Path = Path("regulation")
    codable: Path | None = None
    windows_ms: tuple[int, ...] = ()
    lags: tuple[tuple[int, int], ...] = ((0, 3),)
    unit_ms: int = 1000
    both_ways: bool = False
    coder: str = ""
    until_next_cue: bool = True
    repeats: bool = True
    steps: int = 1
    recurrence: bool = False
    permutations: int = 1000
    seed: int = 1
    jobs: int = 0
    scheduler: str = ""
    links: tuple[str, ...] = ()
    by_phase: bool = False
    figures: bool = False
    groups: Path | None = None
    """A table of the group of each dyad, for log-rank tests between groups."""
    viewer: str = ""
    """The coder in whose window it is asked for: what others coded, and such a one codes blind, does not count."""

    @property
    def named(self) -> bool:
        """Tell whether cue and response are named, rather than links of schemes."""
        return bool(self.cue or self.response)

    @property
    def windows(self) -> tuple[int, ...]:
        """Return the windows that were asked for, or those of the house: one for a named pair, four beside a link's."""
        return self.windows_ms or ((DEFAULT_WINDOW_MS,) if self.named else SENSITIVITY_MS)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return the direction asked for, and the other one where both are."""
        forth = Pair(self.cue, self.response)
        return (forth, Pair(self.response, self.cue)) if self.both_ways and self.cue != self.response else (forth,)

    @property
    def methods(self) -> tuple[Method, ...]:
        """Return each window, then each range of lags: how a named pair is tallied."""
        return (*(Method(window_ms=ms) for ms in self.windows), *self.lag_methods)

    @property
    def lag_methods(self) -> tuple[Method, ...]:
        """Return each range of lags."""
        return tuple(Method(lags=lags) for lags in self.lags)


def check_wish(wish: RegulationWish, *, study: bool = False) -> None:
    """Raise CoderError for what cannot be asked for; ``study``: it is asked of sessions, not of a log."""
    if wish.named or not study:
        for name in (wish.cue, wish.response):
            _check_name(name)
    if study:
        _check_study(wish)
    elif wish.links:
        told = "A log from elsewhere has no links."
        raise CoderError(told, "Name --cue and --response, or make a study of it with coder import.")
    lengths = (*wish.windows, wish.unit_ms)
    if not 0 < min(lengths) <= max(lengths) <= _LONGEST_MS:
        raise CoderError("A window and a unit need some length.", _LENGTHS)
    if any(not 0 <= first <= last for first, last in wish.lags):
        raise CoderError("Lags go from 0 or more upwards.", "Write them as --lags 0:3.")
    if wish.permutations < 0 or wish.seed < 0:
        raise CoderError("The number of permutations and the seed cannot be negative.", "Give 0 for no permutations.")


def _check_name(name: str) -> None:
    actor, dot, code = name.partition(".")
    if not name:
        raise CoderError("A log needs a cue and a response.", "Name --cue ACTOR.CODE and --response ACTOR.CODE.")
    if not (actor and dot and code):
        raise CoderError(f"“{name}” is no actor with a code.", "Write ACTOR.CODE, such as infant.cry.")


def _check_study(wish: RegulationWish) -> None:
    if wish.codable is not None:
        raise CoderError("A study has its own windows and uncodable time.", "Leave --codable out.")
    if wish.named and wish.links:
        raise CoderError("A link has its own cue and response.", "Name --link, or --cue and --response.")


def settings_of(
    wish: RegulationWish, used: Sequence[Used] = (), files: Sequence[str] = (), left_out: Sequence[str] = ()
) -> dict[str, Any]:
    """Return every option of a wish, what it was found in, and in words what the figures mean; no place and no date.

    ``left_out``: in words, what was not analysed.
    """
    study = wish.events.is_dir()
    return {
        "program": f"Attune {__version__}",
        "what": WHAT,
        "of": "a study" if study else "a log from elsewhere",
        "files": list(files),
        "note": "describes observed behaviour, not attachment security",
        "events": wish.events.name,
        "codable": wish.codable.name if wish.codable else None,
        "coder": wish.coder or None,
        "pairs": [{"cue": pair.cue, "response": pair.response, "direction": pair.direction} for pair in wish.pairs]
        if wish.named
        else None,
        "links": _links_of(used) if study else None,
        "groups": wish.groups.name if wish.groups else None,
        "both_ways": wish.both_ways,
        "by_phase": wish.by_phase,
        "windows_s": [ms / 1000 for ms in wish.windows],
        "lags": [{"from": first, "to": last, "includes_lag_0": first == 0} for first, last in wish.lags],
        "unit_s": wish.unit_ms / 1000,
        "next_cue_cuts_latency": wish.until_next_cue if wish.named else "as each link says",
        "codes_may_repeat": wish.repeats,
        "transition_steps": wish.steps,
        "recurrence": wish.recurrence,
        "permutations": wish.permutations,
        "seed": wish.seed,
        "observations": [_observation_of(one) for one in used if not one.unread] if study else None,
        "left_out": list(left_out) if study else None,
        "definitions": (_DEFINITIONS | _OF_STUDIES) if study else _DEFINITIONS,
    }


def _links_of(used: Sequence[Used]) -> list[dict[str, str]]:
    rules = dict.fromkeys(rule for one in used for rule in one.rules)
    return [
        {
            "link": pair.name,
            "direction": pair.direction,
            "cue": pair.cue,
            "response": pair.response,
            "rule": words,
        }
        for pair, words in rules
    ]


def _observation_of(used: Used) -> dict[str, Any]:
    """Say which observations a session's figures rest on."""
    return {
        "session_id": used.session_id,
        "coders": list(used.coders),
        "records": list(used.records),
        "passes": [one for one in used.passes if one],
        "scheme": used.scheme,
    }


_SUMMARY = (
    "of every code: how often, how long and how soon, in each phase as marked; summary_windows: in each window of the "
    "procedure; of a log in each window of its codable time, or in each phase by --by phase, and of codes that occur"
)
_OF_STUDIES = {
    "observation": "of each session the coder's who was named, else a consensus, else the primary one; passes are read "
    "together; a second coding to see whether coders agree is not analysed",
    "codable time": "phases as marked (the session where none is) less what could not be judged on any tier of cue or "
    "response; no window, lag, transition or match reaches from one phase into the next",
    "per_onset": "a link's window has both its ends: [c + from, c + w]; a cue is usable when [c, c + w] is codable, "
    "and answered when a response begins in the window, whatever else was in progress; w is the link's own, then those "
    "of windows_s, which open when the link's does; control windows of the same length lie end to end in codable time "
    "outside all [c, c + w]; cues and responses that were not seen to begin are left out",
    "latency": "by the link's own rule: see links; censored where the rule says, at the end of what counts always",
    "phases": "a row with a phase is of that phase alone; one without is of all phases together",
    "match": "codes have the values that the scheme gives them, else their ids; match: both have the same value",
    "constructs": "codes that the scheme tags with a construct, and links with such cues or responses, are its "
    "evidence: direct, proxy or theory; what they show describes observed behaviour, not attachment security, and no "
    "score is made",
    "log_rank": "cues count as independent: it ignores dyads where all are pooled; hazard_ratio: Cox, Efron's ties, "
    "the second of two groups by the first, its standard error by dyads where there are several",
}
_DEFINITIONS = {
    "codable time": "windows less uncodable time, of the tiers of cue and response together",
    "per_onset": "a cue at c is usable when (c, c + w] is codable, and answered when a response begins in it; control "
    "windows of the same length lie end to end in codable time outside all (c, c + w]",
    "per_unit": "a unit counts when its midpoint is codable; given: a cue begins within the lags before it; target: a "
    "response begins in it; each unit counts once; at lag 0 the order within a unit is not known",
    "log_odds": "½ is added to each cell where one of the four is 0 (haldane = 1); blank where a margin is 0",
    "pooled": "all tables added up: ignores dyads",
    "mantel_haenszel": "each dyad a stratum; a to d are sums over dyads, the figures are not of the sums",
    "p_permutation": "the responses of a session are turned along its codable time; (1 + # of turns with as many "
    "answered cues or more) / (1 + number of turns); per_unit: all turns, per_onset: all where few, else drawn; "
    "several sessions: drawn in each and added up",
    "latency": "from the cue's onset to the first response that begins in (c, c + w], w the first window; censored at "
    "the end of codable time and, unless told otherwise, at the next cue; a response in progress is no answer, and "
    "without a new one in the window the cue is censored at its onset",
    "curves of latency": "cues at which the response was in progress were not at risk and are in no curve, whatever "
    "followed; nor are those censored at their onset",
    "transitions": "events of the tiers of cue and response in order of onset, at one onset in order of tier and code; "
    "never across uncodable time, between windows or sessions",
    "summary": _SUMMARY,
    "by phase": "a log's phases are its rows of the tier phase; only what lies in one counts then, a wait is cut where "
    "its phase ends and by uncodable time of the response, and no window reaches from one phase into the next",
    "dyad_summary": "columns are named by link (forth and back where a pair was named), phase, method and figure; "
    "those of the dyad as a system by link or derived code (both where a pair was named) or by their tiers, phase and "
    "figure, and of several sessions they are the mean of those in which they could be computed, median_repair_s blank "
    "where one of the medians was not reached; codebook.csv says of every column what it is and when it is empty",
    "median_latency_s": "the first time at which the Kaplan–Meier curve is at one half or below",
}
