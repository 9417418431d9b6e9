"""How regulation was computed, in sentences for a paper's methods section, with every option and its source."""

from collections.abc import Iterator, Sequence
from itertools import chain

from coder import __version__
from coder.app.regulation import Regulation
from coder.app.regulation_method_used import counted_words, margins_words, used_words, waiting_words
from coder.app.regulation_notes import NOT_SECURITY
from coder.app.regulation_wish import RegulationWish
from coder.app.report_words import listed, plural, span_words

_MOST_NAMED = 8


def method_words(found: Regulation) -> str:
    """Return the paragraph, in the past tense; what was not done is not in it."""
    wish = found.wish
    parts = (_of_what(found), used_words(found), counted_words(found), _of_windows(wish), waiting_words(found))
    return " ".join(chain(*parts, _of_units(wish), _of_chance(found), _of_dyads(found), _of_both(found)))


def _of_what(found: Regulation) -> Iterator[str]:
    read = [one for one in found.sessions if not one.used.unread]
    sessions = len(dict.fromkeys(one.session_id for one in read))
    dyads = len(dict.fromkeys(one.dyad_id for one in read))
    schemes = listed(list(dict.fromkeys(one.scheme for one in found.used if one.scheme)))
    under = f", coded under {schemes}" if schemes else ""
    yield (
        f"Contingency between cue and response was computed with Attune {__version__} for "
        f"{plural(sessions, 'session')} "
        f"of {plural(dyads, 'dyad')}{under}."
    )
    pairs = [f"{pair.response} after {pair.cue}".replace("|", " or ") for pair in found.pairs]
    more = f", and {len(pairs) - _MOST_NAMED} more" if len(pairs) > _MOST_NAMED else ""
    said, were = "; ".join(pairs[:_MOST_NAMED]), "was" if len(pairs) == 1 else "were"
    yield f"{plural(len(pairs), 'pair')} of cue and response {were} examined: {said}{more}."
    if found.wish.links:
        yield f"Of the links of the scheme those named {listed(found.wish.links)} were taken."
    if found.wish.by_phase:
        yield "All of it was computed over all phases together and for each phase apart."


def _of_windows(wish: RegulationWish) -> Iterator[str]:
    windows = listed([span_words(ms) for ms in wish.windows])
    own = "" if wish.named else "the window of each link as the scheme has it and, to see how far it matters, "
    yield (
        f"Per onset, a cue was usable if its whole window was codable, and answered if a response began in it; {own}"
        f"windows of {windows} were used. Usable cues were compared with control windows of the same length laid end "
        "to "
        "end in codable time outside the windows of all cues."
    )
    yield (
        "From the 2 × 2 tables the difference of both probabilities (Lloyd, Kennedy & Yoder, 2013), the odds ratio "
        "and its "
        "logarithm with standard error, Yule's Q, phi, the adjusted residual and the relative risk were computed."
    )


def _of_units(wish: RegulationWish) -> Iterator[str]:
    if wish.lags:
        lags = listed([f"{first} to {last}" for first, last in wish.lags])
        zero = ""
        if any(not first for first, _ in wish.lags):
            zero = " (lag 0 included, where the order within a unit is not known)"
        yield (
            f"Per unit, units of {span_words(wish.unit_ms)} were tallied in which a response began, given that a cue "
            "had "
            f"begun at lags {lags}{zero}, each unit once (Bakeman & Quera, 2011)."
        )


def _of_chance(found: Regulation) -> Iterator[str]:
    wish = found.wish
    if wish.permutations:
        yield (
            "Chance was asked by turning the responses of a session along its codable time, which keeps their own "
            "rhythm: p is (1 + turns with as many answered cues or more) / (1 + turns), of all turns where they were "
            f"no more than {wish.permutations:,}, else of as many drawn (seed {wish.seed}; Phipson & Smyth, 2010); "
            "per unit, of all turns."
        )
    if any(one.p_pooled is not None or one.rate is not None for one in found.across):
        yield "The false discovery rate over all tests is reported beside p (Benjamini & Hochberg, 1995)."
    between = dict.fromkeys(one.between for one in found.compared if one.found.p is not None)
    if between:
        groups = f" (groups as in {wish.groups.name})" if wish.groups and "groups" in between else ""
        yield (
            f"Curves of latencies were compared between {listed(list(between))}{groups} by log-rank tests (Mantel, "
            "1966), cues as independent, and two of them by their hazard ratio (Cox, 1972), with a standard error that "
            "keeps the cues of a dyad together (Lin & Wei, 1989)."
        )
    if any(one.hazard.ratio is not None for one in found.compared):
        yield "Where two were compared, hazard ratios were estimated by Cox regression with Efron's rule for ties."


def _of_dyads(found: Regulation) -> Iterator[str]:
    dyads = len(dict.fromkeys(one.dyad_id for one in found.sessions if not one.used.unread))
    if dyads > 1:
        by_signs = any(one.figures[2] is not None for one in found.across)
        tested = "; their means over dyads were tested by turning signs" if by_signs else ""
        yield (
            f"Indices were computed for each dyad first{tested}. Beside them stand the Mantel–Haenszel estimate with "
            "dyads as strata (Mantel & Haenszel, 1959) and the pooled table, which ignores dyads."
        )
        if _with_strangers(found):
            yield "Dyads were also compared with pairings of strangers: cues of one dyad with the responses of another."
    if found.wish.both_ways or _both_ways(found):
        compared = any(one.both[0] is not None for one in found.across)
        yield f"Both directions were computed alike{', and compared within dyads' if compared else ''}."


def _of_both(found: Regulation) -> Iterator[str]:
    """Say what was computed of both partners' streams together, and end with what all of it is not."""
    wish, unit = found.wish, span_words(found.wish.unit_ms)
    if any(any(one.runs) for one in found.trajectories):
        yield (
            "State space grids (Lewis, Lamey & Douglas, 1999; Hollenstein, 2013) show how much of the time in which "
            "both partners could be judged was spent in each pair of their codes."
        )
    if any(any(r is not None for r in one.r) for one in found.profiles):
        yield (
            f"Cross-correlations are Pearson's r of two codes, one later by a lag, in units of {unit}; no pair of "
            "units reached over a gap or from one phase into the next."
        )
    steps = "" if wish.steps == 1 else f", and to those up to {wish.steps} events later,"
    zeros = (
        "a code could follow itself"
        if wish.repeats
        else "as a code cannot follow itself, those cells were structural zeros and expected counts were fitted "
        "iteratively"
    )
    yield (
        f"Transitions from each event of the tiers of cue and response to the next{steps} were tallied with expected "
        f"counts and adjusted residuals; {zeros} (Bakeman & Quera, 2011)."
    )
    if wish.recurrence:
        yield "Categorical cross-recurrence was computed without the time in which neither had a code."
    yield from margins_words(found)
    yield f"What was found {NOT_SECURITY}."


def _with_strangers(found: Regulation) -> bool:
    return any(one.strangers[1] is not None for one in found.across)


def _both_ways(found: Regulation) -> bool:
    turned: Sequence[tuple[str, str]] = [(pair.response, pair.cue) for pair in found.pairs]
    return any((pair.cue, pair.response) in turned for pair in found.pairs if pair.cue != pair.response)
