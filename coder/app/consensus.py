"""The disagreement desk: where two coders differ, played one after the other, and what each decision makes of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from coder.app.consensus_choices import checked_value, choices_of
from coder.app.consensus_originals import Figure, Originals
from coder.app.consensus_words import decided_words, left_words, plain, tier_words, title_of
from coder.app.listeners import Listeners
from coder.app.notices import Notice, Severity
from coder.app.ports import Player
from coder.app.workspace import Workspace
from coder.editing.consensus import edge_parts
from coder.editing.consensus_whens import When, whens_of
from coder.editing.disputing import disputes_of, in_order, made_of, plan_beginning, plan_rulings
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.consensus import ALL, DISAGREEMENT, NONE, Dispute, Made, Part, Ruled, Ruling, Wanted
from coder.model.rating import NOT_RATABLE
from coder.model.scheme import Kind, Tier

COMPARE_AGAIN = "Compare again"
"""The button that takes over what coders changed since."""
SHORTEST_MS = 800
"""A shorter disagreement is played with what follows, so that it can be seen at all."""

_HOW_ELSE = "The keys on the left decide it: A or B, or another one."

POINT_REACH_MS = 2_000
"""How far from where a coder saw a point it may be put."""


class Review:
    """The disagreements of a consensus; ``changed`` is told whenever something else is to be shown.

    ``pre_roll_ms`` tells how much is played before each, ``typed`` is what has been typed towards a number.
    Decisions are changes of the workspace: undo takes them back.
    """

    def __init__(self, workspace: Workspace, originals: Originals, wanted: Wanted = ALL) -> None:
        self.workspace, self.originals = workspace, originals
        self.made: Made = made_of(workspace.observation) or originals.made
        self.wanted = wanted
        self.current: Dispute | None = None
        self.waiting_reason = self.typed = ""
        self._accepted: Ruling | None = None
        self.changed: Listeners[Review] = Listeners()
        self._player: Player | None = None
        self._pre_roll_ms: Callable[[], int] = lambda: 0
        self._read()
        workspace.changed.add(self._follow)

    def _read(self) -> None:
        found = in_order(self.workspace.scheme, disputes_of(self.workspace.observation))
        self.disputes: tuple[Dispute, ...] = tuple(found)
        self._by_id = {one.id: one for one in found}

    def serve(self, player: Player, pre_roll_ms: Callable[[], int]) -> None:
        """Play on this player from now on."""
        self._player, self._pre_roll_ms = player, pre_roll_ms

    # ------------------------------------------------------------------- what there is

    @property
    def pair(self) -> tuple[str, str]:
        """The two coders."""
        return self.made.pair

    def shows(self, folder: Path, pair: tuple[str, str], pass_id: str = "") -> bool:
        """Tell whether it is about these two coders of a session."""
        here = self.workspace.session.folder.resolve() == folder.resolve()
        return here and set(pair) == set(self.pair) and pass_id == self.workspace.pass_id

    @property
    def shown(self) -> tuple[Dispute, ...]:
        """The disagreements that are gone through: those that are wanted."""
        return self.wanted.of(self.disputes)

    @property
    def left(self) -> int:
        """How many of all are not decided yet."""
        return sum(one.open for one in self.disputes)

    @property
    def stale(self) -> tuple[str, ...]:
        """The coders whose observations have changed since the consensus was begun or compared again."""
        then, now = self.made, self.originals.made
        sides = ((then.a, now.a), (then.b, now.b))
        return tuple(old.coder for old, new in sides if old != new)

    def stale_notice(self) -> Notice | None:
        """Return what to say when an original has changed since; None where none has."""
        if not self.stale:
            return None
        words = f"{' and '.join(self.stale)} changed what was coded since this consensus was begun."
        hint = "Compare again to see where they differ now: what was decided stays where it still applies."
        return Notice(words, hint, Severity.WARNING, COMPARE_AGAIN, self.compare_again)

    def before(self) -> tuple[Figure, ...]:
        """Return how far the two coders agree, as they are now."""
        return self.originals.before

    def after(self) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
        """Return how far each of them agrees with the consensus as it is now."""
        return self.originals.after(self.workspace.observation)

    def tier_of(self, dispute: Dispute) -> Tier:
        """Return the tier of a disagreement."""
        return next(tier for tier in self.originals.ground.tiers if tier.id == dispute.tier)

    # ------------------------------------------------------------------- going about

    def begin(self) -> None:
        """Go to the first disagreement that is not decided, else to the first."""
        shown = self.shown
        self._go_to(next((one for one in shown if one.open), shown[0] if shown else None))

    def want(self, wanted: Wanted) -> None:
        """Go through other disagreements."""
        self.wanted = wanted
        if self.current is None or not wanted.has(self.current):
            self.begin()
        else:
            self._tell()

    def go(self, by: int) -> None:
        """Go to the next or previous disagreement; the first follows the last."""
        shown = self.shown
        if not shown:
            self._say("No disagreement is shown.", "Show all types and tiers.")
            return
        ids = [one.id for one in shown]
        place = ids.index(self.current.id) + by if self.current is not None and self.current.id in ids else 0
        self._go_to(shown[place % len(shown)])

    def go_to(self, dispute_id: int) -> None:
        """Go to a disagreement."""
        self._go_to(self._by_id.get(dispute_id))

    def go_to_rating(self) -> None:
        """Go to the first rating that is not decided, else to the first."""
        ratings = [one for one in self.shown if one.is_rating]
        if ratings:
            self._go_to(next((one for one in ratings if one.open), ratings[0]))
        else:
            self._say("No rating that differs is shown.", "Ratings are decided here where the two differ.")

    def play(self) -> None:
        """Play the disagreement over and over, with what comes before it."""
        one = self.current
        if one is not None and self._player is not None:
            until = one.onset_ms if one.offset_ms is None else one.offset_ms
            until = min(max(until, one.onset_ms + SHORTEST_MS), self.workspace.end_ms)
            self._player.loop(one.onset_ms, until, self._pre_roll_ms())

    def _go_to(self, one: Dispute | None) -> None:
        self.current, self.waiting_reason, self.typed = one, "", ""
        if one is not None:
            self.play()
        elif self._player is not None:
            self._player.end_loop()
            self._player.pause()
        self._tell()

    # ------------------------------------------------------------------- deciding

    def accept(self, ruling: Ruling) -> bool:
        """Let the first coder's (A) or the second one's (B) stand; tell whether it was decided."""
        self._accepted = ruling
        return self._decide(Ruled(ruling))

    def take(self, tier_id: str, code_id: str) -> bool:
        """Let a third code stand, or none; tell whether it was decided."""
        one = self._asked()
        if one is None:
            return False
        if tier_id != one.tier:
            words = f"{code_id.replace('_', ' ')} is no code of {one.tier.replace('_', ' ')}."
            self._say(words, "Only a code of the tier that they differ on can be decided.")
            return False
        if one.asked or one.is_when:
            self._say(f"Both have {plain(one.stream or one.code_a)} here.", _HOW_ELSE)
            return False
        return self._decide(Ruled(Ruling.THIRD, (Part(one.onset_ms, one.offset_ms, code_id),)))

    def nothing(self) -> bool:
        """Decide that nothing was there; of a value, that none is given; of two events, that it is one."""
        one = self._asked()
        if one is None:
            return False
        if one.asked:
            return self._decide(Ruled(Ruling.THIRD, (Part(one.onset_ms, one.offset_ms, ""),)))
        if one.is_when:
            if self.tier_of(one).kind is Kind.POINT:
                self._say(f"Both saw {plain(one.code_a)}.", "Only when it was is to be decided: A, B, or E at a frame.")
                return False
            return self._decide(Ruled(Ruling.THIRD, (Part(one.onset_ms, one.offset_ms, NONE),)))
        return self.take(one.tier, NONE)

    def give(self, value: str) -> bool:
        """Let a third value stand, of a rating or an answer; tell whether it was decided."""
        one = self._asked()
        if one is None:
            return False
        try:
            value = checked_value(self.workspace.scheme, one, value)
        except CoderError as error:
            self._say(error.message, error.hint)
            return False
        return self._decide(Ruled(Ruling.THIRD, (Part(one.onset_ms, one.offset_ms, value),)))

    def refuse(self, chord: str) -> None:
        """Say of a key that codes elsewhere that it is no value."""
        if self.current is not None:
            known = ", ".join(choice.key.upper() for choice in choices_of(self.workspace.scheme, self.current))
            hint = f"Its keys are {known}." if known else "A and B accept one of the two."
            self._say(f"{chord} is no value of {tier_words(self.current)}.", hint)

    def type(self, typed: str) -> None:
        """Take what has been typed towards a number."""
        self.typed = typed
        self._tell()

    def edge(self, at_ms: int) -> bool:
        """Decide that what they see at different instants was at this one."""
        one = self._asked()
        if one is None:
            return False
        if one.asked:
            self._say(f"{tier_words(one).capitalize()} has no boundary.", _HOW_ELSE)
            return False
        if one.is_when:
            return self._put(one, at_ms)
        if one.is_point:
            if abs(at_ms - one.onset_ms) > POINT_REACH_MS:
                reach = POINT_REACH_MS // 1000
                self._say(f"That frame is more than {reach} s away.", "Go to a frame nearer to the disagreement.")
                return False
            code = one.code_a if one.code_a != NONE else one.code_b
            return self._decide(Ruled(Ruling.THIRD, (Part(at_ms, None, code),)))
        piece = self.originals.ground.piece(one)
        parts = () if piece is None else edge_parts(piece, at_ms)
        if not parts:
            self._say("That frame is not inside the disagreement.", "Go to a frame between its onset and its offset.")
            return False
        return self._decide(Ruled(Ruling.THIRD, parts))

    def _put(self, one: Dispute, at_ms: int) -> bool:
        """Decide when it was, of what both have at different instants."""
        tier = self.tier_of(one)
        found = next((each for each in self._whens(tier) if each.dispute.key == one.key), None)
        span = (one.onset_ms, one.onset_ms if one.offset_ms is None else one.offset_ms)
        if tier.kind is Kind.POINT:
            first, last = span[0] - POINT_REACH_MS, span[1] + POINT_REACH_MS
        else:
            first, last = (1, 0) if found is None else found.reach
        if not first <= at_ms <= last:
            self._say("That frame is too far away.", "Go to a frame nearer to where the two have it.")
            return False
        return self._decide(Ruled(Ruling.THIRD, (Part(at_ms, None, one.code_a),)))

    def _whens(self, tier: Tier) -> Iterator[When]:
        return whens_of(tier, self.originals.ground.pieces.get(tier.id, ()))

    def reasons(self) -> tuple[str, ...]:
        """Return for which reasons the tier can be uncodable, the first being taken; none where the scheme has none."""
        uncodable = self.workspace.scheme.uncodable
        one = self.current
        if uncodable is None or one is None or one.asked or one.is_when:
            return ()
        known = [option.id for option in uncodable.reasons]
        return tuple(why for why in known or [""] if uncodable.blocks_tier(why, one.tier))

    def uncodable(self, why: str | None = None) -> bool:
        """Decide that it cannot be judged, for a reason of the scheme (else the first that blocks the tier)."""
        one = self._asked()
        if one is None:
            return False
        if one.is_rating:
            return self.give(NOT_RATABLE)
        if one.asked or one.is_when:
            self._say(f"Both have {plain(one.stream or one.code_a)} here: it could be judged.", _HOW_ELSE)
            return False
        known = self.reasons()
        if not known or (why is not None and why not in known):
            what = one.tier.replace("_", " ")
            self._say(f"The scheme has no reason for which {what} is uncodable.", "Decide for a coder, or for none.")
            return False
        frames = self.workspace.frames
        end_ms = one.offset_ms
        if end_ms is None:
            end_ms = max(frames.time_ms(min(frames.at(one.onset_ms) + 1, len(frames) - 1)), one.onset_ms + 1)
        part = Part(one.onset_ms, end_ms, NONE)
        return self._decide(Ruled(Ruling.UNCODABLE, (part,), known[0] if why is None else why))

    def reopen(self) -> bool:
        """Decide nothing after all."""
        one = self._asked()
        return one is not None and self._rule({one.id: Ruled()}, title_of(one, Ruled(), self.pair))

    def give_reason(self, text: str) -> None:
        """Say why it is decided so: with the decision that comes, or of the one that there is."""
        one, said = self._asked(), " ".join(text.split())
        if one is None:
            return
        if one.open:
            self.waiting_reason = said
            self._tell()
        else:
            ruled = replace(one.ruled, reason=said)
            self._rule({one.id: ruled}, title_of(one, ruled, self.pair))

    def accept_all(self, ruling: Ruling, wanted: Wanted = ALL, reason: str = "") -> int:
        """Let one coder stand wherever nothing is decided yet; return how many that decides."""
        todo = [one for one in wanted.of(self.disputes) if one.open]
        who = self.pair[0] if ruling is Ruling.A else self.pair[1]
        title = f"Accept {who} in {len(todo)} disagreements{f': {reason}' if reason else ''}"
        if todo:
            self._rule({one.id: Ruled(ruling, reason=reason) for one in todo}, title)
        return len(todo)

    def same_for_all(self) -> None:
        """Let the coder who was accepted last stand in all that is shown and not decided."""
        if self._accepted is None:
            self._say(
                "Nobody was accepted yet.", "Accept one of the two here first; then the same in all that are shown."
            )
            return
        count = self.accept_all(self._accepted, self.wanted, self.waiting_reason)
        self._go_to(next((one for one in self.shown if one.open), self.current))
        who = self.pair[0] if self._accepted is Ruling.A else self.pair[1]
        self._say(f"Accepted {who} in {count} disagreements.", left_words(self.left), Severity.DONE)

    def compare_again(self) -> None:
        """Take over what the coders changed since: what was decided stays where it still applies."""
        title = f"Compare {self.pair[0]} and {self.pair[1]} again"
        change = plan_beginning(self.workspace.observation, self.originals.ground, self.originals.made, title)
        if self.workspace.carry(change):
            self._say(f"Compared again: {left_words(self.left)}", "", Severity.DONE)

    def _asked(self) -> Dispute | None:
        if self.current is None:
            self._say("No disagreement is looked at.", "Go to the next one first.")
        return self.current

    def _decide(self, ruled: Ruled) -> bool:
        one = self._asked()
        if one is None:
            return False
        ruled, self.typed = replace(one.owned(ruled), reason=self.waiting_reason or one.ruled.reason), ""
        if ruled == one.ruled:
            self._say("That is decided already.", "Go on to the next one.", Severity.NEWS)
            return False
        if not self._rule({one.id: ruled}, title_of(one, ruled, self.pair)):
            return False
        self._say(decided_words(one, ruled, self.pair), left_words(self.left), Severity.DONE)
        self._go_on(one)
        return True

    def _rule(self, ruled: Mapping[int, Ruled], title: str) -> bool:
        change = plan_rulings(self.workspace.observation, self.originals.ground, ruled, title)
        return self.workspace.carry(change)

    def _go_on(self, one: Dispute) -> None:
        """Go to the next that is not decided; stay on the last."""
        shown = self.shown
        ids = [other.id for other in shown]
        place = ids.index(one.id) if one.id in ids else -1
        rest = [*shown[place + 1 :], *shown[: max(place, 0)]]
        following = next((other for other in rest if other.open), None)
        if following is not None:
            self._go_to(following)

    def _follow(self, change: Change) -> None:
        marks = [event for event in change.come if event.tier == DISAGREEMENT]
        if not marks and not any(event.tier == DISAGREEMENT for event in change.gone):
            return
        self._read()
        self.made = made_of(self.workspace.observation) or self.made
        undone = [self._by_id[event.id] for event in marks if event.id in self._by_id]
        self.current = self._by_id.get(self.current.id) if self.current is not None else None
        if len(undone) == 1 and (self.current is None or undone[0].id != self.current.id):
            self._go_to(undone[0])
        elif self.current is None:
            self.begin()
        else:
            self._tell()

    def _say(self, words: str, hint: str = "", severity: Severity = Severity.WARNING) -> None:
        self.workspace.noticed.tell(Notice(words, hint, severity))

    def _tell(self) -> None:
        self.changed.tell(self)
