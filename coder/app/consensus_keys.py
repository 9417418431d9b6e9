"""What keys mean while disagreements are decided: they come before codes and the player's keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from coder.app.consensus import Review
from coder.app.consensus_choices import SIGNS, Choice, choices_of, is_typed
from coder.model.consensus import Dispute, Ruling

REASON_SHEET = "review_reason"
"""What the window shows to ask for the reason of a decision."""


@dataclass(frozen=True, slots=True)
class DecidingKey:
    """A key, what it does in words (``{a}`` and ``{b}`` are the coders), and what it does."""

    chord: str
    words: str
    run: Callable[["Deciding", int], object]


class Deciding:
    """The keys of a review; ``ask`` shows what a name asks for."""

    def __init__(self, review: Review, ask: Callable[[str], object]) -> None:
        self.review, self._ask = review, ask

    def takes(self, chord: str) -> bool:
        """Tell whether a key means something while disagreements are decided."""
        return self._act(chord, 0) is not None

    def press(self, chord: str, at_ms: int) -> bool:
        """Do what a key means at the frame on the screen; tell whether it means anything here."""
        act = self._act(chord, at_ms)
        if act is not None:
            act()
        return act is not None

    def _act(self, chord: str, at_ms: int) -> Callable[[], object] | None:
        sign = chord.removeprefix("num") if len(chord) == len("num0") else chord
        typing = self._typing(sign)
        if typing is not None:
            return typing
        choice = next((choice for key, choice in self.choice_keys() if key and key == sign), None)
        if choice is not None:
            return partial(self.choose, choice)
        found = _BY_CHORD.get(self._meant(sign))
        if found is not None:
            return partial(found.run, self, at_ms)
        why = self._reason(sign)
        return None if why is None else partial(self.review.uncodable, why)

    def _meant(self, sign: str) -> str:
        """Return which key is meant: where values have digits for keys, another one decides for no value."""
        one = self.review.current
        if one is None or not one.asked:
            return sign
        return {NO_VALUE_KEY: NOTHING_KEY, NOTHING_KEY: ""}.get(sign, sign)

    def _typing(self, sign: str) -> Callable[[], object] | None:
        """Return what a key means while a number is typed; None where it means nothing to that."""
        review, one = self.review, self.review.current
        if one is None or not is_typed(review.workspace.scheme, one):
            return None
        if sign in SIGNS:
            return partial(review.type, review.typed + sign)
        if not review.typed:
            return None
        ways: dict[str, Callable[[], object]] = {
            "enter": partial(review.give, review.typed),
            "backspace": partial(review.type, review.typed[:-1]),
            "escape": partial(review.type, ""),
        }
        return ways.get(sign)

    def press_other(self, chord: str) -> bool:
        """Say of a key that codes on another tier that it decides nothing here; tell whether it is one."""
        workspace = self.review.workspace
        found = workspace.scheme.find_key(chord, workspace.pass_id)
        one = self.review.current
        if found is not None and one is not None and one.asked:
            self.review.refuse(chord)
        elif found is not None:
            self.review.take(found[0].id, found[1].id)
        return found is not None

    def ask_reason(self) -> None:
        """Ask why it is decided so."""
        self._ask(REASON_SHEET)

    def legend(self) -> Iterator[DecidingKey]:
        """Give the keys that decide and go about, with what they do to what is looked at."""
        one = self.review.current
        for key in KEYS:
            words = _NAMED.get(key.chord, {}).get(kind_of(one), key.words)
            if key.chord == NOTHING_KEY and one is not None and one.asked:
                yield replace(key, chord=NO_VALUE_KEY, words=words)
            elif words:
                yield replace(key, words=words)

    def choice_keys(self) -> Iterator[tuple[str, Choice]]:
        """Give what may be decided instead, with its key; one whose key decides needs shift as well."""
        one = self.review.current
        for choice in () if one is None else choices_of(self.review.workspace.scheme, one):
            taken = _LETTERS if one is not None and one.asked else _LETTERS | {NOTHING_KEY}
            yield f"shift+{choice.key}" if choice.key in taken else choice.key, choice

    def choose(self, choice: Choice) -> bool:
        """Decide for a third code or value."""
        one = self.review.current
        if one is None:
            return False
        return self.review.give(choice.value) if one.asked else self.review.take(one.tier, choice.value)

    def reason_keys(self) -> Iterator[tuple[str, str]]:
        """Give the reasons for which the tier can be uncodable with the keys that decide so."""
        for place, reason in enumerate(self.review.reasons()):
            yield _REASON_KEYS[place] if place < len(_REASON_KEYS) else "", reason

    def _reason(self, chord: str) -> str | None:
        return next((reason for key, reason in self.reason_keys() if key and key == chord), None)


def kind_of(one: Dispute | None) -> str:
    """Return what is to be decided: a rating, an answer, when; empty for a code."""
    if one is None:
        return ""
    if one.is_rating:
        return "rating"
    return "answer" if one.asked else "when" if one.is_when else ""


KEYS = (
    DecidingKey("a", "accept {a}", lambda one, _: one.review.accept(Ruling.A)),
    DecidingKey("b", "accept {b}", lambda one, _: one.review.accept(Ruling.B)),
    DecidingKey("e", "change at this frame", lambda one, at_ms: one.review.edge(at_ms)),
    DecidingKey("0", "neither: nothing", lambda one, _: one.review.nothing()),
    DecidingKey("u", "uncodable", lambda one, _: one.review.uncodable()),
    DecidingKey("r", "reason…", lambda one, _: one.ask_reason()),
    DecidingKey("shift+enter", "the same for all shown", lambda one, _: one.review.same_for_all()),
    DecidingKey("x", "undecided again", lambda one, _: one.review.reopen()),
    DecidingKey("n", "next", lambda one, _: one.review.go(1)),
    DecidingKey("p", "previous", lambda one, _: one.review.go(-1)),
    DecidingKey("enter", "play again", lambda one, _: one.review.play()),
)
"""Every key that decides, in the order of a legend."""
_REASON_KEYS = ("f2", "f3", "f4", "f5", "f6", "f7")
_LETTERS = frozenset(one.chord for one in KEYS if len(one.chord) == 1 and one.chord.isalpha())
NOTHING_KEY, NO_VALUE_KEY = "0", "backspace"
"""What decides for nothing; where values have digits for keys, what decides for no value."""
_BY_CHORD = {one.chord: one for one in KEYS}
_NAMED = {
    "0": {"rating": "not rated", "answer": "no answer", "when": "one event"},
    "e": {"rating": "", "answer": "", "when": "at this frame"},
    "u": {"rating": "not ratable", "answer": "", "when": ""},
}
"""What some keys do where they differ on a value or an instant; empty where they do nothing."""
INSTEAD = {
    "": "Neither: another code",
    "rating": "Neither: another value",
    "answer": "Neither: another answer",
    "when": "Neither: another instant",
}
"""What stands over what may be decided instead, where they differ on a code, a value or an instant."""
