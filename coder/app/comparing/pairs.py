"""Every pair of coders of every session, compared on every tier. Imports numpy: import this module lazily."""

from collections.abc import Iterator
from itertools import combinations

from coder.analysis.chains import TooManyPairsError
from coder.analysis.tracks import intersect, is_exclusive, subtract
from coder.app.agreement_wish import AgreementWish, How, Reliability
from coder.app.comparing.criteria import judge
from coder.app.comparing.log import ComparedLog
from coder.app.comparing.methods import Pair, compare, compare_as_boris
from coder.app.comparing.pooled import agree_on_scores, count, pool
from coder.app.comparing.rated import agree_on_ratings
from coder.errors import CoderError
from coder.model.agreement import CodeScore, Compared, Comparison, Disagreement, Judged


def compare_all(log: ComparedLog, wish: AgreementWish) -> Reliability:
    """Compare every pair of coders of every session on every tier that one of them coded."""
    exclusive = _exclusive_tiers(log, wish)
    pairs = [(session, pair) for session in log.coders for pair in _pairs(log, session, wish.pair)]
    if not pairs:
        raise CoderError(*_nobody(log, wish))
    enough = all if log.exclusive else any  # in a study, a coder of another pass had nothing to say on a tier
    compared = [
        _compare(log, session, pair, tier, wish.how, exclusive=alone)
        for session, pair in pairs
        for tier, alone in exclusive.items()
        if enough((session, coder, tier) in log.tracks for coder in pair)
    ]
    rated = tuple(agree_on_ratings(log, pairs))
    if not compared and not rated:
        raise CoderError("No two of these coders coded the same tier.", "Check coder and tier of what was coded.")
    pooled, scores = tuple(pool(compared, wish.how)), tuple(agree_on_scores(compared))
    return Reliability(tuple(compared), exclusive, pooled, scores, rated)


def _exclusive_tiers(log: ComparedLog, wish: AgreementWish) -> dict[str, bool]:
    unknown = sorted((wish.exclusive | wish.overlapping) - log.codes.keys())
    if unknown:
        raise CoderError(f"There is no tier {unknown[0]}.", f"The tiers are {', '.join(log.codes)}.")
    overlapping = {tier for (_, _, tier), track in log.tracks.items() if not is_exclusive(track)}
    return {
        tier: tier in wish.exclusive
        or (tier not in wish.overlapping and log.exclusive.get(tier, tier not in overlapping))
        for tier in log.codes
    }


def _pairs(log: ComparedLog, session: str, wanted: tuple[str, str] | None) -> list[tuple[str, str]]:
    coders = log.coders[session]
    if wanted is not None:
        return [wanted] if set(wanted) <= set(coders) else []
    return list(combinations(sorted(coders), 2))


def _nobody(log: ComparedLog, wish: AgreementWish) -> tuple[str, str]:
    every = sorted({coder for coders in log.coders.values() for coder in coders})
    if wish.pair is not None:
        return f"No session was coded by {wish.pair[0]} and {wish.pair[1]}.", f"The coders are {', '.join(every)}."
    return "No session was coded by two coders.", f"All events are by {', '.join(every)}: agreement takes two."


def _compare(
    log: ComparedLog, session: str, coders: tuple[str, str], tier: str, how: How, *, exclusive: bool
) -> Comparison:
    windows = intersect(*(log.windows(session, coder, tier) for coder in coders))
    codable = windows
    for coder in coders:
        codable = subtract(codable, log.uncodable(session, coder, tier))
    tracks = (log.track(session, coders[0], tier), log.track(session, coders[1], tier))
    pair = Pair(coders, tracks, log.codes[tier], windows, codable, closing_ms=log.closing_ms(session))
    streams = [pair.exclusive()] if exclusive else list(_streams(pair))
    compared: list[Compared] = []
    disagreements: list[Disagreement] = []
    scores: list[CodeScore] = []
    judged: list[Judged] = []
    for stream in streams:
        scores += count(stream.cut())
        judged += judge(stream.cut(), tier, log.criteria.get(session, ()), how)
        figures, differing = _figures(stream, session, tier, how)
        compared += [*figures, compare_as_boris(stream, how.unit_ms)]
        disagreements += differing
    if not exclusive:
        compared.append(compare_as_boris(pair, how.unit_ms))
    disagreements.sort(key=lambda one: one.onset_ms)
    return Comparison(session, coders, tier, tuple(compared), tuple(disagreements), tuple(scores), tuple(judged))


def _figures(stream: Pair, session: str, tier: str, how: How) -> tuple[list[Compared], list[Disagreement]]:
    try:
        return compare(stream.cut(), how)
    except TooManyPairsError as error:
        raise CoderError(
            f"In session {session}, tier {tier}, too many events are within the tolerance of each other.",
            "Compare with a smaller --tolerance.",
        ) from error


def _streams(pair: Pair) -> Iterator[Pair]:
    """Give each code of the tier, used here or not: that neither coder used it counts over sessions."""
    for place in range(len(pair.names)):
        yield pair.of_code(place)
