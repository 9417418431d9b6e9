"""The form for ratings: what its keys do, where it goes, what it says."""

from dataclasses import replace

import pytest

from coder.app.desk import Desk
from coder.app.rating_words import item_words, range_words, value_words
from coder.app.ratings import RatingForm
from coder.model.observation import Identity, Observation
from coder.model.rating import NOT_RATABLE, Item, Scale
from coder.model.scheme import Code, Pass, Uncodable
from tests import lab
from tests.doubles import Ear, LoudView, build_desk, build_workspace
from tests.ratings import CHECKLIST, END_MS, MARKED, SCHEME, WARMTH, rated
from tests.reversible import reversible


def desk_with(*events: object, view_only: str = "") -> Desk:
    observation = lab.observed(*events)  # type: ignore[arg-type]
    return build_desk(build_workspace(observation, SCHEME, view_only=view_only))


def press(desk: Desk, *chords: str) -> None:
    for chord in chords:
        desk.press(chord)


def at(desk: Desk) -> str:
    entry = desk.ratings.current
    return "" if entry is None else " ".join(words for words in (entry.item.id, entry.phase) if words)


def values(desk: Desk) -> list[str]:
    return [
        " ".join((event.code, *(value for _, value in event.modifiers)))
        for event in desk.workspace.observation
        if event.tier not in ("phase", "uncodable")
    ]


def test_the_form_is_opened_and_closed_by_its_command_and_by_escape() -> None:
    desk = desk_with()
    told: list[bool] = []
    desk.ratings.changed.add(lambda form: told.append(form.is_open))
    press(desk, "ctrl+6", "escape", "ctrl+6", "ctrl+6")
    assert told == [True, False, True, False]


def test_one_key_rates_an_item_and_goes_on_to_the_next() -> None:
    desk = desk_with()
    ear = Ear.at(desk.workspace)
    with reversible(desk.workspace):
        press(desk, "ctrl+6", "4", "num7", "n", "2")
    assert values(desk) == ["smiles 4", "soothes 7", "hurries not_ratable", "greets 2"]
    assert desk.workspace.observation.event(1) == rated(1, "cg_warmth", "smiles", "4")
    assert [str(notice) for notice in ear.notices[:3]] == [
        "Smiles: 4, at times. 1 of 5 rated.",
        "Soothes: 7, throughout. 2 of 5 rated.",
        "Hurries: not ratable. 3 of 5 rated.",
    ]


def test_another_value_stays_at_its_item_and_one_undo_takes_it_back() -> None:
    desk = desk_with(rated(1, "cg_warmth", "smiles", "4"))
    press(desk, "ctrl+6", "up", "5")
    assert (at(desk), values(desk)) == ("smiles", ["smiles 5"])
    press(desk, "5", "ctrl+z")
    assert values(desk) == ["smiles 4"]


def test_undo_goes_to_the_item_it_takes_back_and_to_its_phase() -> None:
    desk = desk_with(*MARKED)
    press(desk, "ctrl+6", "p", "shift+p", "2", "enter", "p", "ctrl+z")
    assert at(desk) == "in_step play"
    press(desk, "ctrl+shift+z")
    assert (at(desk), values(desk)) == ("in_step play", ["in_step 2 play"])


def test_backspace_takes_a_rating_back() -> None:
    desk = desk_with(rated(1, "cg_warmth", "smiles", "4"))
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", "up", "backspace", "backspace")
    assert values(desk) == []
    assert [str(notice) for notice in ear.notices] == ["Smiles is no longer rated. 0 of 5 rated."]


def test_the_form_opens_at_the_first_item_that_is_not_rated() -> None:
    desk = desk_with(rated(1, "cg_warmth", "smiles", "4"), rated(2, "cg_warmth", "hurries", "4"))
    press(desk, "ctrl+6")
    assert at(desk) == "soothes"


def test_items_are_gone_about_by_arrows_tab_and_enter_in_a_circle() -> None:
    desk = desk_with()
    press(desk, "ctrl+6")
    seen = []
    for chord in ("down", "tab", "enter", "down", "down", "up", "shift+tab"):
        press(desk, chord)
        seen.append(at(desk))
    assert seen == ["soothes", "hurries", "greets", "names", "smiles", "names", "greets"]


def test_when_all_are_rated_it_says_so_and_stays() -> None:
    desk = desk_with()
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", *"11111")
    assert ear.notices[-1].hint == "All 5 are rated."
    assert at(desk) == "names"
    press(desk, "2")
    assert values(desk)[-1] == "names 2"


def test_a_value_that_the_scale_does_not_have_rates_nothing() -> None:
    desk = desk_with()
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", "9")
    assert (str(ear.notices[-1]), values(desk)) == ("9 rates nothing here. Esc goes back to coding.", [])


def test_an_item_that_must_be_rated_is_not_marked_as_not_ratable() -> None:
    desk = desk_with()
    ear = Ear.at(desk.workspace)
    desk.ratings.open()
    desk.ratings.go_to("cg_list", "names")
    press(desk, "n")
    assert str(ear.notices[-1]) == "names cannot be “not ratable” in this scheme. Choose from 0, 1, 2."
    assert (at(desk), values(desk)) == ("names", [])


def test_numbers_are_typed_and_finished_with_enter() -> None:
    desk = desk_with(*MARKED)
    press(desk, "ctrl+6", "p")
    assert at(desk) == "in_step still"
    press(desk, "3", ".", "2")
    assert desk.ratings.typed == "3.2"
    press(desk, "backspace", "5", "enter")
    assert (values(desk), desk.ratings.typed, at(desk)) == (["in_step 3.5 still"], "", "style still")


def test_a_typed_number_that_does_not_fit_is_refused_and_asked_again() -> None:
    desk = desk_with(*MARKED)
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", "p", "9", "enter")
    assert str(ear.notices[-1]) == "9 is no value of in step. Give a number from 1 to 5 in steps of 0.5."
    assert (at(desk), desk.ratings.typed, values(desk)) == ("in_step still", "", [])


def test_escape_first_gives_up_what_was_typed() -> None:
    desk = desk_with(*MARKED)
    press(desk, "ctrl+6", "p", "3", "escape")
    assert (desk.ratings.typed, desk.ratings.is_open) == ("", True)
    press(desk, "escape")
    assert not desk.ratings.is_open


def test_each_phase_is_rated_by_itself() -> None:
    desk = desk_with(*MARKED)
    press(desk, "ctrl+6", "p", "shift+p", "2", "enter", "1", "p", "4", "enter", "n")
    assert values(desk) == ["in_step 2 play", "style near play", "in_step 4 still", "style not_ratable still"]
    assert [desk.ratings.progress(phase) for phase in ("play", "still", "")] == [(2, 2), (2, 2), (0, 5)]
    assert desk.ratings.progress() == (4, 9)


def test_the_form_opens_in_the_phase_on_the_screen() -> None:
    desk = desk_with(*MARKED)
    desk.player.seek_ms(30_000)
    press(desk, "ctrl+6")
    assert (desk.ratings.phase, desk.ratings.phases) == ("still", ("play", "still"))


def test_a_phase_without_an_open_item_shows_its_first() -> None:
    desk = desk_with(
        *MARKED, rated(3, "dyad_step", "in_step", "1", "still"), rated(4, "in_style", "style", "1", "still")
    )
    desk.ratings.open()
    desk.ratings.show_phase("still")
    assert at(desk) == "in_step still"


def test_phases_can_be_marked_while_the_form_is_open_and_are_rated_from_then_on() -> None:
    desk = desk_with()
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", "p")
    assert str(ear.notices[-1]) == "There is no phase to rate. Mark phases where they begin: F5 F6 F7."
    assert desk.ratings.waits_for_phases
    desk.press("f5", 1_000)
    assert (desk.ratings.phases, desk.ratings.waits_for_phases) == (("play",), False)
    desk.press("u", 2_000)
    assert len(desk.workspace.observation.lane("uncodable")) == 1


def test_questions_that_wait_are_left_open_and_those_asked_in_the_form_are_answered() -> None:
    reasons = replace(SCHEME, uncodable=Uncodable("u", lab.options("off_camera", "no_sound")))
    desk = build_desk(build_workspace(lab.empty(), reasons))
    desk.press("u", 1_000)
    press(desk, "ctrl+6", "2")
    assert values(desk) == ["smiles 2"]
    desk.press("u", 2_000)
    desk.press("u", 3_000)
    press(desk, "2")
    assert [event.modifier("reason") for event in desk.workspace.observation.lane("uncodable")] == [None, "no_sound"]
    assert values(desk) == ["smiles 2"]


def test_keys_of_codes_code_nothing_while_the_form_is_open() -> None:
    desk = desk_with()
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", "g")
    assert str(ear.notices[-1]) == "g rates nothing here. Esc goes back to coding."
    press(desk, "escape", "g")
    assert values(desk) == ["at_face"]


def test_the_player_goes_on_while_rating() -> None:
    desk = desk_with()
    press(desk, "ctrl+6", "space", "4")
    assert desk.player.playing
    assert values(desk) == ["smiles 4"]


def test_a_comment_is_asked_for_the_rating() -> None:
    desk = desk_with(rated(3, "cg_warmth", "smiles", "4"))
    ear, view = Ear.at(desk.workspace), desk.view
    assert isinstance(view, LoudView)
    press(desk, "ctrl+6", "c")
    assert str(ear.notices[-1]) == "Soothes has no rating to comment on. Rate it first, or mark it as not ratable."
    press(desk, "up", "c")
    assert (view.shown, desk.workspace.selected) == (["comment"], 3)


def test_composites_are_computed_live() -> None:
    desk = desk_with()
    press(desk, "ctrl+6", "6")
    (composite, found), *_ = desk.ratings.scores(desk.ratings.tiers[0])
    assert (composite.id, found.value, found.reason) == ("warmth_mean", None, "1 of 3 items is valid, 2 needed")
    press(desk, "4")
    assert desk.ratings.scores(desk.ratings.tiers[0])[0][1].value == 5
    assert desk.ratings.scores(desk.ratings.tiers[2]) == []


def test_whoever_shows_the_form_is_told_of_everything() -> None:
    desk = desk_with()
    told: list[RatingForm] = []
    desk.ratings.changed.add(told.append)
    for chord in ("ctrl+6", "4", "up", "backspace", "ctrl+z", "escape"):
        told.clear()
        press(desk, chord)
        assert told, chord


def test_what_is_only_looked_at_is_not_rated() -> None:
    desk = desk_with(view_only="it was opened so.")
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", "4")
    assert ear.last == "This observation is view-only: it was opened so."
    assert (values(desk), at(desk)) == ([], "smiles")


def test_a_scheme_without_ratings_says_so() -> None:
    desk = build_desk()
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6")
    assert (ear.last, desk.ratings.is_open, desk.ratings.current) == ("This scheme has no ratings.", False, None)


def test_a_form_with_nothing_to_rate_yet_leaves_every_key_alone() -> None:
    steps = replace(SCHEME, tiers=SCHEME.tiers[3:4])
    desk = build_desk(build_workspace(lab.empty(), steps))
    ear = Ear.at(desk.workspace)
    press(desk, "ctrl+6", "4", "down", "backspace", "c", "n")
    assert (values(desk), desk.ratings.current, desk.ratings.progress()) == ([], None, (0, 0))
    assert str(ear.notices[1]) == "This item has no rating to comment on. Rate it first, or mark it as not ratable."


def test_only_the_tiers_of_the_pass_are_rated() -> None:
    passes = (Pass("warmth", ("cg_warmth",)), Pass("both", ("cg_warmth", "cg_gaze")), Pass("gaze", ("cg_gaze",)))
    scheme = replace(SCHEME, passes=passes)
    found = {
        name: build_desk(build_workspace(Observation(Identity("s1", "ana", name)), scheme)).ratings
        for name in ("warmth", "both", "gaze", "")
    }
    assert {name: len(form.tiers) for name, form in found.items()} == {"warmth": 1, "both": 1, "gaze": 0, "": 4}
    assert [name for name, form in found.items() if form.stands_alone] == ["warmth"]


def test_going_from_event_to_event_steps_over_ratings() -> None:
    desk = desk_with(rated(1, "cg_warmth", "smiles", "4"))
    desk.press("g", 4_000)
    desk.player.seek_ms(0)
    press(desk, "down")
    assert (desk.workspace.selection and desk.workspace.selection.code) == "at_face"


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        (WARMTH.items[0], "1", "1, not at all"),
        (WARMTH.items[0], "2", "2"),
        (WARMTH.items[0], NOT_RATABLE, "not ratable"),
        (CHECKLIST.items[0], "1", "in part"),
        (CHECKLIST.items[0], "old_level", "old level"),
    ],
)
def test_a_value_is_said_with_its_anchor_or_its_level(item: Item, value: str, words: str) -> None:
    assert value_words(item, value) == words


def test_items_and_ranges_are_said_in_words() -> None:
    assert item_words(None, "item_01") == "item 01"
    assert item_words(Code("item_01"), "item_01") == "item 01"
    assert [range_words(item) for item in (Item("a", Scale(0, 100)), Item("b", Scale(1, 5, 0.5)), Item("c"))] == [
        "0 to 100",
        "1 to 5 in steps of 0.5",
        "",
    ]


def test_the_session_that_is_rated_ends_where_its_video_does() -> None:
    desk = desk_with()
    press(desk, "ctrl+6", "4")
    assert desk.workspace.observation.event(1).offset_ms == END_MS == desk.workspace.end_ms
