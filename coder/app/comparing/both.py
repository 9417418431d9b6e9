"""Two coders' observations of one session side by side, for their consensus: pieces of time, and where they differ.

The comparison is that of ``coder agreement``, tier by tier: the same codable time, pairs of points and disagreements.
Imports numpy: import this module lazily.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from coder.analysis.duration_tally import split_time
from coder.analysis.points import match_points
from coder.analysis.tracks import Spans, Track, intersect, make_spans, make_track, subtract
from coder.app.agreement_wish import How
from coder.app.comparing.methods import Pair, compare
from coder.editing.codable import phase_stretches
from coder.editing.consensus_answers import answers_of
from coder.editing.consensus_piece import UNCODED, Piece
from coder.editing.consensus_ratings import rating_disputes, rating_pieces
from coder.editing.consensus_whens import whens_of
from coder.editing.coverage import uncodable_spells
from coder.editing.occurrences import Occurrence, occurrences
from coder.model.agreement import Compared, Disagreement
from coder.model.consensus import NONE, Dispute
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import PHASE, UNCODABLE, Kind, Scheme, Tier

ONCE = How(draws=0)
"""One session's figures have no interval over sessions."""


@dataclass(frozen=True, slots=True)
class TierFound:
    """What two coders have on a tier: figures, pieces of codable time, and where they differ."""

    tier: Tier
    figures: tuple[Compared, ...]
    pieces: tuple[Piece, ...]
    disputes: tuple[Dispute, ...]


def compare_both(scheme: Scheme, pair: tuple[Observation, Observation], end_ms: int) -> list[TierFound]:
    """Compare two observations of one scheme on each tier of their pass, ratings last; no disagreement has an id."""
    names = tuple(one.identity.coder for one in pair)
    rows = tuple(_rows(occurrences(scheme, one, end_ms)) for one in pair)
    two = _Two(scheme, pair, end_ms, (names[0], names[1]), rows)
    found = [_compare(two, tier) for tier in judged(scheme, pair[0])]
    return [*found, *(_rated(two, tier) for tier in rated(scheme, pair[0]))]


def judged(scheme: Scheme, observation: Observation) -> list[Tier]:
    """Return the tiers that coders can differ on."""
    lanes = scheme.lanes_of_pass(observation.identity.pass_id)
    return [tier for tier in lanes if tier.kind is not Kind.RATING and tier.id not in (PHASE, UNCODABLE)]


def rated(scheme: Scheme, observation: Observation) -> list[Tier]:
    """Return the tiers that are rated."""
    return [tier for tier in scheme.lanes_of_pass(observation.identity.pass_id) if tier.rating is not None]


_Rows = dict[str, list[Occurrence]]


@dataclass(frozen=True, slots=True)
class _Two:
    scheme: Scheme
    pair: tuple[Observation, Observation]
    end_ms: int
    names: tuple[str, str]
    rows: tuple[_Rows, ...]


def _rows(found: list[Occurrence]) -> _Rows:
    rows: _Rows = {}
    for one in found:
        if one.source != "derived" and one.code.id:
            rows.setdefault(one.tier.id, []).append(one)
    return rows


def _compare(two: _Two, tier: Tier) -> TierFound:
    windows, codable = _times(two, tier)
    codes = {code.id: None for code in tier.codes}
    codes |= {one.code.id: None for rows in two.rows for one in rows.get(tier.id, [])}
    names = tuple(codes)
    tracks = tuple(_track(rows.get(tier.id, []), names) for rows in two.rows)
    whole = Pair(two.names, (tracks[0], tracks[1]), names, windows, codable)
    streams = [whole.exclusive()] if tier.exclusive else [whole.of_code(place) for place in range(len(names))]
    found = [_stream(two, tier, stream.cut()) for stream in streams]
    return TierFound(
        tier,
        tuple(chain.from_iterable(figures for figures, _, _ in found)),
        tuple(chain.from_iterable(pieces for _, pieces, _ in found)),
        tuple(sorted(chain.from_iterable(told for _, _, told in found), key=lambda one: (one.onset_ms, one.stream))),
    )


def _rated(two: _Two, tier: Tier) -> TierFound:
    phases = phases_of(two.pair, two.end_ms)
    pieces = tuple(rating_pieces(two.scheme, tier, two.pair, phases, two.end_ms))
    return TierFound(tier, (), pieces, tuple(rating_disputes(pieces)))


def _times(two: _Two, tier: Tier) -> tuple[Spans, Spans]:
    """Return the time that both had before them, and what of it both could judge."""
    phases = [phase_stretches(two.scheme, one, two.end_ms) for one in two.pair]
    windows = intersect(*(make_spans((span.onset_ms, span.offset_ms) for span in spans) for spans in phases))
    codable = windows
    for one in two.pair:
        codable = subtract(codable, make_spans(uncodable_spells(two.scheme, one, tier, 0, two.end_ms)))
    return windows, codable


def _track(rows: list[Occurrence], names: tuple[str, ...]) -> Track:
    onsets = [one.onset_ms for one in rows]
    offsets = [one.onset_ms if one.offset_ms is None else one.offset_ms for one in rows]
    return make_track(onsets, offsets, [names.index(one.code.id) for one in rows])


def _stream(two: _Two, tier: Tier, pair: Pair) -> tuple[list[Compared], list[Piece], list[Dispute]]:
    found = compare(pair, ONCE)
    pieces = [one for one in (*_states(two, tier, pair), *_points(two, tier, pair)) if one.codes != (NONE, NONE)]
    disputes = [_dispute(tier, pair.code, one) for one in found.disagreements]
    disputes += [one.dispute for one in whens_of(tier, pieces)]
    disputes += [one for _, one in answers_of(tier, pieces)]
    return found.figures, pieces, disputes


def _dispute(tier: Tier, stream: str, one: Disagreement) -> Dispute:
    return Dispute(0, tier.id, stream, one.onset_ms, one.offset_ms, one.code_a, one.code_b, one.type)


def _states(two: _Two, tier: Tier, pair: Pair) -> Iterator[Piece]:
    states = (pair.tracks[0].states(), pair.tracks[1].states())
    pieces = split_time(*states, pair.codable)
    defaults = [[one for one in rows.get(tier.id, []) if one.source == "default"] for rows in two.rows]
    columns = (pieces.onset, pieces.offset, pieces.first, pieces.second)
    for onset, offset, *there in zip(*(column.tolist() for column in columns), strict=True):
        codes = [NONE if at < 0 else pair.names[int(track.code[at])] for at, track in zip(there, states, strict=True)]
        said = [
            _covering(one, tier, code, onset) or _default_at(spells, code, onset)
            for one, spells, code in zip(two.pair, defaults, codes, strict=True)
        ]
        yield Piece(tier.id, pair.code, onset, offset, (codes[0], codes[1]), (said[0], said[1]))


def _points(two: _Two, tier: Tier, pair: Pair) -> Iterator[Piece]:
    points = (pair.tracks[0].points(), pair.tracks[1].points())
    one, other = match_points(*points, ONCE.tolerance_ms)
    paired = (one.tolist(), other.tolist())
    pairs: list[tuple[int, int]] = list(zip(*paired, strict=True))
    pairs += [(at, -1) for at in sorted(set(range(len(points[0]))).difference(paired[0]))]
    pairs += [(-1, at) for at in sorted(set(range(len(points[1]))).difference(paired[1]))]
    taken: Counter[tuple[int, str, int]] = Counter()
    for places in pairs:
        codes = [NONE if at < 0 else pair.names[int(track.code[at])] for at, track in zip(places, points, strict=True)]
        onsets = [-1 if at < 0 else int(track.onset[at]) for at, track in zip(places, points, strict=True)]
        said = []
        for side, (observation, code, onset) in enumerate(zip(two.pair, codes, onsets, strict=True)):
            said.append(_point_at(observation, tier, code, onset, taken[side, code, onset]))
            taken[side, code, onset] += 1
        onset = onsets[0] if onsets[0] >= 0 else onsets[1]
        yield Piece(tier.id, pair.code, onset, None, (codes[0], codes[1]), (said[0], said[1]))


def _covering(observation: Observation, tier: Tier, code: str, ms: int) -> Event | None:
    """Return the state that was coded there, the one that began last; None where nothing was, or by default."""
    found = [event for event in observation.code_lane(tier.id, code).covering(ms) if not event.point]
    return found[-1] if found else None


def _default_at(spells: list[Occurrence], code: str, ms: int) -> Event | None:
    """Return the computed default that holds there as an event that nobody coded."""
    place = bisect_right(spells, ms, key=lambda one: one.onset_ms) - 1
    if place < 0 or spells[place].code.id != code:
        return None
    one = spells[place]
    return Event(UNCODED, one.tier.id, code, one.onset_ms, one.offset_ms)


def _point_at(observation: Observation, tier: Tier, code: str, ms: int, number: int) -> Event | None:
    found = [event for event in observation.code_lane(tier.id, code).between(ms, ms + 1) if event.point]
    return found[min(number, len(found) - 1)] if found and ms >= 0 else None


def uncodable_of(pair: tuple[Observation, Observation], end_ms: int) -> list[Event]:
    """Return the uncodable time of both coders, every one of it ended."""
    both = chain.from_iterable(one.lane(UNCODABLE) for one in pair)
    return [replace(event, offset_ms=event.end_ms(end_ms)) for event in both]


def phases_of(pair: tuple[Observation, Observation], end_ms: int) -> list[Event]:
    """Return the phases as both coders have them: of each the time that is in both."""
    found = []
    for one in pair[0].lane(PHASE):
        for other in pair[1].code_lane(PHASE, one.code):
            onset = max(one.onset_ms, other.onset_ms)
            offset = min(one.end_ms(end_ms), other.end_ms(end_ms))
            if onset < offset:
                found.append(replace(one, onset_ms=onset, offset_ms=offset))
    return found
