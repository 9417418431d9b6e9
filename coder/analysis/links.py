"""What became of every cue of a link: answered, unanswered, or censored; and how long after it the response came.

The window of a cue at c is [c + from, c + to], both ends in it (whole ms): with a window from 0 a response at the very
instant of the cue counts, though nobody can tell which came first; write 0.001 to leave it out. Events answer by an
edge, their onset or their offset; no edge answers itself. Waiting begins at c and ends

- with a response in the window: *answered*;
- where the window closes: *unanswered*;
- before that, where it is cut short: *censored*. The end of the time that counts (session, or phases) always cuts; the
  end of the phase the cue lies in, uncodable time on any tier of a response, and the next later cue of the link cut
  where the link's ``censor_at`` names them. Uncodable time that is over when the window opens is of no matter.

A response at the instant of a cut, or at the close, still counts: the event wins ties. A cut at the close cuts nothing.
A response is *in progress* where it began before the window opens and lasts beyond that. With ``new_onset_only`` it is
no answer: a new response in the window is one, and without that the cue is censored at c; either way it was never at
risk, so that curves of latency leave it out: else they would know the new response before it came. Without
``new_onset_only`` it answers, before any other, and has no latency. A cue whose own edge was not seen (a state that was
there when the phase began), or that lies outside the phases, is censored at c.

Pairing: ``first``: the first response in the window; two cues may share it. ``all``: every response in it. ``nearest``:
a response answers only the last cue before it in whose window it lies (two cues of one instant both); one in progress
is equally near to all. ``one_to_one``: cues in order each take the first response that no cue before them has taken;
as windows are of one length, no other way would answer more cues.

Latencies of answered cues alone are too short on average: use ``wait_ms`` with the outcome (Kaplan–Meier). Sources:
Bakeman & Quera 2011 (time windows); Watson 1979 (contingency); Singer & Willett 2003 (censoring, who is at risk).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from coder.model.answers import Outcome
from coder.model.cue_answer import (
    NEXT_CUE,
    ONSET,
    PHASE_END,
    UNCODABLE_TIME,
    Counted,
    CueAnswer,
    Cut,
    LinkRule,
    LinkTrain,
    Mark,
    Pairing,
    Watched,
)
from coder.model.spans import Span, union


@dataclass(frozen=True, slots=True)
class _Window:
    """A cue with its window; it holds answers up to ``last``, and was cut short there where ``cut`` says why."""

    cue: Mark
    opens: int
    closes: int
    last: int
    phase: str = ""
    cut: Cut | None = None
    lost: bool = False


def answer_cues(train: LinkTrain) -> list[CueAnswer]:
    """Return what became of each cue of a link, in order of the cues."""
    windows = _windows(train.cues, train.rule, train.watched)
    if train.rule.pairing is Pairing.NEAREST:
        found = _nearest(windows, train.responses)
    else:
        found = [_inside(window, train.responses) for window in windows]
    running = _in_progress(windows, train.responses, train.rule)
    used: set[Mark] = set()
    return [
        _answer(window, new, held, train.rule, used) for window, new, held in zip(windows, found, running, strict=True)
    ]


def _answer(window: _Window, new: Sequence[Mark], held: Sequence[Mark], rule: LinkRule, used: set[Mark]) -> CueAnswer:
    if window.lost:
        return CueAnswer(window.cue, Outcome.CENSORED, window.phase, 0, cut=window.cut)
    counted = [] if rule.new_onset_only else held
    responses = [one for one in (*counted, *new) if one not in used]
    if rule.pairing is not Pairing.ALL:
        responses = responses[:1]
    if responses:
        if rule.pairing is Pairing.ONE_TO_ONE:
            used.update(responses)
        first = responses[0]
        in_progress = first in counted
        latency = None if in_progress else first.ms - window.cue.ms
        return CueAnswer(
            window.cue,
            Outcome.ANSWERED,
            window.phase,
            latency or 0,
            tuple(responses),
            latency,
            in_progress,
            at_risk=not held,
        )
    if held and rule.new_onset_only:
        why = Cut.IN_PROGRESS
        return CueAnswer(window.cue, Outcome.CENSORED, window.phase, 0, cut=why, in_progress=True, at_risk=False)
    outcome = Outcome.UNANSWERED if window.cut is None else Outcome.CENSORED
    return CueAnswer(window.cue, outcome, window.phase, window.last - window.cue.ms, cut=window.cut)


def _windows(cues: Sequence[Mark], rule: LinkRule, watched: Watched) -> list[_Window]:
    instants = sorted({cue.ms for cue in cues if cue.seen}) if NEXT_CUE in rule.censor_at else []
    whole = union((one.onset_ms, one.offset_ms) for one in watched.stretches)
    return [_window(cue, rule, watched, instants, whole) for cue in cues]


def _window(cue: Mark, rule: LinkRule, watched: Watched, instants: Sequence[int], whole: Sequence[Span]) -> _Window:
    opens, closes = cue.ms + rule.from_ms, cue.ms + rule.to_ms
    stretch = next((one for one in watched.stretches if one.onset_ms <= cue.ms < one.offset_ms), None)
    if stretch is None or not cue.seen:
        phase = stretch.phase if stretch else ""
        why = Cut.CUE_NOT_SEEN if stretch else _why_outside(watched)
        return _Window(cue, opens, closes, cue.ms, phase, why, lost=True)
    cuts = [_end_of_time(cue, rule, stretch, whole, watched)]
    if UNCODABLE_TIME in rule.censor_at:
        cuts += _first_spell(cue, opens, watched.uncodable)
    if (at := bisect_right(instants, cue.ms)) < len(instants):
        cuts.append((instants[at], Cut.NEXT_CUE))
    last, why = min(cuts, key=lambda cut: cut[0])
    if last >= closes:
        return _Window(cue, opens, closes, closes, stretch.phase)
    return _Window(cue, opens, closes, last, stretch.phase, why)


def _why_outside(watched: Watched) -> Cut:
    return Cut.OUTSIDE_PHASES if any(one.phase for one in watched.stretches) else Cut.SESSION_END


def _end_of_time(
    cue: Mark, rule: LinkRule, stretch: Counted, whole: Sequence[Span], watched: Watched
) -> tuple[int, Cut]:
    """Return where the phase ends when that cuts, else where all that counts without a break does."""
    if stretch.phase and PHASE_END in rule.censor_at:
        return stretch.offset_ms, Cut.PHASE_END
    end_ms = whole[bisect_right(whole, cue.ms, key=lambda span: span[0]) - 1][1]
    return end_ms, _why_outside(watched)


def _first_spell(cue: Mark, opens: int, spells: Sequence[Span]) -> list[tuple[int, Cut]]:
    """Return when the first uncodable time begins that is not over before the window opens; at the cue at earliest."""
    at = bisect_right(spells, opens, key=lambda span: span[1])
    return [(max(cue.ms, spells[at][0]), Cut.UNCODABLE)] if at < len(spells) else []


def _inside(window: _Window, responses: Sequence[Mark]) -> list[Mark]:
    """Return the responses in a window, the first one first."""
    if window.lost:
        return []
    first = bisect_left(responses, window.opens, key=_instant)
    last = bisect_right(responses, window.last, key=_instant)
    return [one for one in responses[first:last] if one.seen and not _is_itself(window.cue, one)]


def _nearest(windows: Sequence[_Window], responses: Sequence[Mark]) -> list[list[Mark]]:
    """Give every response to the last cue in whose window it lies, and to others of the same instant."""
    found: list[list[Mark]] = [[] for _ in windows]
    opened = [window.opens for window in windows]
    for response in responses:
        at, given = bisect_right(opened, response.ms) - 1, None
        while response.seen and at >= 0 and given in (None, windows[at].cue.ms):
            window = windows[at]
            if not window.lost and response.ms > window.closes:
                break
            if not window.lost and response.ms <= window.last and not _is_itself(window.cue, response):
                found[at].append(response)
                given = window.cue.ms
            at -= 1
    return found


def _in_progress(windows: Sequence[_Window], responses: Sequence[Mark], rule: LinkRule) -> list[list[Mark]]:
    """Return for each window the responses that are in progress when it opens, in order; points and offsets never.

    Only the first of them where no other matters, for of states that were never ended all may be in progress.
    """
    every = not rule.new_onset_only and rule.pairing in (Pairing.ALL, Pairing.ONE_TO_ONE)
    lasting = [one for one in responses if one.edge == ONSET and one.offset_ms is not None]
    held: list[int] = []
    reached, found = 0, []
    for window in windows:
        while reached < len(lasting) and _is_begun(lasting[reached], window.opens):
            heappush(held, reached)
            reached += 1
        there = window.opens <= window.last and not window.lost
        found.append(_others(window, held, lasting, rule, every=every) if there else [])
    return found


def _others(window: _Window, held: list[int], lasting: Sequence[Mark], rule: LinkRule, *, every: bool) -> list[Mark]:
    """Return what of the held responses (their places, a heap) lasts beyond a window's opening, the cue's own not."""
    still, kept, found = window.opens - rule.just_after, list[int](), list[Mark]()
    while held and (every or not found):
        place = heappop(held)
        one = lasting[place]
        if (one.offset_ms or 0) > still:
            kept.append(place)
            if not window.cue.is_same_event(one):
                found.append(one)
    for place in kept:
        heappush(held, place)
    return found


def _is_begun(response: Mark, opens: int) -> bool:
    return response.ms < opens or (response.ms == opens and not response.seen)


def _is_itself(cue: Mark, response: Mark) -> bool:
    return cue.ms == response.ms and cue.edge == response.edge and cue.is_same_event(response)


def _instant(mark: Mark) -> int:
    return mark.ms
