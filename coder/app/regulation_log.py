"""What regulation is computed from in a log from elsewhere: one session's streams of the pairs that are named."""

from collections.abc import Sequence
from dataclasses import dataclass

from coder.app.regulation_streams import Held, Partners, Sequences, SessionStreams, Streams, Used
from coder.app.regulation_wish import RegulationWish
from coder.model.coded_log import CodedEvent, CodedLog
from coder.model.contingency import Pair
from coder.model.cue_answer import NEXT_CUE, Counted, CueAnswer, LinkRule, LinkTrain, Mark, Watched
from coder.model.spans import Span, difference, intersection

NO_TIERS = "cue and response are not on two tiers"


@dataclass(frozen=True, slots=True)
class TierCodes:
    """The tiers of a pair, and all codes that hold on each in any session; ``none`` where a gap is among them."""

    tiers: tuple[str, str]
    codes: tuple[tuple[str, ...], tuple[str, ...]]


def codes_of_tiers(logs: Sequence[CodedLog], pair: Pair) -> TierCodes | None:
    """Return the tiers of a pair in a log; None where cue and response are not on two tiers."""
    first, second = (_tier(logs, name) for name in (pair.cue, pair.response))
    if first is None or second is None or first == second:
        return None
    return TierCodes((first, second), (_codes(logs, first, second), _codes(logs, second, first)))


def streams_of_log(log: CodedLog, wish: RegulationWish, codes: TierCodes | None) -> SessionStreams:
    """Return what a session of a log holds; ``codes``: those of both tiers in all sessions."""
    pair = wish.pairs[0]
    return SessionStreams(
        log.session_id,
        log.dyad_id,
        Used(log.session_id, (log.coder_id,), scheme="; ".join(log.schemes)),
        [_streams(log, one, wish) for one in wish.pairs],
        [Sequences("+".join(_tiers(log, pair)), "", _runs(log, pair))],
        [_partners(log, pair, codes, wish)],
    )


def _streams(log: CodedLog, pair: Pair, wish: RegulationWish) -> Streams:
    cues = [event for event in log.events if event.name == pair.cue]
    responses = [event for event in log.events if event.name == pair.response]
    tiers = _tiers(log, pair)
    windows = log.windows_of(tiers[0])
    for tier in tiers[1:]:
        windows = intersection(windows, log.windows_of(tier))
    codable = log.codable(tiers)
    begun, came = ([event.onset_ms for event in events] for events in (cues, responses))
    answers = _answers(cues, responses, codable, wish)
    return Streams(pair, "", wish.methods, begun, came, windows, codable, answers)


def _tiers(log: CodedLog, pair: Pair) -> list[str]:
    """Return the tiers of a pair's codes; those of the actor where a code does not occur."""
    found: set[str] = set()
    for name in (pair.cue, pair.response):
        actor = name.partition(".")[0]
        own = {event.tier for event in log.events if event.name == name}
        found |= own or {event.tier for event in log.events if event.actor == actor}
    return sorted(found) or [""]


def _answers(
    cues: Sequence[CodedEvent], responses: Sequence[CodedEvent], codable: Sequence[Span], wish: RegulationWish
) -> list[CueAnswer]:
    """Return what became of each cue, by the rule of links: (c, c + w], new onsets, cut at the end of codable time."""
    from coder.analysis.links import answer_cues

    cuts = frozenset({NEXT_CUE} if wish.until_next_cue else ())
    rule = LinkRule(1, wish.windows[0], censor_at=cuts, just_after=True)
    watched = Watched(tuple(Counted("", onset, offset) for onset, offset in codable))
    return answer_cues(LinkTrain("", tuple(map(_mark, cues)), tuple(map(_mark, responses)), rule, watched))


def _mark(event: CodedEvent) -> Mark:
    return Mark(event.onset_ms, event.onset_ms, event.offset_ms, event.tier, event.code, event.actor, event.id)


def _runs(log: CodedLog, pair: Pair) -> list[list[str]]:
    """Return the codes of a pair's tiers in order of onset, a run for each stretch of codable time."""
    tiers = _tiers(log, pair)
    codable = log.codable(tiers)
    runs: dict[int, list[str]] = {}
    for event in log.events:
        if event.tier in tiers and (at := log.stretch_of(event, codable)) is not None:
            runs.setdefault(at, []).append(event.name)
    return list(runs.values())


def _partners(log: CodedLog, pair: Pair, codes: TierCodes | None, wish: RegulationWish) -> Partners:
    names = (pair.cue, pair.response)
    if codes is None:
        return Partners(names, "", reason=NO_TIERS)
    first, second = codes.tiers
    return Partners(
        names,
        "",
        codes.tiers,
        codes.codes,
        _spans(log, pair.cue),
        _spans(log, pair.response),
        _states(log, first),
        _states(log, second),
        intersection(log.windows_of(first), log.windows_of(second)),
        log.codable((first, second)),
        wish.windows[0],
    )


def _tier(logs: Sequence[CodedLog], name: str) -> str | None:
    return next((event.tier for log in logs for event in log.events if event.name == name), None)


def _codes(logs: Sequence[CodedLog], tier: str, other: str) -> tuple[str, ...]:
    from coder.analysis.joint_states import NONE

    states = [(log, _states(log, tier)) for log in logs]
    codes = sorted({code for _, held in states for *_, code in held})
    gap = any(difference(log.codable((tier, other)), [span[:2] for span in held]) for log, held in states)
    return (*codes, NONE) if gap else tuple(codes)


def _spans(log: CodedLog, name: str) -> list[Span]:
    return [(event.onset_ms, event.offset_ms) for event in log.events if event.name == name and event.offset_ms]


def _states(log: CodedLog, tier: str) -> list[Held]:
    def held(event: CodedEvent) -> bool:
        return event.tier == tier and event.offset_ms is not None

    return [(event.onset_ms, event.offset_ms or 0, event.code) for event in log.events if held(event)]
