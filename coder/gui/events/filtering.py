"""Which events a few words ask for: ``gaze``, ``tier:gaze code:away``, ``is:running``, ``"off camera"``."""

import re

from coder.gui.events.columns import Column, RowWords
from coder.model.event import Event

_WORD = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
_COLUMNS = {
    "actor": Column.ACTOR,
    "tier": Column.TIER,
    "code": Column.CODE,
    "modifier": Column.MODIFIERS,
    "comment": Column.COMMENT,
}
_STATES = ("running", "open")
HELP = (
    "Words that all have to be found in actor, tier, code, modifiers or comment.\n"
    'actor:infant  tier:gaze  code:away  modifier:stroke  comment:"look again"\n'
    "phase:still – begins in that phase      phase:outside – begins in none\n"
    "is:running – not ended yet      is:open – a modifier is waiting"
)

_Kind = tuple[str, str, tuple[tuple[str, str], ...], str]


class EventFilter:
    """All of the words have to be found. Events that read the same are judged once."""

    def __init__(self, text: str, words: RowWords) -> None:
        self._words, self.text = words, text
        asked = [(field.casefold(), (quoted or bare).casefold()) for field, quoted, bare in _WORD.findall(text)]
        self._states = frozenset(word for field, word in asked if field == "is" and word in _STATES)
        self._phases = tuple(word for field, word in asked if field == "phase" and word)
        apart = [("phase", word) for word in self._phases] + [("is", word) for word in _STATES]
        found = [(field, word) for field, word in asked if word and (field, word) not in apart]
        self._wanted = [
            (_COLUMNS.get(field), word if field in _COLUMNS or not field else f"{field}:{word}")
            for field, word in found
        ]
        self._judged: dict[_Kind, bool] = {}

    def __bool__(self) -> bool:
        return bool(self._wanted or self._states or self._phases)

    @property
    def asks_for_phases(self) -> bool:
        """Tell whether it depends on the phases which events it lets through."""
        return bool(self._phases)

    def accepts(self, event: Event) -> bool:
        """Tell whether an event is asked for."""
        if self._states and not self._is_in_state(event):
            return False
        if not all(word in self._words.phase(event).casefold() for word in self._phases):
            return False
        if not self._wanted:
            return True
        kind = (event.tier, event.code, event.modifiers, event.comment)
        judged = self._judged.get(kind)
        if judged is None:
            judged = self._judged[kind] = self._reads(event)
        return judged

    def _is_in_state(self, event: Event) -> bool:
        if "running" in self._states and not event.running:
            return False
        return "open" not in self._states or bool(self._words.open_question(event))

    def _reads(self, event: Event) -> bool:
        texts = {column: self._text(event, column) for column in _COLUMNS.values()}
        everything = "\n".join(texts.values())
        return all(word in (everything if column is None else texts[column]) for column, word in self._wanted)

    def _text(self, event: Event, column: Column) -> str:
        ids = {Column.TIER: f" {event.tier}", Column.CODE: f" {event.code}"}
        return (self._words.text(event, column) + ids.get(column, "")).casefold()
