"""What the columns say of an event, and by what they sort it; nothing is written before it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from coder.app.rating_words import value_words
from coder.editing.answers import unanswered
from coder.editing.pointing_out import is_short
from coder.gui.timeline.code_colors import actor_color
from coder.gui.timeline.rows import initials_of
from coder.gui.words import answer_words, code_words, modifier_words, plain_words, tier_words
from coder.model.event import Event
from coder.model.rating import RATED_PHASE, VALUE
from coder.model.scheme import PHASE, Code, Scheme, Tier
from coder.model.time import format_seconds, format_short_time

SortKey = tuple[str, int, int, int]
"""Words or a number, then onset and id, so that no two events are equal."""
RUNNING = "running"
OUTSIDE = "outside the phases"
_LAST = 1 << 62


class Column(IntEnum):
    """The columns, in their order."""

    ONSET = 0
    ACTOR = 1
    TIER = 2
    CODE = 3
    MODIFIERS = 4
    DURATION = 5
    OFFSET = 6
    COMMENT = 7
    PHASE = 8


@dataclass(frozen=True, slots=True)
class Kin:
    """What all events of one code share: its words, its key and its actor's colour."""

    actor: str
    initial: str
    tier: str
    code: str
    key: str
    color: str
    definition: Code | None
    lane: Tier | None


PhaseAt = Callable[[int], str]
"""Tells in words which phase an instant (ms) lies in."""


def _no_phase(_ms: int) -> str:
    return ""


class RowWords:
    """The words of a scheme's events; what events of one code share is looked up once."""

    def __init__(self, scheme: Scheme, phase_at: PhaseAt = _no_phase) -> None:
        self._scheme, self._phase_at = scheme, phase_at
        self._initials = initials_of(scheme.actors)
        self._kin: dict[tuple[str, str], Kin] = {}

    def kin(self, event: Event) -> Kin:
        """Return what the event shares with all of its code."""
        known = self._kin.get((event.tier, event.code))
        return known if known is not None else self._meet(event)

    def _meet(self, event: Event) -> Kin:
        lane, code = self._scheme.tier(event.tier), self._scheme.code(event.tier, event.code)
        actor_id = lane.actor if lane else ""
        kin = Kin(
            actor=plain_words(actor_id),
            initial=self._initials.get(actor_id, ""),
            tier=tier_words(lane, event.tier),
            code=code_words(code, event.code),
            key=code.key if code else "",
            color=actor_color(self._scheme, actor_id),
            definition=code,
            lane=lane,
        )
        self._kin[event.tier, event.code] = kin
        return kin

    def text(self, event: Event, column: int) -> str:
        """Return what a column says of the event."""
        match column:
            case Column.ONSET:
                return format_short_time(event.onset_ms)
            case Column.OFFSET:
                return "" if event.offset_ms is None else format_short_time(event.offset_ms)
            case Column.DURATION:
                return _duration(event)
            case Column.ACTOR:
                return self.kin(event).actor
            case Column.TIER:
                return self.kin(event).tier
            case Column.CODE:
                return self.kin(event).code
            case Column.MODIFIERS:
                return self._said(event)
            case Column.PHASE:
                return self.phase(event)
            case _:
                return event.comment

    def _said(self, event: Event) -> str:
        """Return the answers to an event's modifiers; of a rating what was rated, and of which phase."""
        kin = self.kin(event)
        item = kin.lane.rating.item(event.code) if kin.lane is not None and kin.lane.rating is not None else None
        value = event.modifier(VALUE)
        if item is None or value is None:
            whom = plain_words(event.target) if kin.definition and len(kin.definition.target) > 1 else ""
            answers = answer_words(event, kin.definition)
            return ", ".join(words for words in (f"to {whom}" if whom else "", answers) if words)
        return " · ".join(words for words in (value_words(item, value), event.modifier(RATED_PHASE)) if words)

    def phase(self, event: Event) -> str:
        """Return the phase an event begins in; nothing for a phase itself."""
        return "" if event.tier == PHASE else self._phase_at(event.onset_ms)

    def open_question(self, event: Event) -> str:
        """Return the first required modifier that should be answered by now, as "form?", else "short?", or nothing."""
        code = self.kin(event).definition
        asked = next(unanswered(code, event), None) if code else None
        if asked is None:
            return "short?" if is_short(self.kin(event).lane, event) else ""
        return f"{modifier_words(asked)}?"

    def sentence(self, event: Event) -> str:
        """Return the whole row as a screen reader says it."""
        kin = self.kin(event)
        parts = [format_short_time(event.onset_ms), f"{kin.actor} {kin.tier}: {kin.code}"]
        parts += [self._said(event), self.open_question(event), _duration(event), event.comment]
        phase = self.phase(event)
        parts += [phase if phase in ("", OUTSIDE) else f"in {phase}"]
        return ", ".join(part for part in parts if part)

    def sort_key(self, event: Event, column: int) -> SortKey:
        """Return what the event is sorted by in a column."""
        match column:
            case Column.ONSET | Column.PHASE:  # phases follow one another
                return ("", 0, event.onset_ms, event.id)
            case Column.OFFSET:
                return ("", _end(event), event.onset_ms, event.id)
            case Column.DURATION:
                return ("", _end(event) - event.onset_ms, event.onset_ms, event.id)
            case _:
                return (self.text(event, column).casefold(), 0, event.onset_ms, event.id)


def _end(event: Event) -> int:
    if event.point:
        return event.onset_ms
    return _LAST if event.offset_ms is None else event.offset_ms


def _duration(event: Event) -> str:
    if event.point:
        return ""
    return RUNNING if event.offset_ms is None else format_seconds(event.offset_ms - event.onset_ms)
