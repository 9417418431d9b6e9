"""How agreement was computed, in sentences for a paper's methods section, with every option and its source."""

from collections.abc import Iterator
from itertools import chain

from coder import __version__
from coder.app.agreement_scope import pairs_of
from coder.app.agreement_wish import AgreementWish, How, Reliability
from coder.app.report_words import listed, plural, span_words
from coder.model.agreement import Method


def method_words(wish: AgreementWish, found: Reliability) -> str:
    """Return the paragraph, in the past tense; a sentence on what was not done is not in it."""
    return " ".join(
        chain(
            _of_what(wish, found),
            _of_tiers(wish, found),
            _in_time(wish.how, found),
            _of_events(wish.how, found),
            _beside(found),
            _intervals(wish.how, found),
            _ratings(wish.how, found),
            _criteria(found),
        )
    )


def _of_what(wish: AgreementWish, found: Reliability) -> Iterator[str]:
    compared = [one for one in found.sessions if one.compared]
    sessions = len({one.session for one in compared})
    pairs = pairs_of(found)
    coders = list(dict.fromkeys(coder for pair in pairs for coder in pair))
    whose = f"({listed(coders)})" if len(coders) <= 6 else f"in {plural(len(pairs), 'pair')}"
    kind = "scheme" if len(found.schemes) == 1 else "schemes"
    under = f" under the coding {kind} {listed(found.schemes)}" if found.schemes else ""
    yield (
        f"Agreement of {plural(len(coders), 'coder')} {whose} was computed with Attune {__version__} for "
        f"{plural(sessions, 'session')} that two of them had coded{under}."
    )
    if found.left_out:
        many = len(found.left_out) != 1
        yield (
            f"{plural(len(found.left_out), 'comparison')} {'were' if many else 'was'} left out because the two "
            "observations could not be compared."
        )
    if found.comparisons:
        yield from _of_time(wish, found)


def _of_time(wish: AgreementWish, found: Reliability) -> Iterator[str]:
    yield (
        "Only time that both coders could code was compared: the intersection of their coded windows less the union of "
        "their uncodable time, to which states were cut."
    )
    if wish.codable is not None:
        yield f"Windows and uncodable time were those in {wish.codable.name}."
    elif not found.schemes:
        yield "As no windows were told, a session was taken to be codable from 0 to its last offset."


def _of_tiers(wish: AgreementWish, found: Reliability) -> Iterator[str]:
    used = {one.tier for one in found.comparisons}
    alone = [tier for tier, exclusive in found.exclusive.items() if exclusive and tier in used]
    free = [tier for tier, exclusive in found.exclusive.items() if not exclusive and tier in used]
    if alone:
        yield (
            f"The codes of {listed(alone)} were taken as mutually exclusive, with time without a code as a further "
            "category (none)."
        )
    if free:
        yield f"Each code of {listed(free)} was compared as a yes/no stream of its own."
    told = sorted((wish.exclusive | wish.overlapping) & used)
    if told:
        yield f"Whether codes exclude each other was set by hand for {listed(told)}."


def _in_time(how: How, found: Reliability) -> Iterator[str]:
    if not found.comparisons:
        return
    units = _total(found, Method.TIME_UNIT)
    n = f" (N = {units:,.0f} units over all tiers and codes compared)" if units else ""
    yield (
        "A time-based and an event-based figure are reported together, for neither tells what the other does (Bakeman, "
        "Quera & Gnisci, 2009)."
    )
    yield (
        f"Time-based agreement was Cohen's kappa (Cohen, 1960) of successive units of {span_words(how.unit_ms)}{n}; a "
        "unit had the state at its midpoint, otherwise its first point event, and a rest shorter than a unit was "
        "dropped."
    )
    yield "Kappa was also computed of seconds in place of units, so that it did not depend on the length of a unit."
    reach = how.tolerance_ms // how.unit_ms
    yield (
        f"With a tolerance of {span_words(how.tolerance_ms)} ({plural(reach, 'unit')} each way), a unit of the "
        "reference "
        "coder counted as agreement if the other coder had the same code anywhere within it (Bakeman & Quera, 2011); "
        "either coder was taken as the reference."
    )


def _of_events(how: How, found: Reliability) -> Iterator[str]:
    if not found.comparisons:
        return
    events = _total(found, Method.OVERLAP) + _total(found, Method.POINTS)
    n = f" (N = {events:,.0f} events of both coders)" if events else ""
    yield (
        f"Event-based agreement{n} was kappa of events that were linked, those with the largest overlap first, if "
        f"they shared at least {how.share * 100:.0f}% of the longer of the two; a linked pair counted twice, an event "
        "without a partner once, and chance agreement was fitted iteratively with the cell of events that neither "
        "coder "
        "had as a structural zero (Holle & Rein, 2015)."
    )
    yield (
        f"Point events were paired within {span_words(how.tolerance_ms)} so that as many pairs as possible, and of "
        "those "
        "the nearest, were formed."
    )
    yield (
        "Events were also aligned as sequences (Needleman & Wunsch, 1970; Quera, Bakeman & Gnisci, 2007), with costs "
        "of "
        f"0 for a match and 1 for a substitution or a gap; two events could be paired within "
        f"{span_words(how.tolerance_ms)} of each other, or by the overlap stated above."
    )


def _beside(found: Reliability) -> Iterator[str]:
    if found.comparisons:
        yield (
            "Each code was also compared with all others, with the largest kappa that both coders' totals allow, "
            "positive and negative agreement, prevalence and bias indices, and prevalence- and bias-adjusted kappa "
            "(PABAK; Byrt, Bishop & Carlin, 1993)."
        )
        yield "No verbal labels were attached to values of kappa; what was not defined was left blank and is not zero."


def _intervals(how: How, found: Reliability) -> Iterator[str]:
    if any(one.sessions > 1 for one in found.pooled):
        yield "Figures over sessions are of the tallies of all sessions together."
        if how.draws:
            yield f"Their 95% confidence intervals are {_drawn(how)}."
    if how.block_ms and how.draws:
        yield (
            "Within sessions, 95% percentile intervals were obtained by a circular block bootstrap of units in "
            "blocks of "
            f"{span_words(how.block_ms)} ({how.draws:,} samples, seed {how.seed}; Politis & Romano, 1992)."
        )
    if found.scores and any(one.sessions > 1 for one in found.scores):
        yield (
            "For the scores of sessions that are analysed (events per codable minute, share of codable time), "
            "intraclass correlations of absolute agreement of single coders, ICC(A,1), and of consistency of their "
            "mean, "
            "ICC(C,k), were computed, with 95% intervals by the F distribution (McGraw & Wong, 1996)."
        )


def _ratings(how: How, found: Reliability) -> Iterator[str]:
    if found.ratings:
        items = len({(one.tier, one.item) for one in found.ratings})
        yield (
            f"Agreement on {plural(items, 'rated item')} was weighted kappa with linear and quadratic weights over the "
            "levels of the scale as declared (Cohen, 1968), Krippendorff's alpha (Krippendorff, 2004) and intraclass "
            "correlations, ICC(A,1) and ICC(C,k), with 95% intervals by the F distribution (McGraw & Wong, 1996)."
        )
        if how.draws:
            yield f"The 95% confidence intervals of weighted kappa are {_drawn(how)}."


def _drawn(how: How) -> str:
    kind = "bias-corrected and accelerated (BCa)" if how.corrected else "percentile"
    return (
        f"{kind} intervals of {how.draws:,} bootstrap samples of sessions (seed {how.seed}; Efron & Tibshirani, 1993)"
    )


def _criteria(found: Reliability) -> Iterator[str]:
    asked = dict.fromkeys(each.criterion for one in found.comparisons for each in one.judged)
    if asked:
        said = [
            f"{one.statistic.replace('_', ' ')} of at least {one.least:.2f} for {listed(one.tiers)}"
            + (f" with a tolerance of {span_words(one.tolerance_ms)}" if one.tolerance_ms is not None else "")
            for one in asked
        ]
        yield f"The criterion for agreement had been set beforehand in the scheme: {'; '.join(said)}."


def _total(found: Reliability, method: Method) -> float:
    return sum(
        each.found.n
        for one in found.comparisons
        for each in one.compared
        if (each.method is method and each.found.kappa is not None) or (each.method is method and each.tallies)
    )
