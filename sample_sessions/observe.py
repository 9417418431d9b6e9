"""Make two coders' observations of the sample sessions: ``python sample_sessions/observe.py [SESSION…]``.

Each coder sees the truth of ``truth.csv`` with a person's faults, the same ones at every run, and codes it by the
very keys that a person presses: what is written is a real observation with a real change log.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from coder.app.desk import Desk
from coder.app.keymap import build_keymap
from coder.app.open_session import Opened, open_session
from coder.app.ports import NoView
from coder.app.scripted_player import ScriptedPlayer
from coder.model.change import Change
from coder.model.scheme import PHASE, REASON, UNCODABLE, Modifier, Tier
from coder.store.phase_file import PHASE_FILE

_HERE = Path(__file__).parent
_NEVER_MISSED = (PHASE, UNCODABLE)
_FRAME_S = 0.04


@dataclass(frozen=True, slots=True)
class Manner:
    """How a coder departs from the truth: seconds, and shares of events and of answers."""

    seed: int
    lag_s: float
    spread_s: float
    missed: float
    one_off: float


MANNERS = {
    "ana": Manner(seed=1, lag_s=0.0, spread_s=0.12, missed=0.03, one_off=0.02),
    "ben": Manner(seed=2, lag_s=0.06, spread_s=0.12, missed=0.03, one_off=0.06),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One act of the truth, as a coder saw it."""

    number: int
    tier: str
    code: str
    onset_s: float
    offset_s: float | None
    modifiers: dict[str, str]


def main() -> None:
    """Observe the sessions that are named, or all of them."""
    parser = argparse.ArgumentParser(description="Make two coders' observations of the sample sessions.")
    parser.add_argument("sessions", nargs="*", help="session folders; all of them when none is named")
    names = parser.parse_args().sessions or sorted(path.parent.name for path in _HERE.glob("*/truth.csv"))
    for name in names:
        for coder, manner in MANNERS.items():
            (_HERE / name / "observations" / f"{coder}.attune").unlink(missing_ok=True)
            if coder == next(iter(MANNERS)):
                (_HERE / name / PHASE_FILE).unlink(missing_ok=True)  # the first coder marks the phases, for all
            with open_session(_HERE / name, coder) as opened:
                count = _Coding(opened, see(_HERE / name / "truth.csv", manner), manner).run()
            sys.stderr.write(f"{name}, {coder}: {count} events\n")


def see(truth: Path, manner: Manner) -> list[Seen]:
    """Read the truth as a coder sees it: some acts missed, the others a little early or late."""
    rng = np.random.default_rng([manner.seed, *truth.parent.name.encode()])
    with truth.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seen = []
    for number, row in enumerate(rows):
        missed = rng.random() < manner.missed and row["tier"] not in _NEVER_MISSED
        shift_s = rng.normal(manner.lag_s, manner.spread_s, size=2)
        onset_s = float(row["onset_s"])
        # What is there from the first frame is coded on the first frame.
        onset_s = max(0.0, onset_s + float(shift_s[0])) if onset_s else 0.0
        offset_s = float(row["offset_s"]) + float(shift_s[1]) if row["offset_s"] else None
        modifiers = dict(pair.split("=") for pair in row["modifiers"].split(";") if pair)
        if not missed:
            seen.append(Seen(number, row["tier"], row["code"], onset_s, offset_s, modifiers))
    return seen


class _Coding:
    """A coder at the desk: presses keys in the order of time, and answers what is asked."""

    def __init__(self, opened: Opened, seen: list[Seen], manner: Manner) -> None:
        self._opened, self._workspace = opened, opened.workspace
        self._player = ScriptedPlayer(opened.workspace.frames)
        self._desk = Desk(opened.workspace, self._player, NoView(), build_keymap())
        self._seen, self._one_off = seen, manner.one_off
        self._rng = np.random.default_rng([manner.seed, 7])
        self._of_event: dict[int, Seen] = {}
        self._workspace.changed.add(self._remember)
        self._current = seen[0]

    def run(self) -> int:
        """Press every key and return how many events are on disk."""
        for time_s, act in sorted(self._presses(), key=lambda press: (press[0], press[1].number)):
            self._current = act
            self._player.seek_ms(round(time_s * 1000))
            code = self._workspace.scheme.code(act.tier, act.code)
            if code is None:
                raise SystemExit(f"The scheme has no code {act.tier}.{act.code}: the truth is of another scheme.")
            self._desk.press(code.key.lower())
            self._answer()
        return self._opened.flush()

    def _presses(self) -> Iterator[tuple[float, Seen]]:
        shared = len(self._workspace.observation.lane(PHASE)) > 0
        for seen in self._seen:
            act = None if seen.tier == PHASE and shared else self._judged(seen)
            tier = self._workspace.scheme.tier(seen.tier)
            if act is None or tier is None or (act.onset_s == 0 and act.code == tier.default):
                continue  # the default holds without a key
            yield act.onset_s, act
            if act.offset_s is not None and _is_ended_by_key(tier):
                yield act.offset_s, act

    def _judged(self, act: Seen) -> Seen | None:
        """Return an act as it is judged: one that begins unseen is coded when it can be seen again, if it still is."""
        uncodable = self._workspace.scheme.uncodable
        for spell in self._seen if uncodable is not None and act.tier not in _NEVER_MISSED else ():
            if spell.tier != UNCODABLE or spell.offset_s is None or uncodable is None:
                continue
            hidden = spell.onset_s <= act.onset_s < spell.offset_s
            if hidden and uncodable.blocks_tier(spell.modifiers.get(REASON, ""), act.tier):
                seen_again_s = spell.offset_s + _FRAME_S
                lasts = act.offset_s is not None and act.offset_s > seen_again_s
                return replace(act, onset_s=seen_again_s) if lasts else None
        return act

    def _remember(self, change: Change) -> None:
        self._of_event.update((event.id, self._current) for event in change.added)

    def _answer(self) -> None:
        while (question := self._workspace.pending.question) is not None:
            act = self._of_event.get(question.event_id)
            value = None if act is None else act.modifiers.get(question.modifier.id)
            self._desk.press("escape" if value is None else self._key_of(question.modifier, value))

    def _key_of(self, modifier: Modifier, value: str) -> str:
        """Return the key of an answer, now and then of the one beside it."""
        place = [option.id for option in modifier.options].index(value)
        if self._rng.random() < self._one_off:
            place = place - 1 if place else 1
        return modifier.options[place].key


def _is_ended_by_key(tier: Tier) -> bool:
    """Tell whether a state stops without another one beginning: a touch does, a gaze or a phase does not."""
    return not tier.exhaustive and tier.id != PHASE


if __name__ == "__main__":
    main()
