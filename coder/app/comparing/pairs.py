"""Every pair of coders of every session, compared on every tier. Imports numpy: import this module lazily."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from coder.analysis.chains import TooManyPairsError
from coder.analysis.tracks import Ints, intersect, is_exclusive, subtract
from coder.app.agreement_wish import AgreementWish, How, Reliability
from coder.app.comparing.criteria import judge
from coder.app.comparing.log import ComparedLog
from coder.app.comparing.methods import Comparing, Pair, compare, compare_as_boris
from coder.app.comparing.onsets import describe_onsets, tell_shift
from coder.app.comparing.origins import refuse, schemes_of
from coder.app.comparing.pooled import agree_on_scores, count, pool
from coder.app.comparing.rated import agree_on_ratings
from coder.errors import CoderError
from coder.media.stopping import Cancel, Progress, check, tell
from coder.model.agreement import CodeScore, Compared, Comparison, Disagreement, Judged, SessionPair
from coder.model.consensus import CONSENSUS

Partners = tuple[str, str]


def compare_all(
    log: ComparedLog, wish: AgreementWish, progress: Progress | None = None, cancelled: Cancel | None = None
) -> Reliability:
    """Compare every pair of coders of every session on every tier that one of them coded.

    Two who cannot be compared are left out, with the reason. Raises CoderError where nobody can be compared, Stopped
    when ``cancelled`` says so.
    """
    exclusive, partners = _exclusive_tiers(log, wish), _partners(log, wish)
    pairs = [(one.session, one.pair) for one in partners if one.compared]
    found: dict[tuple[str, Partners], _Found] = {}
    for done, (session, pair) in enumerate(pairs):
        tell(progress, done / len(pairs))
        found[session, pair] = _compare_tiers(log, session, pair, exclusive, wish.how, cancelled)
    rated = tuple(agree_on_ratings(log, pairs, wish.how, cancelled))
    compared = [one for each in found.values() for one in each.comparisons]
    if not compared and not rated:
        raise CoderError("No two of these coders coded the same tier.", "Check coder and tier of what was coded.")
    pooled, scores = tuple(pool(compared, wish.how, cancelled)), tuple(agree_on_scores(compared))
    told = tuple(describe_onsets(one, found[one.session, one.pair].shifts) if one.compared else one for one in partners)
    schemes, notes = schemes_of(log.origins.values()), tuple(_notes(log, told))
    return Reliability(tuple(compared), exclusive, pooled, scores, rated, told, schemes, notes)


def _partners(log: ComparedLog, wish: AgreementWish) -> list[SessionPair]:
    """Return every two coders of every session, with the reason where they cannot be compared."""
    found = [
        _refuse_unreadable(log, session, pair)
        or _refuse_unsealed(log, session, pair)
        or refuse(session, pair, log.origins)
        or SessionPair(session, pair)
        for session in log.coders
        for pair in _pairs(log, session, wish.pair)
    ]
    if not found:
        raise CoderError(*_nobody(log, wish))
    left_out = [one for one in found if not one.compared]
    if len(left_out) == len(found):
        others = f" So it is with {len(found) - 1} more." if len(found) > 1 else ""
        raise CoderError(left_out[0].reason + others, left_out[0].hint)
    return found


def _refuse_unreadable(log: ComparedLog, session: str, pair: Partners) -> SessionPair | None:
    """Return that an observation cannot be read; all others are compared."""
    told = [log.unreadable[session, coder] for coder in pair if (session, coder) in log.unreadable]
    return SessionPair(session, pair, reason=told[0][0], hint=told[0][1]) if told else None


def _refuse_unsealed(log: ComparedLog, session: str, pair: Partners) -> SessionPair | None:
    """Return that two coders of a planned study are not compared before both have submitted."""
    names = [coder for coder in pair if (session, coder) in log.unsealed]
    if not names:
        return None
    told = f"Session {session}: {' and '.join(names)} {'have' if len(names) > 1 else 'has'} not submitted yet."
    return SessionPair(
        session, pair, reason=told, hint="The study has a plan: both submit first, so that both are blind."
    )


def _notes(log: ComparedLog, sessions: Sequence[SessionPair]) -> Iterator[str]:
    yield from log.notes
    for one in sessions:
        if one.compared:
            yield from tell_shift(one)
    coders = {(one.session, coder) for one in sessions if one.compared for coder in one.pair}
    schemes = schemes_of(origin for key, origin in log.origins.items() if key[:2] in coders)
    if len(schemes) > 1:
        yield f"It was coded with {', '.join(schemes)}: figures over sessions are of all of them together."


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    comparisons: list[Comparison]
    shifts: list[Ints]


def _compare_tiers(
    log: ComparedLog, session: str, pair: Partners, tiers: Mapping[str, bool], how: How, cancelled: Cancel | None
) -> _Found:
    enough = all if log.exclusive else any  # in a study, a coder of another pass had nothing to say on a tier
    found = _Found([], [])
    for tier, alone in tiers.items():
        if enough((session, coder, tier) in log.tracks for coder in pair):
            check(cancelled)
            comparison, shifts = _compare(log, session, pair, tier, how, exclusive=alone)
            found.comparisons.append(comparison)
            found.shifts.extend(shifts)
    return found


def _exclusive_tiers(log: ComparedLog, wish: AgreementWish) -> dict[str, bool]:
    alone, together = log.called(wish.exclusive), log.called(wish.overlapping)
    unknown = sorted((alone | together) - log.codes.keys())
    if unknown:
        raise CoderError(f"There is no tier {unknown[0]}.", f"The tiers are {', '.join(log.codes)}.")
    overlapping = {tier for (_, _, tier), track in log.tracks.items() if not is_exclusive(track)}
    return {
        tier: tier in alone or (tier not in together and log.exclusive.get(tier, tier not in overlapping))
        for tier in log.codes
    }


def _pairs(log: ComparedLog, session: str, wanted: tuple[str, str] | None) -> list[tuple[str, str]]:
    coders = log.coders[session]
    if wanted is not None:
        return [wanted] if set(wanted) <= set(coders) else []
    return list(combinations(sorted(coder for coder in coders if coder != CONSENSUS), 2))


def _nobody(log: ComparedLog, wish: AgreementWish) -> tuple[str, str]:
    every = sorted({coder for coders in log.coders.values() for coder in coders})
    if wish.pair is not None:
        return f"No session was coded by {wish.pair[0]} and {wish.pair[1]}.", f"The coders are {', '.join(every)}."
    return "No session was coded by two coders.", f"All events are by {', '.join(every)}: agreement takes two."


def _compare(
    log: ComparedLog, session: str, coders: Partners, tier: str, how: How, *, exclusive: bool
) -> tuple[Comparison, list[Ints]]:
    pair = pair_of(log, session, coders, tier)
    streams = streams_of(pair, exclusive=exclusive)
    compared: list[Compared] = []
    disagreements: list[Disagreement] = []
    scores: list[CodeScore] = []
    judged: list[Judged] = []
    shifts: list[Ints] = []
    for stream in streams:
        scores += count(stream.cut())
        judged += judge(stream.cut(), tier, log.criteria.get(session, ()), how)
        found = _figures(stream, session, tier, how)
        compared += [*found.figures, compare_as_boris(stream, how.unit_ms)]
        disagreements += found.disagreements
        shifts.append(found.shifts)
    if not exclusive:
        compared.append(compare_as_boris(pair, how.unit_ms))
    disagreements.sort(key=lambda one: one.onset_ms)
    whole = Comparison(session, coders, tier, tuple(compared), tuple(disagreements), tuple(scores), tuple(judged))
    return whole, shifts


def pair_of(log: ComparedLog, session: str, coders: Partners, tier: str) -> Pair:
    """Return what two coders coded of a tier, and when both could, not cut to it yet."""
    windows = intersect(*(log.windows(session, coder, tier) for coder in coders))
    codable = windows
    for coder in coders:
        codable = subtract(codable, log.uncodable(session, coder, tier))
    tracks = (log.track(session, coders[0], tier), log.track(session, coders[1], tier))
    return Pair(coders, tracks, log.codes[tier], windows, codable, closing_ms=log.closing_ms(session))


def streams_of(pair: Pair, *, exclusive: bool) -> list[Pair]:
    """Return what is compared of a tier: all of it, or each code by itself where codes do not exclude each other."""
    return [pair.exclusive()] if exclusive else list(_streams(pair))


def _figures(stream: Pair, session: str, tier: str, how: How) -> Comparing:
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
