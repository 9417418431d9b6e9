from dataclasses import replace

import pytest

from coder.editing.migration import Migrated, migrate
from coder.errors import CoderError
from coder.model.event import Event
from coder.model.migration import ChangeKind, MapModifier, Merge, Migration, Move, Rename, Retire, Split, Step
from coder.model.rating import Item, Level, Rating, Scope
from coder.model.recode import Outcome, Reason, Recode
from coder.model.scheme import Code, Kind, Phase, Procedure, Scheme
from tests.unit.editing.versions import FORM, OLD, PARTS, point, state, tier, version


def moved(new: Scheme, *events: Event, queue: tuple[Recode, ...] = ()) -> Migrated:
    return migrate(OLD, new, events, queue)


def fitting(new: Scheme, *events: Event) -> Migrated:
    """Return what becomes of events, all of which the new scheme knows afterwards."""
    done = moved(new, *events)
    assert done.misfits == ()
    return done


def rows(done: Migrated) -> list[tuple[str, int, int]]:
    return [(taken.words, taken.events, taken.again) for taken in done.taken]


GAZE_2 = tier("gaze", "caregiver", "toy", "away")


def test_a_renamed_code_takes_its_events_along() -> None:
    new = version("2.0.0", GAZE_2, steps=[Rename("gaze.mother", "gaze.caregiver")])
    done = fitting(new, state(1, "gaze.mother", 0, 500), state(2, "gaze.toy", 500, 900))
    assert done.events == (state(1, "gaze.caregiver", 0, 500), state(2, "gaze.toy", 500, 900))
    assert rows(done) == [("rename gaze.mother → gaze.caregiver", 1, 0)]
    (taken,) = done.taken
    assert (taken.source, taken.to) == ("1.0.0", "2.0.0")
    assert taken.change.title == "Migrate small 1.0.0 → 2.0.0: rename gaze.mother → gaze.caregiver"
    assert taken.change.replaced == ((state(1, "gaze.mother", 0, 500), state(1, "gaze.caregiver", 0, 500)),)


def test_a_renamed_tier_takes_all_its_codes_along() -> None:
    new = version("2.0.0", tier("look", "mother", "toy", "away"), steps=[Rename("gaze", "look")])
    done = fitting(new, state(1, "gaze.mother", 0, 500), state(2, "gaze.toy", 500, 900))
    assert done.events == (state(1, "look.mother", 0, 500), state(2, "look.toy", 500, 900))


def test_a_renamed_phase_takes_its_marks_along() -> None:
    new = replace(
        version("2.0.0", steps=[Rename("phase.play", "phase.free_play")]),
        procedure=Procedure(phases=(Phase("free_play"),)),
    )
    assert fitting(new, state(1, "phase.play", 0, 500)).events == (state(1, "phase.free_play", 0, 500),)


def test_steps_follow_one_another() -> None:
    steps = [Rename("gaze.mother", "gaze.x"), Rename("gaze.toy", "gaze.mother"), Rename("gaze.x", "gaze.toy")]
    done = fitting(version("2.0.0", steps=steps), state(1, "gaze.mother", 0, 500), state(2, "gaze.toy", 500, 900))
    assert done.events == (state(1, "gaze.toy", 0, 500), state(2, "gaze.mother", 500, 900))


def test_merged_codes_keep_their_events_apart_where_they_only_touch() -> None:
    new = version("2.0.0", tier("gaze", "there", "away"), steps=[Merge(("gaze.mother", "gaze.toy"), "gaze.there")])
    done = fitting(new, state(1, "gaze.mother", 0, 500), state(2, "gaze.toy", 500, 900), state(3, "gaze.away", 900))
    assert done.events[:2] == (state(1, "gaze.there", 0, 500), state(2, "gaze.there", 500, 900))
    assert rows(done) == [("merge gaze.mother, gaze.toy → gaze.there", 2, 0)]


def test_a_merge_counts_only_what_it_changes() -> None:
    new = version("2.0.0", steps=[Merge(("gaze.mother", "gaze.toy"), "gaze.toy")])
    done = fitting(new, state(1, "gaze.mother", 0, 500), state(2, "gaze.toy", 500, 900))
    assert rows(done) == [("merge gaze.mother, gaze.toy → gaze.toy", 1, 0)]


def test_merged_codes_that_overlap_become_one_event_and_the_log_has_both() -> None:
    hands = tier("hands", "busy", exclusive=False)
    new = version("2.0.0", hands, steps=[Merge(("hands.hold", "hands.bang"), "hands.busy")])
    first = replace(state(1, "hands.hold", 0, 500), comment="spoon")
    done = fitting(new, first, replace(state(2, "hands.bang", 300, 900), comment="cup"), state(3, "hands.hold", 900))
    assert done.events == (
        replace(state(1, "hands.busy", 0, 900), comment="spoon; cup"),
        state(3, "hands.busy", 900),
    )
    assert rows(done)[1:] == [("join a code that overlaps itself", 2, 0)]
    assert done.taken[1].change.removed == (replace(state(2, "hands.busy", 300, 900), comment="cup"),)


def test_a_running_state_that_is_joined_goes_on_running() -> None:
    new = version("2.0.0", steps=[Merge(("hands.hold", "hands.bang"), "hands.bang")])
    done = fitting(new, state(1, "hands.hold", 0), state(2, "hands.bang", 300, 900), state(3, "hands.bang", 950, 960))
    assert done.events == (state(1, "hands.bang", 0),)
    assert done.taken[-1].events == 3


def test_states_with_different_answers_are_not_joined() -> None:
    codes = [Code("pat", modifiers=(FORM,)), Code("tap", modifiers=(FORM,))]
    old = version("1.0.0", tier("touch", *codes, exclusive=False))
    new = version("1.1.0", tier("touch", codes[0], exclusive=False), steps=[Merge(("touch.tap",), "touch.pat")])
    events = [state(1, "touch.pat", 0, 500, form="pat"), state(2, "touch.tap", 300, 900, form="rub")]
    done = migrate(old, new, events)
    assert done.events == (state(1, "touch.pat", 0, 500, form="pat"),)
    (waiting,) = done.queue
    assert (waiting.was, waiting.now, waiting.reason) == (events[1], None, Reason.NO_ROOM)


def test_what_moves_to_another_tier_gives_way_to_what_is_there() -> None:
    new = version("2.0.0", tier("gaze", "mother", "toy"), tier("place", "away", "near"), steps=[
        Move("gaze.away", "place"), Move("hands.hold", "place.near"), Retire("hands.bang")])  # fmt: skip
    done = fitting(new, state(1, "gaze.away", 0, 500), state(2, "hands.hold", 400, 700), state(3, "hands.hold", 700))
    assert done.events == (state(1, "place.away", 0, 500), state(3, "place.near", 700))
    assert rows(done)[-1] == ("take out what has no room", 1, 1)
    assert done.queue == (Recode(state(2, "hands.hold", 400, 700), None, Reason.NO_ROOM, ("place.near", "place.away")),)


def test_what_no_step_names_never_loses_its_place() -> None:
    new = version("2.0.0", tier("hands", "bang"), steps=[Move("hands.hold", "gaze.away"), Retire("hands.bang")])
    done = fitting(new, state(1, "hands.hold", 0, 500), state(2, "gaze.toy", 400, 700))
    assert done.events == (state(2, "gaze.toy", 400, 700),)
    assert done.queue[0].id == 1


def test_a_retired_code_is_taken_out_and_named_in_the_log() -> None:
    new = version("2.0.0", tier("signal", "bid", kind=Kind.POINT), steps=[Retire("signal.fuss")])
    done = fitting(new, point(1, "signal.fuss", 40), point(2, "signal.bid", 80))
    assert done.events == (point(2, "signal.bid", 80),)
    assert done.taken[0].change.removed == (point(1, "signal.fuss", 40),)
    assert rows(done) == [("retire signal.fuss", 1, 0)]


def test_a_retired_tier_and_a_retired_modifier_are_taken_out() -> None:
    touch = tier("touch", Code("pat", modifiers=(FORM,)), "stroke")
    steps = [Retire("signal"), Retire("touch.pat.parts"), Retire("touch.stroke.form")]
    done = fitting(
        version("2.0.0", touch, tier("signal", "wave", kind=Kind.POINT), steps=steps),
        point(1, "signal.bid"),
        state(2, "touch.pat", 0, 50, form="rub", parts="hand"),
        state(3, "touch.stroke", 50, 90),
    )
    assert done.events == (state(2, "touch.pat", 0, 50, form="rub"), state(3, "touch.stroke", 50, 90))
    assert [taken.events for taken in done.taken] == [1, 1, 0]


def test_answers_get_other_values_and_another_modifier() -> None:
    how = replace(FORM, id="how", options=FORM.options[1:])
    touch = tier("touch", Code("pat", modifiers=(how, replace(PARTS, options=PARTS.options[:1]))), "stroke")
    done = fitting(
        version("2.0.0", touch, steps=[
            MapModifier("touch.pat", "form", "how", (("pat", "other"),)),
            MapModifier("touch.pat", "parts", values=(("foot", "hand"),)),
        ]),
        state(1, "touch.pat", 0, 50, parts="hand+foot", form="pat"),
        state(2, "touch.pat", 50, 90, form="rub"),
        state(3, "touch.pat", 90, 95),
    )  # fmt: skip
    assert done.events[0] == state(1, "touch.pat", 0, 50, how="other", parts="hand")
    assert done.events[1] == state(2, "touch.pat", 50, 90, how="rub")
    assert [taken.events for taken in done.taken] == [2, 1]


def test_two_modifiers_are_never_made_one_where_their_answers_differ() -> None:
    touch = tier("touch", Code("pat", modifiers=(FORM,)), Code("stroke", modifiers=(FORM,)))
    new = version("2.0.0", touch, steps=[MapModifier("touch.pat", "shape", "form")])
    same, other = {"shape": "pat", "form": "pat"}, {"shape": "pat", "form": "rub"}
    done = moved(new, state(1, "touch.pat", 0, 50, **same), state(2, "touch.pat", 50, 90, **other))
    assert done.events[0] == state(1, "touch.pat", 0, 50, form="pat")
    assert [misfit.words for misfit in done.misfits] == [
        "touch.pat has no modifier shape",
        "touch.pat.form would have two answers",
    ]


def test_a_split_code_stands_as_the_first_of_its_goals_and_is_looked_at_again() -> None:
    new = version("2.0.0", tier("gaze", "face", "body", "toy", "away"), steps=[
        Split("gaze.mother", ("gaze.face", "gaze.body"))])  # fmt: skip
    done = fitting(new, state(1, "gaze.mother", 0, 500), state(2, "gaze.toy", 500, 900))
    now = state(1, "gaze.face", 0, 500)
    assert done.events[0] == now
    assert done.queue == (Recode(state(1, "gaze.mother", 0, 500), now, Reason.SPLIT, ("gaze.face", "gaze.body")),)
    assert rows(done) == [("split gaze.mother → gaze.face, gaze.body", 1, 1)]


def test_a_code_that_is_split_off_from_keeps_its_events_until_they_are_looked_at() -> None:
    new = version("2.0.0", tier("gaze", "mother", "body", "toy", "away"), steps=[
        Split("gaze.mother", ("gaze.body", "gaze.mother"))])  # fmt: skip
    done = fitting(new, state(1, "gaze.mother", 0, 500))
    assert done.events == (state(1, "gaze.mother", 0, 500),)
    assert rows(done) == [("split gaze.mother → gaze.body, gaze.mother", 1, 1)]
    assert not done.taken[0].change
    assert done.open == 1


@pytest.mark.parametrize(
    ("kind", "event", "now"),
    [
        (Kind.POINT, state(1, "hands.hold", 200, 700), point(1, "hands.hold", 200)),
        (Kind.INTERVAL, state(1, "hands.hold", 13_000, 47_000), state(1, "hands.hold", 10_000, 20_000)),
        (Kind.STATE, point(1, "signal.bid", 80), state(1, "signal.bid", 80, 81)),
        (Kind.INTERVAL, point(1, "signal.bid", 80), state(1, "signal.bid", 0, 10_000)),
        (Kind.STATE, state(1, "mood.calm", 0, 10_000), state(1, "mood.calm", 0, 10_000)),
        (Kind.POINT, state(1, "mood.calm", 10_000, 20_000), point(1, "mood.calm", 10_000)),
        (Kind.RATING, point(1, "signal.bid", 80), None),
        (Kind.STATE, state(1, "warmth.overall", 80), None),
    ],
)
def test_every_event_of_a_tier_of_another_kind_is_looked_at_again(kind: Kind, event: Event, now: Event | None) -> None:
    codes = [code.id for found in OLD.tiers if found.id == event.tier for code in found.codes]
    done = fitting(version("2.0.0", tier(event.tier, *codes, kind=kind), steps=[ChangeKind(event.tier, kind)]), event)
    assert done.events == ((now,) if now is not None else ())
    (waiting,) = done.queue
    assert (waiting.was, waiting.now, waiting.reason) == (event, now, Reason.CHANGE_KIND)
    assert set(waiting.codes) == {f"{event.tier}.{code}" for code in codes}
    assert waiting.codes[0] == f"{event.tier}.{event.code}"
    assert rows(done)[0] == (f"change_kind {event.tier} → {kind.value}", 1, 1)


def test_an_interval_that_is_taken_already_leaves_an_event_waiting() -> None:
    hands = tier("hands", "hold", "bang", kind=Kind.INTERVAL)
    new = version("2.0.0", hands, steps=[ChangeKind("hands", "interval")])
    done = fitting(new, state(1, "hands.hold", 0, 2_000), state(2, "hands.bang", 3_000, 4_000))
    assert done.events == (state(1, "hands.hold", 0, 10_000),)
    assert [(waiting.id, waiting.now) for waiting in done.queue] == [(1, done.events[0]), (2, None)]


def test_a_code_that_moves_to_a_tier_of_another_kind_is_looked_at_again() -> None:
    signal = tier("signal", "bid", "fuss", "hold", kind=Kind.POINT)
    new = version("2.0.0", tier("hands", "bang", exclusive=False), signal, steps=[Move("hands.hold", "signal")])
    done = fitting(new, state(1, "hands.hold", 200, 700))
    assert done.events == (point(1, "signal.hold", 200),)
    assert done.queue[0].codes == ("signal.hold", "signal.bid", "signal.fuss")
    assert rows(done) == [("move hands.hold → signal", 1, 0), ("fit the kind of the tier", 1, 1)]


def test_the_target_follows_the_code() -> None:
    touch = tier("touch", Code("hold", target=("caregiver",)), Code("stroke", target=("infant", "caregiver")))
    new = version("2.0.0", touch, steps=[Rename("touch.pat", "touch.hold"), Merge(("touch.tap",), "touch.stroke")])
    one, other = (replace(state(n, f"touch.{c}", n, n + 1), target="infant") for n, c in ((1, "pat"), (2, "tap")))
    done = fitting(new, one, other, state(3, "touch.pat", 5, 6))
    assert [event.target for event in done.events] == ["caregiver", "infant", ""]
    assert rows(done)[-1] == ("fit the target", 1, 0)


LEVELS = (Level("low"), Level("high"))
RATED = replace(
    tier("warmth", "tone", "touch", kind=Kind.RATING),
    rating=Rating(Scope.PHASE, (Item("tone", levels=LEVELS), Item("touch", levels=LEVELS, not_ratable=False))),
)
PLAYED = Procedure(phases=(Phase("play"), Phase("still")))


def rated(number: int, item: str, value: str, phase: str = "play") -> Event:
    return state(number, f"warmth.{item}", 0, 900, value=value, phase=phase)


def test_a_rating_goes_along_with_its_item_its_value_and_its_phase() -> None:
    steps: list[Step] = [
        Rename("warmth.overall", "warmth.tone"),
        Rename("phase.free", "phase.play"),
        MapModifier("warmth.tone", "value", values=(("1", "low"),)),
    ]
    new = replace(version("2.0.0", RATED, steps=steps), procedure=PLAYED)
    done = fitting(new, rated(1, "overall", "1", "free"), state(2, "phase.free", 0, 900), rated(3, "touch", "high"))
    assert done.events == (rated(1, "tone", "low"), state(2, "phase.play", 0, 900), rated(3, "touch", "high"))
    assert [taken.events for taken in done.taken] == [1, 2, 1]


def test_a_second_rating_of_one_item_finds_no_room() -> None:
    new = replace(version("2.0.0", RATED, steps=[Merge(("warmth.overall",), "warmth.tone")]), procedure=PLAYED)
    done = fitting(new, rated(1, "overall", "low"), rated(2, "tone", "high"), rated(3, "overall", "low", "still"))
    assert done.events == (rated(2, "tone", "high"), rated(3, "tone", "low", "still"))
    assert [(waiting.was, waiting.now) for waiting in done.queue] == [(rated(1, "overall", "low"), None)]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (rated(1, "tone", "medium"), "warmth.tone: value cannot be “medium”"),
        (rated(1, "touch", "not_ratable"), "warmth.touch: value cannot be “not_ratable”"),
        (rated(1, "tone", "low", "free"), "warmth.tone: phase cannot be “free”"),
    ],
)
def test_a_rating_that_the_new_scheme_does_not_allow_is_named(event: Event, words: str) -> None:
    new = replace(version("1.1.0", RATED), procedure=PLAYED)
    assert [misfit.words for misfit in moved(new, event).misfits] == [words]
    assert moved(new, rated(2, "tone", "not_ratable")).misfits == ()


CHAIN = (
    Migration("1.0.0", "1.1.0", (Split("gaze.mother", ("gaze.face", "gaze.body")), Rename("hands", "hand"))),
    Migration("1.1.0", "2.0.0", (Rename("gaze.body", "gaze.trunk"), Retire("hand.bang"), Rename("gaze", "look"))),
)
CHAINED = version(
    "2.0.0", tier("look", "face", "trunk", "toy", "away"), tier("hand", "hold", exclusive=False), more=CHAIN
)


def test_a_chain_of_versions_is_gone_through_in_order() -> None:
    done = fitting(CHAINED, state(1, "gaze.mother", 0, 500), state(2, "hands.bang", 0, 9), state(3, "hands.hold", 4, 9))
    assert done.events == (state(1, "look.face", 0, 500), state(3, "hand.hold", 4, 9))
    assert [(taken.source, taken.to, taken.words) for taken in done.taken] == [
        ("1.0.0", "1.1.0", "split gaze.mother → gaze.face, gaze.body"),
        ("1.0.0", "1.1.0", "rename hands → hand"),
        ("1.1.0", "2.0.0", "rename gaze.body → gaze.trunk"),
        ("1.1.0", "2.0.0", "retire hand.bang"),
        ("1.1.0", "2.0.0", "rename gaze → look"),
    ]
    assert done.queue == (
        Recode(state(1, "gaze.mother", 0, 500), done.events[0], Reason.SPLIT, ("look.face", "look.trunk")),
    )


def test_what_still_waits_from_an_earlier_migration_goes_along() -> None:
    gone = Recode(state(9, "hands.bang", 7, 8), None, Reason.NO_ROOM, ("hands.bang",))
    split = Recode(state(1, "gaze.parent", 0, 500), state(1, "gaze.mother", 0, 500), Reason.SPLIT, ("gaze.mother",))
    done_before = replace(split, outcome=Outcome.KEPT, coder="ana")
    done = moved(CHAINED, state(1, "gaze.mother", 0, 500), queue=(done_before, split, gone))
    assert done.queue == (
        done_before,
        replace(split, now=state(1, "look.face", 0, 500), codes=("look.face", "look.trunk")),
        replace(gone, codes=()),
    )
    assert done.open == 2


def test_a_retired_event_is_no_longer_waited_for() -> None:
    waiting = Recode(state(1, "signal.fuss", 0, 1), state(1, "signal.fuss", 0, 1), Reason.SPLIT, ("signal.fuss",))
    new = version("2.0.0", tier("signal", "bid", kind=Kind.POINT), steps=[Retire("signal.fuss")])
    assert moved(new, point(1, "signal.fuss"), queue=(waiting,)).queue == ()


@pytest.mark.parametrize(
    ("new", "event", "words", "mend"),
    [
        (version("1.1.0", tier("gaze", "toy", "away")), state(1, "gaze.mother"), "gaze.mother is not in", "ren"),
        (version("1.1.0", tier("signal", "bid")), point(1, "signal.bid"), "signal was of the kind point and is", "Add"),
        (version("1.1.0", tier("mood", "calm")), state(1, "mood.calm", 0, 9), "mood was of the kind interval and is",
         "Add change_kind"),
        (version("1.1.0", tier("touch", "pat", "stroke")), state(1, "touch.pat", form="pat"),
         "touch.pat has no modifier form", "map_modifier, or retire"),
        (version("1.1.0", tier("touch", Code("pat", modifiers=(replace(FORM, options=FORM.options[1:]),)))),
         state(1, "touch.pat", form="pat"), "touch.pat: form cannot be “pat”", "map_modifier with values"),
    ],
)  # fmt: skip
def test_what_the_new_scheme_no_longer_knows_is_named(new: Scheme, event: Event, words: str, mend: str) -> None:
    (misfit,) = moved(new, event).misfits
    assert misfit.words.startswith(words)
    assert mend in misfit.mend
    assert misfit.events == 1


def test_a_tier_that_becomes_exclusive_is_refused_where_events_overlap_unless_they_are_looked_at_again() -> None:
    hands = tier("hands", "hold", "bang")
    events = [state(1, "hands.hold", 0, 500), state(2, "hands.bang", 300, 400), state(3, "hands.bang", 500, 600)]
    (misfit,) = moved(version("1.1.0", hands), *events).misfits
    assert (misfit.words, misfit.events) == ("hands is exclusive, and events overlap on it", 1)
    done = fitting(version("1.1.0", hands, steps=[ChangeKind("hands", "state")]), *events)
    assert [(waiting.id, waiting.now is None) for waiting in done.queue] == [(1, False), (2, True), (3, False)]
    assert moved(version("1.1.0", hands), events[0], events[2]).misfits == ()


PATHS: list[tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]] = [
    ("1.0.0", "1.2.0", [], []),
    ("1.0.0", "1.2.0", [("1.1.0", "1.2.0")], [("1.1.0", "1.2.0")]),
    ("1.0.0", "2.0.0", [("1.0.0", "1.1.0"), ("1.1.0", "2.0.0")], [("1.0.0", "1.1.0"), ("1.1.0", "2.0.0")]),
    ("1.0.0", "2.0.0", [("1.0.0", "1.1.0"), ("1.0.0", "2.0.0"), ("1.1.0", "2.0.0")], [("1.0.0", "2.0.0")]),
    ("1.1.5", "2.0.0", [("1.1.0", "2.0.0"), ("1.3.0", "2.0.0")], [("1.1.0", "2.0.0")]),
    ("1.1.5", "2.0.0", [("1.0.0", "2.0.0"), ("1.3.0", "2.0.0")], [("1.3.0", "2.0.0")]),
    ("1.0.0", "2.1.0", [("1.0.0", "2.0.0")], [("1.0.0", "2.0.0")]),
    ("2.0.0", "2.1.0", [("1.0.0", "2.0.0")], []),
    ("0.1.0", "0.3.0", [], []),
]


@pytest.mark.parametrize(("source", "goal", "written", "taken"), PATHS)
def test_the_way_from_version_to_version(
    source: str, goal: str, written: list[tuple[str, str]], taken: list[tuple[str, str]]
) -> None:
    step: Step = Rename("gaze.a", "gaze.b")
    new = version(goal, more=[Migration(old, new, (step,)) for old, new in written])
    done = migrate(replace(OLD, version=source), new, ())
    assert [(found.source, found.to) for found in done.taken] == taken


@pytest.mark.parametrize(
    ("source", "goal", "sentence"),
    [
        (
            "1.0.0",
            "2.0.0",
            "small 2.0.0 does not say how observations of 1.0.0 become observations of it. Write a migr",
        ),
        ("0.9.0", "1.0.0", "small 1.0.0 does not say how observations of 0.9.0 become"),
        ("2.1.0", "2.0.0", "small 2.0.0 is older than 2.1.0, under which this was coded. Name the newer version"),
    ],
)
def test_where_no_way_leads_it_is_refused(source: str, goal: str, sentence: str) -> None:
    with pytest.raises(CoderError) as refused:
        migrate(replace(OLD, version=source), version(goal), (state(1, "gaze.toy"),))
    assert str(refused.value).startswith(sentence)
