"""What is wanted of regulation: who answers whom, by which windows and lags, and how chance is asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coder import __version__
from coder.errors import CoderError
from coder.model.contingency import Method, Pair

_LONGEST_MS = 10**9


@dataclass(frozen=True, slots=True)
class RegulationWish:
    """A cue and a response of a log, and all that may be chosen; times in ms, lags in units, both ends included."""

    events: Path
    cue: str
    response: str
    out: Path
    codable: Path | None = None
    windows_ms: tuple[int, ...] = (5000,)
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

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Return the direction asked for, and the other one where both are."""
        forth = Pair(self.cue, self.response)
        return (forth, Pair(self.response, self.cue)) if self.both_ways else (forth,)

    @property
    def methods(self) -> tuple[Method, ...]:
        """Return each window, then each range of lags."""
        return (*(Method(window_ms=ms) for ms in self.windows_ms), *(Method(lags=lags) for lags in self.lags))


def check_wish(wish: RegulationWish) -> None:
    """Raise CoderError for what cannot be asked for."""
    for name in (wish.cue, wish.response):
        actor, dot, code = name.partition(".")
        if not (actor and dot and code):
            raise CoderError(f"“{name}” is no actor with a code.", "Write ACTOR.CODE, such as infant.cry.")
    lengths = (*wish.windows_ms, wish.unit_ms)
    if not wish.windows_ms or not 0 < min(lengths) <= max(lengths) <= _LONGEST_MS:
        raise CoderError(
            "A window and a unit need some length.", "Give seconds above 0, such as --window 2 --unit 1.0."
        )
    if any(not 0 <= first <= last for first, last in wish.lags):
        raise CoderError("Lags go from 0 or more upwards.", "Write them as --lags 0:3.")
    if wish.permutations < 0 or wish.seed < 0:
        raise CoderError("The number of permutations and the seed cannot be negative.", "Give 0 for no permutations.")


def settings_of(wish: RegulationWish) -> dict[str, Any]:
    """Return every option of a wish, and in words what the figures mean; no place and no date."""
    return {
        "program": f"Attune {__version__}",
        "what": "regulation of a log from elsewhere",
        "note": "describes observed behaviour, not attachment security",
        "events": wish.events.name,
        "codable": wish.codable.name if wish.codable else None,
        "coder": wish.coder or None,
        "pairs": [{"cue": pair.cue, "response": pair.response, "direction": pair.direction} for pair in wish.pairs],
        "windows_s": [ms / 1000 for ms in wish.windows_ms],
        "lags": [{"from": first, "to": last, "includes_lag_0": first == 0} for first, last in wish.lags],
        "unit_s": wish.unit_ms / 1000,
        "next_cue_cuts_latency": wish.until_next_cue,
        "codes_may_repeat": wish.repeats,
        "transition_steps": wish.steps,
        "recurrence": wish.recurrence,
        "permutations": wish.permutations,
        "seed": wish.seed,
        "definitions": _DEFINITIONS,
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
    "without a new one in the window the cue was not at risk and is censored at its onset",
    "transitions": "events of the tiers of cue and response in order of onset, at one onset in order of tier and code; "
    "never across uncodable time, between windows or sessions",
    "median_latency_s": "the first time at which the Kaplan–Meier curve is at one half or below",
}
