"""How long after each cue the response began: answered, unanswered, or censored.

Waiting begins at the cue's onset c and ends with the first response that begins in (c, c + w]. It is cut short at the
next cue (later than c), at the end of the codable stretch, or where the window ends; a response at that very instant
counts. *Unanswered*: all of the window was seen and nothing came. *Censored*: it was cut short before; a cue in
uncodable time, or while the response is already in progress, was never waited for and is censored at its onset.
Latencies that were cut short go into a Kaplan–Meier curve; the mean of completed ones alone is too short.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from coder.model.answers import Answer, Outcome
from coder.model.spans import Span, index_at
from coder.model.survival import Waiting


@dataclass(frozen=True, slots=True)
class Waits:
    """How cues are waited on: the window's length, and whether the next cue cuts it short."""

    window_ms: int
    until_next_cue: bool = True


def answers(
    cues: Sequence[int], responses: Sequence[int], held: Sequence[Span], codable: Sequence[Span], how: Waits
) -> list[Answer]:
    """Return what became of each cue, in order of onset.

    ``cues``, ``responses``: onsets in ms, in order; ``held``: when the response is in progress, ``codable``: when both
    could be judged, each in order and apart. Raises ValueError for a window without length.
    """
    if how.window_ms <= 0:
        raise ValueError("a window has some length")
    return [_answer(cue, cues, responses, held, codable, how) for cue in cues]


def _answer(
    cue: int, cues: Sequence[int], responses: Sequence[int], held: Sequence[Span], codable: Sequence[Span], how: Waits
) -> Answer:
    stretch = index_at(codable, cue)
    running = index_at(held, cue)
    if stretch is None or (running is not None and held[running][0] < cue):
        return Answer(cue, Outcome.CENSORED, censored_at_ms=cue)
    seen = end = min(cue + how.window_ms, codable[stretch][1])
    following = bisect_right(cues, cue)
    if how.until_next_cue and following < len(cues):
        end = min(end, cues[following])
    at = bisect_right(responses, cue)
    if at < len(responses) and responses[at] <= end:
        return Answer(cue, Outcome.ANSWERED, responses[at] - cue, response=at)
    whole = end == seen == cue + how.window_ms
    return Answer(cue, Outcome.UNANSWERED if whole else Outcome.CENSORED, censored_at_ms=end)


def waits_of(found: Sequence[Answer]) -> list[Waiting]:
    """Return how long each cue was waited for; those never waited for are left out."""
    waits = []
    for one in found:
        if one.latency_ms is not None:
            waits.append(Waiting(one.latency_ms, came=True))
        elif one.censored_at_ms is not None and one.censored_at_ms > one.cue_ms:
            waits.append(Waiting(one.censored_at_ms - one.cue_ms, came=False))
    return waits
