"""What regulation is computed from in a log from elsewhere: one session's streams of the pairs that are named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.app.regulation_log_summary import LogCodes, codes_of_log, stretches_of, summarise_log
from coder.app.regulation_parts import Part, parts_of
from coder.app.regulation_streams import Held, Partners, Sequences, SessionStreams, Streams, Used
from coder.app.regulation_wish import RegulationWish
from coder.formats.summary_csv import counted_rows
from coder.model.coded_log import CodedEvent, CodedLog
from coder.model.contingency import Pair
from coder.model.cue_answer import (
    NEXT_CUE,
    PHASE_END,
    UNCODABLE_TIME,
    Counted,
    CueAnswer,
    LinkRule,
    LinkTrain,
    Mark,
    Watched,
)
from coder.model.spans import Span, difference, intersection, union

NO_TIERS = "cue and response are not on two tiers"


@dataclass(frozen=True, slots=True)
class TierCodes:
    """The tiers of a pair, and all codes that hold on each in any session; ``none`` where a gap is among them."""

    tiers: tuple[str, str]
    codes: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LogKnown:
    """What all sessions of a log have together: the codes of a pair's tiers, where there are two, and of every tier."""

    pair: TierCodes | None
    codes: LogCodes


def known_of(logs: Sequence[CodedLog], pair: Pair) -> LogKnown:
    """Return what each session of a log needs to know of the others."""
    return LogKnown(codes_of_tiers(logs, pair), codes_of_log(logs))


def codes_of_tiers(logs: Sequence[CodedLog], pair: Pair) -> TierCodes | None:
    """Return the tiers of a pair in a log; None where cue and response are not on two tiers."""
    first, second = (_tier(logs, name) for name in (pair.cue, pair.response))
    if first is None or second is None or first == second:
        return None
    return TierCodes((first, second), (_codes(logs, first, second), _codes(logs, second, first)))


def streams_of_log(log: CodedLog, wish: RegulationWish, known: LogKnown) -> SessionStreams:
    """Return what a session of a log holds; ``known``: what all of its sessions have."""
    pair = wish.pairs[0]
    return SessionStreams(
        log.session_id,
        log.dyad_id,
        Used(log.session_id, (log.coder_id,), scheme="; ".join(log.schemes), phased=wish.by_phase and bool(log.phases)),
        [streams for one in wish.pairs for streams in _streams(log, one, wish)],
        [
            Sequences("+".join(_tiers(log, pair)), part.phase, _runs(log, pair, part, wish))
            for part in _parts(log, wish)
        ],
        [_partners(log, pair, known.pair, part, wish) for part in _parts(log, wish)],
        list(_summary(log, known.codes, wish)),
    )


def _parts(log: CodedLog, wish: RegulationWish) -> list[Part]:
    return parts_of(stretches_of(log, by_phase=wish.by_phase), by_phase=wish.by_phase)


def _within(part: Part, spans: Sequence[Span], wish: RegulationWish) -> list[Span]:
    """Return what of some time lies in a part; stretches of phases are not joined, whole sessions are one part."""
    if not wish.by_phase:
        return list(spans)
    return [cut for stretch in part.spans for cut in intersection([stretch], spans)]


def _summary(log: CodedLog, codes: LogCodes, wish: RegulationWish) -> Iterator[list[str]]:
    scheme = log.schemes[0].partition(" ") if len(log.schemes) == 1 else ("; ".join(log.schemes), "", "")
    head = ["", log.session_id, log.dyad_id, "", log.coder_id, "", "", scheme[0], scheme[2]]
    return counted_rows(head, summarise_log(log, codes, by_phase=wish.by_phase))


def _streams(log: CodedLog, pair: Pair, wish: RegulationWish) -> Iterator[Streams]:
    cues = [event for event in log.events if event.name == pair.cue]
    responses = [event for event in log.events if event.name == pair.response]
    tiers = _tiers(log, pair)
    windows, codable = _windows(log, tiers), log.codable(tiers)
    begun, came = ([event.onset_ms for event in events if not event.censored[0]] for events in (cues, responses))
    answers = _answers(cues, responses, _watched(log, pair, codable, wish), wish)
    for part in _parts(log, wish):
        yield Streams(
            pair,
            part.phase,
            wish.methods,
            [ms for ms in begun if not wish.by_phase or part.holds(ms)],
            came,
            _within(part, windows, wish),
            _within(part, codable, wish),
            [one for one in answers if not part.phase or one.phase == part.phase],
        )


def _windows(log: CodedLog, tiers: Sequence[str]) -> list[Span]:
    windows = log.windows_of(tiers[0])
    for tier in tiers[1:]:
        windows = intersection(windows, log.windows_of(tier))
    return windows


def _watched(log: CodedLog, pair: Pair, codable: Sequence[Span], wish: RegulationWish) -> Watched:
    """Return what waits are cut by: phases and uncodable time of the response as in a study, else codable time."""
    if not wish.by_phase:
        return Watched(tuple(Counted("", onset, offset) for onset, offset in codable))
    stretches = stretches_of(log, by_phase=True)
    tiers = sorted({event.tier for event in log.events if event.name == pair.response}) or _tiers(log, pair)
    spells = union(span for tier in tiers for span in log.uncodable_of(tier))
    return Watched(tuple(Counted(one.phase, one.onset_ms, one.offset_ms) for one in stretches), tuple(spells))


def _tiers(log: CodedLog, pair: Pair) -> list[str]:
    """Return the tiers of a pair's codes; those of the actor where a code does not occur."""
    found: set[str] = set()
    for name in (pair.cue, pair.response):
        actor = name.partition(".")[0]
        own = {event.tier for event in log.events if event.name == name}
        found |= own or {event.tier for event in log.events if event.actor == actor}
    return sorted(found) or [""]


def _answers(
    cues: Sequence[CodedEvent], responses: Sequence[CodedEvent], watched: Watched, wish: RegulationWish
) -> list[CueAnswer]:
    """Return what became of each cue, by the rule of links: (c, c + w], new onsets, cut at the end of what counts."""
    from coder.analysis.links import answer_cues

    cuts = {NEXT_CUE} if wish.until_next_cue else set()
    cuts |= {PHASE_END, UNCODABLE_TIME} if wish.by_phase else set()
    rule = LinkRule(1, wish.windows[0], censor_at=frozenset(cuts), just_after=True)
    return answer_cues(LinkTrain("", tuple(map(_mark, cues)), tuple(map(_mark, responses)), rule, watched))


def _mark(event: CodedEvent) -> Mark:
    return Mark(event.onset_ms, event.onset_ms, event.offset_ms, *_where(event), seen=not event.censored[0])


def _where(event: CodedEvent) -> tuple[str, str, str, str]:
    return event.tier, event.code, event.actor, event.id


def _runs(log: CodedLog, pair: Pair, part: Part, wish: RegulationWish) -> list[list[str]]:
    """Return the codes of a pair's tiers in order of onset, a run for each stretch of codable time."""
    tiers = _tiers(log, pair)
    codable = _within(part, log.codable(tiers), wish)
    runs: dict[int, list[str]] = {}
    for event in log.events:
        if event.tier in tiers and not event.censored[0] and (at := log.stretch_of(event, codable)) is not None:
            runs.setdefault(at, []).append(event.name)
    return list(runs.values())


def _partners(log: CodedLog, pair: Pair, codes: TierCodes | None, part: Part, wish: RegulationWish) -> Partners:
    names = (pair.cue, pair.response)
    if codes is None:
        return Partners(names, part.phase, reason=NO_TIERS)
    first, second = codes.tiers
    return Partners(
        names,
        part.phase,
        codes.tiers,
        codes.codes,
        _spans(log, pair.cue),
        _spans(log, pair.response),
        _states(log, first),
        _states(log, second),
        _within(part, _windows(log, (first, second)), wish),
        _within(part, log.codable((first, second)), wish),
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
