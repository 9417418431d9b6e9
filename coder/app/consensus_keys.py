"""What keys mean while disagreements are decided: they come before codes and the player's keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coder.app.consensus import Review
from coder.model.consensus import Ruling
from coder.model.scheme import Code

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
        return chord in _BY_CHORD or self.find_code(chord) is not None or self._reason(chord) is not None

    def press(self, chord: str, at_ms: int) -> bool:
        """Do what a key means at the frame on the screen; tell whether it means anything here."""
        found, code, why = _BY_CHORD.get(chord), self.find_code(chord), self._reason(chord)
        if found is not None:
            found.run(self, at_ms)
        elif code is not None and self.review.current is not None:
            self.review.take(self.review.current.tier, code.id)
        elif why is not None:
            self.review.uncodable(why)
        else:
            return False
        return True

    def press_other(self, chord: str) -> bool:
        """Say of a key that codes on another tier that it decides nothing here; tell whether it is one."""
        workspace = self.review.workspace
        found = workspace.scheme.find_key(chord, workspace.pass_id)
        if found is not None:
            self.review.take(found[0].id, found[1].id)
        return found is not None

    def ask_reason(self) -> None:
        """Ask why it is decided so."""
        self._ask(REASON_SHEET)

    def code_keys(self) -> Iterator[tuple[str, Code]]:
        """Give the codes of the tier that is looked at with their keys; one that decides needs shift as well."""
        current = self.review.current
        for code in self.review.tier_of(current).codes if current is not None else ():
            yield _free(code.key), code

    def reason_keys(self) -> Iterator[tuple[str, str]]:
        """Give the reasons for which the tier can be uncodable with the keys that decide so."""
        for place, reason in enumerate(self.review.reasons()):
            yield _REASON_KEYS[place] if place < len(_REASON_KEYS) else "", reason

    def find_code(self, chord: str) -> Code | None:
        """Find the code of the tier looked at that a key decides for."""
        return next((code for key, code in self.code_keys() if key and key == chord), None)

    def _reason(self, chord: str) -> str | None:
        return next((reason for key, reason in self.reason_keys() if key and key == chord), None)


def _free(key: str) -> str:
    return f"shift+{key}" if key in _BY_CHORD and len(key) == 1 else key


KEYS = (
    DecidingKey("a", "accept {a}", lambda one, _: one.review.accept(Ruling.A)),
    DecidingKey("b", "accept {b}", lambda one, _: one.review.accept(Ruling.B)),
    DecidingKey("e", "change at this frame", lambda one, at_ms: one.review.edge(at_ms)),
    DecidingKey("0", "neither: nothing", lambda one, _: one.review.nothing()),
    DecidingKey("u", "uncodable", lambda one, _: one.review.uncodable()),
    DecidingKey("r", "reason…", lambda one, _: one.ask_reason()),
    DecidingKey("x", "undecided again", lambda one, _: one.review.reopen()),
    DecidingKey("n", "next", lambda one, _: one.review.go(1)),
    DecidingKey("p", "previous", lambda one, _: one.review.go(-1)),
    DecidingKey("enter", "play again", lambda one, _: one.review.play()),
)
"""Every key that decides, in the order of a legend."""
_REASON_KEYS = ("f2", "f3", "f4", "f5", "f6", "f7")
_BY_CHORD = {one.chord: one for one in KEYS}
