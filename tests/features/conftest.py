"""The sentences of the scenarios, and who plays them."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from coder.editing.codable import codable_time, phase_stretches
from coder.editing.composites import Score
from coder.editing.coverage import segments
from coder.editing.edits import SetCode, SetComment
from coder.editing.intervals import Counted
from coder.formats.events_csv import Log
from coder.model.event import Event
from coder.model.phase_mark import PhaseMark
from coder.model.scheme import Tier
from coder.model.time import format_short_time, parse_time
from tests.features.driver import FRAME_MS, LENGTH_MS, SCHEME, CoreDriver, Driver
from tests.reversible import reversible
from tests.whole_tables import format_events

Table = list[list[str]]


@pytest.fixture(scope="session")
def minute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a video of one minute, ten frames a second."""
    from fractions import Fraction

    from tests.unit.media.clips import Recipe, draw_clip

    recipe = Recipe(frames=LENGTH_MS // FRAME_MS, rate=Fraction(1000, FRAME_MS), gop=10, b_frames=0)
    return draw_clip(tmp_path_factory.mktemp("minute") / "minute.mp4", recipe)


@pytest.fixture(
    autouse=True,
    params=[pytest.param("core", marks=pytest.mark.core), pytest.param("window", marks=pytest.mark.window)],
)
def driver(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """Play the scenario, then take all of it back and do it again, twice."""
    played = _build_window(request, tmp_path, monkeypatch) if request.param == "window" else CoreDriver()
    try:
        with ExitStack() as stack:
            stack.enter_context(reversible(played.desk.workspace))
            yield played
            played.check()
            if played.took_over:
                stack.pop_all()  # what others marked is not taken back here
        played.check()
    finally:
        played.end()


def _build_window(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    from coder.app.new_session import NewSession, create_session
    from tests.features.window_driver import WindowDriver

    monkeypatch.setenv("ATTUNE_SETTINGS", str(folder / "settings"))
    monkeypatch.setenv("ATTUNE_CACHE", str(folder / "cache"))
    create_session(NewSession(folder / "s1", (request.getfixturevalue("minute"),), str(SCHEME)))
    return WindowDriver(request.getfixturevalue("qtbot"), folder / "s1")


# What a coder does


@given(parsers.re(r"I pressed (?P<chord>\S+) at (?P<time>[\d:.]+)"))
@when(parsers.re(r"I press (?P<chord>\S+) at (?P<time>[\d:.]+)"))
def _press_at(driver: Driver, chord: str, time: str) -> None:
    driver.go_to(parse_time(time))
    driver.press(chord)


@when(parsers.re(r"I press (?P<chord>\S+)"))
def _press(driver: Driver, chord: str) -> None:
    driver.press(chord)


@when(parsers.re(r"I hold (?P<chord>\S+) from (?P<onset>[\d:.]+) to (?P<offset>[\d:.]+)"))
def _hold(driver: Driver, chord: str, onset: str, offset: str) -> None:
    driver.go_to(parse_time(onset))
    driver.hold(chord, parse_time(offset))


@when(parsers.re(r"(?P<coder>\w+) marks (?P<phase>\w+) from (?P<onset>[\d:.]+) to (?P<offset>[\d:.]+) elsewhere"))
def _mark_elsewhere(driver: Driver, coder: str, phase: str, onset: str, offset: str) -> None:
    driver.mark_elsewhere(PhaseMark(phase, parse_time(onset), parse_time(offset), coder=coder))


@when("our phases are shared")
def _share(driver: Driver) -> None:
    driver.share()


@then("the phases of the session are")
def _phases_of_the_session(driver: Driver, datatable: Table) -> None:
    driver.share()
    shown = [
        [
            mark.phase,
            *("" if ms is None else format_short_time(ms) for ms in (mark.onset_ms, mark.offset_ms)),
            mark.coder,
        ]
        for mark in driver.marks()
    ]
    assert shown == datatable[1:]


@given(parsers.re(r"only (?P<times>.+) (is|are) to be coded"))
def _only(driver: Driver, times: str) -> None:
    blocks = [block.split(" to ") for block in times.split(" and ")]
    driver.desk.workspace.observation.blocks = tuple((parse_time(begin), parse_time(end)) for begin, end in blocks)


@when(parsers.re(r"I type (?P<words>.+)"))
def _type(driver: Driver, words: str) -> None:
    for sign in words:
        driver.press("space" if sign == " " else f"shift+{sign.lower()}" if sign.isupper() else sign)


@given(parsers.re(r"I code the pass (?P<pass_id>\w+)"))
@when(parsers.re(r"I code the pass (?P<pass_id>\w+)"))
def _code_pass(driver: Driver, pass_id: str) -> None:
    driver.open_pass(pass_id)


@when(parsers.re(r"I step on through (?P<count>\d+) frames"))
def _step_on(driver: Driver, count: str) -> None:
    for _ in range(int(count)):
        driver.choose("Next frame")


@when(parsers.re(r"I go to (?P<time>[\d:.]+)"))
def _go_to(driver: Driver, time: str) -> None:
    driver.go_to(parse_time(time))


@when("I play the video")
def _play(driver: Driver) -> None:
    driver.press("space")


@when("I let it play for half a second")
def _play_on(driver: Driver) -> None:
    driver.play_on(500)


@when("I let it play until it pauses")
def _play_until_it_pauses(driver: Driver) -> None:
    driver.play_until_it_pauses()


@when(parsers.re(r"I select (?P<code>\S+) at (?P<time>[\d:.]+)"))
def _select(driver: Driver, code: str, time: str) -> None:
    driver.desk.workspace.select(_event(driver, code, time).id)


@when(parsers.re(r'I choose "(?P<title>.+)"'))
def _choose(driver: Driver, title: str) -> None:
    driver.choose(title)


@when("I undo")
def _undo(driver: Driver) -> None:
    driver.choose("Undo")


@when("I redo")
def _redo(driver: Driver) -> None:
    driver.choose("Redo")


@when("I undo everything")
def _undo_everything(driver: Driver) -> None:
    while driver.desk.workspace.history.can_undo is not None:
        driver.choose("Undo")


@when("I redo everything")
def _redo_everything(driver: Driver) -> None:
    while driver.desk.workspace.history.can_redo is not None:
        driver.choose("Redo")


@when(parsers.re(r"I change (?P<code>\S+) at (?P<time>[\d:.]+) to (?P<other>\S+)"))
def _change(driver: Driver, code: str, time: str, other: str) -> None:
    driver.desk.workspace.do(SetCode(_event(driver, code, time).id, other))


@when(parsers.re(r'I comment (?P<code>\S+) at (?P<time>[\d:.]+) with "(?P<words>.+)"'))
def _comment(driver: Driver, code: str, time: str, words: str) -> None:
    driver.desk.workspace.do(SetComment(_event(driver, code, time).id, words))


def _event(driver: Driver, code: str, time: str) -> Event:
    at_ms = parse_time(time)
    return next(event for event in driver.desk.workspace.observation if (event.code, event.onset_ms) == (code, at_ms))


# What is so then


@then("the events are")
def _the_events_are(driver: Driver, datatable: Table) -> None:
    heading, *rows = datatable
    assert [[_cell(event, column) for column in heading] for event in driver.desk.workspace.observation] == rows
    driver.check()


def _cell(event: Event, column: str) -> str:
    match column:
        case "onset":
            return format_short_time(event.onset_ms)
        case "offset" if event.offset_ms is not None:
            return format_short_time(event.offset_ms)
        case "offset":
            return "point" if event.point else ""
        case "modifiers":
            return ", ".join(f"{name}: {value}" for name, value in event.modifiers)
        case _:
            return str(getattr(event, column))


@then("there are no events")
def _no_events(driver: Driver) -> None:
    assert list(driver.desk.workspace.observation) == []


@then(parsers.re(r"there (is|are) (?P<count>\d+) events?"))
def _count(driver: Driver, count: str) -> None:
    assert len(driver.desk.workspace.observation) == int(count)


@then(parsers.re(r"the (?P<tier>\w+) tier is"))
def _the_tier_is(driver: Driver, tier: str, datatable: Table) -> None:
    workspace = driver.desk.workspace
    found = segments(workspace.scheme, workspace.observation, _tier(driver, tier), 0, LENGTH_MS)
    shown = [
        [part.code, format_short_time(part.onset_ms), format_short_time(part.offset_ms), _source(part.event)]
        for part in found
    ]
    assert shown == datatable[1:]


def _source(event: Event | None) -> str:
    return "default" if event is None else "coded"


@then(parsers.re(r"the codable time of (?P<tier>\w+) is (?P<seconds>\d+) seconds"))
def _codable(driver: Driver, tier: str, seconds: str) -> None:
    workspace = driver.desk.workspace
    stretches = phase_stretches(workspace.scheme, workspace.observation, LENGTH_MS)
    found = codable_time(workspace.scheme, workspace.observation, _tier(driver, tier), stretches)
    assert found.codable_ms == int(seconds) * 1000


def _tier(driver: Driver, tier_id: str) -> Tier:
    found = driver.desk.workspace.scheme.tier(tier_id)
    assert found is not None
    return found


@then(parsers.re(r"(?P<first>\S+) ends where (?P<second>\S+) begins"))
def _ends_where(driver: Driver, first: str, second: str) -> None:
    by_code = {event.code: event for event in driver.desk.workspace.observation}
    assert by_code[first].offset_ms == by_code[second].onset_ms


@then(parsers.re(r'I am told "(?P<sentence>.+)"'))
def _told(driver: Driver, sentence: str) -> None:
    assert sentence in driver.told()


@then(parsers.re(r"I am asked for (?P<modifier>\w+)"))
def _asked(driver: Driver, modifier: str) -> None:
    question = driver.desk.workspace.pending.question
    assert question is not None
    assert question.modifier.id == modifier


@then("I am asked nothing")
def _asked_nothing(driver: Driver) -> None:
    assert not driver.desk.workspace.pending


@then(parsers.re(r"I am asked for the (?P<tier>\w+) from (?P<onset>[\d:.]+) to (?P<offset>[\d:.]+)"))
def _asked_for_interval(driver: Driver, tier: str, onset: str, offset: str) -> None:
    prompt = driver.desk.sampling.prompt
    assert prompt is not None
    assert (prompt.asked.tier.id, prompt.asked.span) == (tier, (parse_time(onset), parse_time(offset)))


@then(parsers.re(r"I am asked for an interval that ends where (?P<phase>\w+) begins"))
def _asked_up_to(driver: Driver, phase: str) -> None:
    prompt, observation = driver.desk.sampling.prompt, driver.desk.workspace.observation
    assert prompt is not None
    assert [event.onset_ms for event in observation if event.code == phase] == [prompt.asked.span[1]]


@then("I am asked for no interval")
def _asked_for_no_interval(driver: Driver) -> None:
    assert driver.desk.sampling.prompt is None


@then(parsers.re(r"(?P<coded>\d+) of (?P<count>\d+) intervals of (?P<tier>\w+) are coded"))
def _intervals_coded(driver: Driver, coded: str, count: str, tier: str) -> None:
    assert driver.desk.sampling.counts()[tier] == Counted(int(coded), int(count))


@then(parsers.re(r"the export of (?P<tier>\w+) is"))
def _the_export_is(driver: Driver, tier: str, datatable: Table) -> None:
    workspace = driver.desk.workspace
    log = Log(workspace.session, workspace.scheme, "", workspace.observation, LENGTH_MS, workspace.frames)
    heading, *rows = datatable
    exported = csv.DictReader(StringIO(format_events([log])))
    assert [[row[column] for column in heading] for row in exported if row["tier"] == tier] == rows


@then(parsers.re(r"(?P<code>\w+) is (?P<seen>(not )?)seen to hold at (?P<time>[\d:.]+)"))
def _holds_at(driver: Driver, code: str, seen: str, time: str) -> None:
    driver.go_to(parse_time(time))
    assert driver.holds(code) == (not seen)


@then("the video is playing")
def _playing(driver: Driver) -> None:
    assert driver.desk.player.playing


@then("the video is paused")
def _paused(driver: Driver) -> None:
    assert not driver.desk.player.playing


@then(parsers.re(r"the frame at (?P<time>[\d:.]+) is on the screen"))
def _on_the_screen(driver: Driver, time: str) -> None:
    assert driver.desk.player.now_ms() == parse_time(time)


# Ratings


@when(parsers.re(r"I go on to (?P<item>\w+)"))
def _go_on_to(driver: Driver, item: str) -> None:
    ratings = driver.desk.ratings
    while ratings.current is None or ratings.current.item.id != item:
        driver.press("down")


@then("the ratings are")
def _the_ratings_are(driver: Driver, datatable: Table) -> None:
    rated = [event for event in driver.desk.workspace.observation if event.modifier("value") is not None]
    shown = [[event.code, event.modifier("phase") or "", event.modifier("value") or ""] for event in rated]
    assert sorted(shown) == sorted(datatable[1:])
    driver.check()


@then(parsers.re(r"the composite (?P<name>\w+) is (?P<value>[\d.]+)"))
def _composite_is(driver: Driver, name: str, value: str) -> None:
    assert _score(driver, name).value == float(value)


@then(parsers.re(r'the composite (?P<name>\w+) is missing: "(?P<reason>.+)"'))
def _composite_is_missing(driver: Driver, name: str, reason: str) -> None:
    found = _score(driver, name)
    assert (found.value, found.reason) == (None, reason)


def _score(driver: Driver, name: str) -> Score:
    ratings = driver.desk.ratings
    scores = [score for tier in ratings.tiers for composite, score in ratings.scores(tier) if composite.id == name]
    return scores[0]


@then(parsers.re(r"the video plays at (?P<rate>[\d.]+) times its rate"))
def _plays_at(driver: Driver, rate: str) -> None:
    assert driver.desk.player.rate == float(rate)


@then(parsers.re(r"(?P<percent>\d+) % are watched"))
def _are_watched(driver: Driver, percent: str) -> None:
    assert driver.watched() == f"{percent} % watched"


@then("nothing is watched")
def _nothing_watched(driver: Driver) -> None:
    assert driver.watched() == ""
