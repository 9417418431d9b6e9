"""The observations of a BORIS project: states paired as BORIS pairs them, times counted from the first medium on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coder.errors import CoderError
from coder.formats.boris.lanes import Behaviour, Lane, read_behaviours, sort_lanes, text
from coder.formats.boris.media import Film, read_film
from coder.formats.boris.project import read_project
from coder.formats.boris.scheme import build_scheme, read_subjects
from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignObservation, ForeignSession, Tally
from coder.model.foreign_scheme import ForeignCode, ForeignModifier, Losses
from coder.model.scheme import Kind, ModifierType

_UNLISTED = "unlisted"
_NOT_CHOSEN = ("", "None")
_IMAGES = "IMAGES"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of an observation: a point, or an edge of a state."""

    ms: int
    subject: str
    code: str
    modifiers: str
    comment: str


def read_log(content: bytes, name: str) -> ForeignLog:
    """Read every observation of a project; raise CoderError when there is none."""
    project, losses = read_project(content, name), Losses()
    found = project.get("observations")
    entries = {str(key): entry for key, entry in found.items() if isinstance(entry, dict)} if found else {}
    if not entries:
        raise CoderError(f"{name} has no observations.", "To take its behaviours alone, use coder scheme import.")
    rows = {key: _Rows(entry) for key, entry in entries.items()}
    used = list(dict.fromkeys((row.subject, row.code) for one in rows.values() for row in one.rows))
    lanes = _lanes(project, [code for _, code in used], losses)
    subjects = read_subjects(project, losses)
    subjects += [subject for subject, _ in used if subject and subject not in subjects]
    nobody = [""] if any(not subject for subject, _ in used) and subjects else []
    scheme = build_scheme(project, lanes, [*subjects, *nobody], losses, name)
    reading = _Reading({behaviour.code.name: (lane, behaviour) for lane in lanes for behaviour in lane.inside})
    return ForeignLog(scheme, tuple(reading.session(key, entry, rows[key]) for key, entry in entries.items()))


def _lanes(project: Mapping[str, Any], used: Sequence[str], losses: Losses) -> list[Lane]:
    behaviours = list(read_behaviours(project["behaviors_conf"], losses))
    known = {behaviour.code.name for behaviour in behaviours}
    for code in dict.fromkeys(used):
        if code not in known:
            losses.guessed(f"Behaviour “{code}” is not among the project's behaviours; it is taken for a point.")
            behaviours.append(Behaviour(ForeignCode(code), Kind.POINT, _UNLISTED, frozenset()))
    return sort_lanes(behaviours)


class _Rows:
    """The lines of one observation that can be read, in order of time, and what is told of the others."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.tally = Tally()
        self.images = entry.get("type") == _IMAGES
        events = entry.get("events")
        given = events if isinstance(events, list) else []
        self.film, self.count = read_film(entry), len(given)
        self.rows = sorted(self._read(given), key=lambda row: row.ms)

    def _read(self, given: Sequence[object]) -> Iterator[_Row]:
        for line in given:
            ms = self._ms(line)
            if ms is None or not isinstance(line, list) or not text(line[2]):
                self.tally.dropped("Lines that cannot be read", line)
                continue
            words = [str(part) if part is not None else "" for part in line[1:5]]
            subject, code, modifiers, comment = (*words, "", "", "")[:4]
            yield _Row(ms, subject.strip(), code.strip(), modifiers.strip(), self._comment(comment, line))

    def _ms(self, line: object) -> int | None:
        if not isinstance(line, list) or len(line) < 3:
            return None
        try:
            seconds = float(line[0])
        except (TypeError, ValueError):
            seconds = math.nan
        if math.isfinite(seconds) and abs(seconds) < 1e11:
            return self.film.media_ms(seconds)
        number = line[5] if len(line) > 5 else None
        if self.images and isinstance(number, int) and 0 <= number < 10_000_000:
            self.tally.guessed("Pictures without a time; each counts as one second", f"picture {number}")
            return number * 1000
        return None

    def _comment(self, comment: str, line: list[Any]) -> str:
        picture = str(line[6]).replace("\\", "/").rpartition("/")[2] if self.images and len(line) > 6 else ""
        if len(line) > 5 and not self.images and line[5] not in (None, "", "NA"):
            self.tally.dropped("Frame numbers beside the times; frames are found again in the video")
        return " / ".join(filter(None, (comment.strip(), picture)))


@dataclass
class _Reading:
    """The observations on their way to sessions; behaviours by name, with the lane of each."""

    behaviours: Mapping[str, tuple[Lane, Behaviour]]

    def session(self, name: str, entry: Mapping[str, Any], rows: _Rows) -> ForeignSession:
        """Build the session of one observation."""
        pairing = _Pairing(self.behaviours, rows.tally)
        for row in rows.rows:
            pairing.take(row)
        pairing.end()
        film, losses = rows.film, Losses(list(rows.tally.losses()))
        _tell(entry, film, losses)
        return ForeignSession(
            name,
            (ForeignObservation(tuple(pairing.events), counted=rows.count),),
            film.media,
            film.length_ms,
            film.frames_per_s,
            film.clock_offset_ms,
            losses=tuple(losses.found),
        )


@dataclass
class _Pairing:
    """Pairs the edges of states by subject, behaviour and modifiers, as BORIS does; points pass."""

    behaviours: Mapping[str, tuple[Lane, Behaviour]]
    tally: Tally
    events: list[ForeignEvent] = field(default_factory=list)
    _running: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def take(self, row: _Row) -> None:
        """Take the next line."""
        lane, behaviour = self.behaviours[row.code]
        if lane.kind is Kind.POINT:
            self.events.append(self._event(row, lane, behaviour, point=True))
            return
        key = (row.subject, row.code, row.modifiers)
        place = self._running.pop(key, None)
        if place is None:
            self._running[key] = len(self.events)
            self.events.append(self._event(row, lane, behaviour, point=False))
        else:
            self._close(place, row)

    def _close(self, place: int, row: _Row) -> None:
        begun = self.events[place]
        comment = " / ".join(dict.fromkeys(filter(None, (begun.comment, row.comment))))
        self.events[place] = ForeignEvent(
            begun.tier, begun.code, begun.onset_ms, row.ms, False, begun.modifiers, "", comment
        )

    def end(self) -> None:
        """Tell which states nobody ended."""
        for place in self._running.values():
            self.tally.changed(
                "States that were never ended; they run on until another takes their place", self.events[place]
            )

    def _event(self, row: _Row, lane: Lane, behaviour: Behaviour, *, point: bool) -> ForeignEvent:
        modifiers = tuple(self._modifiers(row, behaviour))
        return ForeignEvent(lane.tier_of(row.subject), row.code, row.ms, None, point, modifiers, "", row.comment)

    def _modifiers(self, row: _Row, behaviour: Behaviour) -> Iterator[tuple[str, str]]:
        sets = behaviour.code.modifiers
        for number, words in enumerate(row.modifiers.split("|") if row.modifiers else ()):
            if words.strip() in _NOT_CHOSEN:
                continue
            known = sets[number] if number < len(sets) else ForeignModifier(f"modifier {number + 1}")
            yield known.name, _answer(words.strip(), known)


def _answer(words: str, modifier: ForeignModifier) -> str:
    if modifier.type is not ModifierType.CHOICES:
        return words
    return "+".join(part.strip().replace("+", "/") for part in words.split(",") if part.strip())


def _tell(entry: Mapping[str, Any], film: Film, losses: Losses) -> None:
    """Say what the observation has beside its events."""
    if text(entry.get("description")):
        losses.dropped(f"The description: “{text(entry.get('description'))}”")
    if text(entry.get("date")):
        losses.dropped(f"When it was observed: {text(entry.get('date'))}. A session has no date.")
    variables = entry.get("independent_variables")
    found = variables.items() if isinstance(variables, dict) else ()
    given = {key: str(value) for key, value in found if value not in ("", None)}
    if given:
        said = ", ".join(f"{key}: {value}" for key, value in given.items())
        losses.dropped(f"The independent variables: {said}.")
    interval = entry.get("observation time interval")
    if isinstance(interval, list) and any(interval):
        losses.dropped(f"The interval of the observation, {interval[0]} to {interval[-1]} s.")
    for what in film.told:
        losses.changed(what)
