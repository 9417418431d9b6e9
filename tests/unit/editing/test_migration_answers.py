"""What answers become: a level with a sign in its name, reasons of uncodable time that hold at once."""

from dataclasses import replace

from coder.model.event import Event
from coder.model.migration import MapModifier, Step
from coder.model.rating import Item, Level, Rating, Scope
from coder.model.scheme import Option, Uncodable
from tests.unit.editing.test_migration import PLAYED, RATED, fitting, rated
from tests.unit.editing.versions import state, version


def test_a_level_with_a_plus_in_its_name_is_one_level() -> None:
    plus = replace(RATED, rating=Rating(Scope.PHASE, (Item("tone", levels=(Level("low"), Level("1+"))), Item("touch"))))
    steps: list[Step] = [MapModifier("warmth.tone", "value", values=(("1", "low"),))]
    new = replace(version("2.0.0", plus, steps=steps), procedure=PLAYED)
    done = fitting(new, rated(1, "tone", "1"), rated(2, "tone", "1+", "still"), state(3, "phase.play", 0, 900))
    assert done.events[:2] == (rated(1, "tone", "low"), rated(2, "tone", "1+", "still"))


def test_reasons_that_hold_at_once_go_on_doing_so_and_become_one_where_they_become_the_same() -> None:
    def unseen(number: int, onset_ms: int, offset_ms: int, reason: str) -> Event:
        return state(number, "uncodable.uncodable", onset_ms, offset_ms, reason=reason)

    spells = (unseen(1, 0, 500, "dark"), unseen(2, 300, 900, "hidden"))
    for reason, left in (("off", (unseen(1, 0, 500, "off"), spells[1])), ("hidden", (unseen(1, 0, 900, "hidden"),))):
        step = MapModifier("uncodable.uncodable", "reason", values=(("dark", reason),))
        uncodable = Uncodable("u", (Option(reason, "1"), Option("hidden", "2")))
        new = replace(version("2.0.0", steps=[step]), uncodable=uncodable)
        assert fitting(new, *spells).events == left
