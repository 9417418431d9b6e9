"""Which events filter words find."""

import pytest

from coder.editing.edits import SetComment
from coder.gui.events.columns import RowWords
from coder.gui.events.events_model import EventsModel
from coder.gui.events.filtering import EventFilter
from coder.model.event import Event
from tests.gui.desks import build_desk, build_workspace, core_cues, press_all, still_face


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["at_face", "caregiver", "touch", "bid"]),
        ("caregiver", ["at_face", "caregiver", "touch"]),
        ("actor:caregiver", ["at_face", "touch"]),
        ("tier:gaze", ["at_face", "caregiver"]),
        ("tier:in_gaze", ["caregiver"]),
        ("GAZE infant", ["caregiver"]),
        ("code:touch", ["touch"]),
        ('"at face"', ["at_face"]),
        ("modifier:stroke", ["touch"]),
        ("comment:again", ["bid"]),
        ('comment:"look again"', ["bid"]),
        ("is:running", ["at_face", "caregiver"]),
        ("is:running infant", ["caregiver"]),
        ("12:30", []),
        ("nothing", []),
    ],
)
def test_every_word_has_to_be_found(text: str, codes: list[str]) -> None:
    workspace = build_workspace(core_cues())
    press_all(
        build_desk(workspace), ("1", 1000), ("g", 2000), ("t", 3000), ("t", 4000), ("2", 4000), ("1", 4000), ("b", 5000)
    )
    bid = next(event for event in workspace.observation if event.code == "bid")
    workspace.do(SetComment(bid.id, "Look again"))
    found = EventFilter(text, RowWords(workspace.scheme))
    assert [event.code for event in workspace.observation if found.accepts(event)] == codes


def test_events_with_a_modifier_waiting_are_found() -> None:
    workspace = build_workspace(core_cues())
    press_all(build_desk(workspace), ("t", 3000), ("t", 4000), ("escape", 4000), ("b", 5000))
    found = EventFilter("is:open", RowWords(workspace.scheme))
    assert [event.code for event in workspace.observation if found.accepts(event)] == ["touch"]


def test_no_words_ask_for_nothing() -> None:
    assert not EventFilter("  ", RowWords(core_cues()))


def test_events_are_found_by_the_phase_they_begin_in() -> None:
    model = EventsModel(
        build_workspace(
            still_face(),
            [
                Event(1, "phase", "play", 10_000, 20_000),
                Event(2, "in_signal", "bid", 12_000, point=True),
                Event(3, "in_signal", "bid", 30_000, point=True),
            ],
        )
    )

    def shown(text: str) -> list[int]:
        model.set_filter(text)
        return [model.event_at(row).id for row in range(model.rowCount())]

    assert shown("phase:play") == [2]
    assert shown("phase:outside bid") == [3]
    assert shown("phase:still") == []
    model.workspace.press("f6", 25_000)
    assert [model.event_at(row).id for row in range(model.rowCount())] == [3], "another phase, another answer"
