"""Where regulation leads back to: the moments of a session that a mark of a chart rests on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from coder.model.answers import Outcome
from coder.model.moment import Moment, Moments
from coder.model.regulation import CueFound, Stay, Trains, Trajectory
from coder.model.time import format_time

_BECAME = {
    Outcome.ANSWERED: "answered",
    Outcome.UNANSWERED: "not answered",
    Outcome.CENSORED: "cannot be told",
}


def moments_around(trains: Sequence[Trains], low_ms: int, high_ms: int, words: str) -> Moments | None:
    """Return the cues with a response that begins in ``[low_ms, high_ms)`` after them; None where there are none."""
    return _some(words, [moment for one in trains for moment in _around(one, low_ms, high_ms)])


def _around(trains: Trains, low_ms: int, high_ms: int) -> Iterator[Moment]:
    begins = [onset for onset, _ in trains.codable]
    for cue in trains.cues:
        at = bisect_right(begins, cue) - 1
        if at < 0 or cue >= trains.codable[at][1]:
            continue
        onset, offset = trains.codable[at]
        if not (onset <= cue + low_ms and cue + high_ms <= offset):
            continue
        first, last = (bisect_left(trains.responses, cue + edge) for edge in (low_ms, high_ms))
        for response in trains.responses[first:last]:
            words = f"cue at {format_time(cue)}, response {apart_words(response - cue)}"
            yield Moment(trains.place.session_id, min(cue, response), words)


def moments_of_latency(trains: Sequence[Trains], ms: int, words: str) -> Moments | None:
    """Return the cues whose answer came after just so long; None where there are none."""
    found = [
        cue_moment(one, cue)
        for one in trains
        for cue in one.found
        if cue.response_ms is not None and cue.response_ms - cue.ms == ms
    ]
    return _some(words, found)


def moments_of_cues(trains: Sequence[Trains], words: str) -> Moments | None:
    """Return every cue with what became of it, the answered ones first; None where there are none."""
    every = [(cue.outcome is not Outcome.ANSWERED, cue_moment(one, cue)) for one in trains for cue in one.found]
    return _some(words, [moment for _, moment in sorted(every, key=lambda pair: pair[0])])


def moments_of_cell(trajectories: Sequence[Trajectory], cell: tuple[str, str], words: str) -> Moments | None:
    """Return the visits of a cell; None where there are none."""
    found = [
        _stay_moment(one.place.session_id, stay)
        for one in trajectories
        for run in one.runs
        for stay in run
        if (stay.first, stay.second) == cell
    ]
    return _some(words, found)


def cue_moment(trains: Trains, cue: CueFound) -> Moment:
    """Return a cue with what became of it."""
    became = _BECAME[cue.outcome]
    if cue.response_ms is not None:
        became = f"{became} {apart_words(cue.response_ms - cue.ms)}"
    return Moment(trains.place.session_id, cue.ms, f"cue at {format_time(cue.ms)}, {became}")


def apart_words(ms: int) -> str:
    """Say how long before or after the cue something is."""
    return f"{abs(ms) / 1000:.2f} s {'before it' if ms < 0 else 'after it'}"


def _stay_moment(session_id: str, stay: Stay) -> Moment:
    long = (stay.offset_ms - stay.onset_ms) / 1000
    return Moment(session_id, stay.onset_ms, f"from {format_time(stay.onset_ms)}, for {long:.2f} s")


def _some(words: str, places: Sequence[Moment]) -> Moments | None:
    return Moments(words, tuple(places)) if places else None
