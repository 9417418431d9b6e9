"""The sentences of a lab with several coders, and who plays them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from coder.app.audit import read_audit
from coder.app.blinding import NOT_YET
from coder.app.plan import read_status
from coder.model.time import format_short_time, parse_time
from coder.store.observation_file import open_observation
from coder.store.session_folder import load_session, observation_path
from tests.features.blind.lab import LOOKS, CoreLab, Lab, create_gold, create_planned

Table = list[list[str]]


@pytest.fixture(
    autouse=True,
    params=[pytest.param("core", marks=pytest.mark.core), pytest.param("window", marks=pytest.mark.window)],
)
def driver(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    """Play the scenario on the core or on the window."""
    monkeypatch.setenv("ATTUNE_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path / "cache"))
    lab = _build_window(request) if request.param == "window" else CoreLab()
    try:
        yield lab
    finally:
        lab.end()


def _build_window(request: pytest.FixtureRequest) -> Lab:
    from tests.features.blind.window_lab import WindowLab

    return WindowLab(request.getfixturevalue("qtbot"))


@given("a study whose one session is coded by ana and by ben")
def _planned(driver: Lab, tmp_path: Path) -> None:
    driver.study = create_planned(tmp_path / "study")


@given("a study with gold in G01, G02 and G03, where 2 in a row are asked")
def _gold(driver: Lab, tmp_path: Path) -> None:
    driver.study = create_gold(tmp_path / "study")


# What coders do


@when(parsers.re(r"(?P<coder>\w+) codes (?P<session>G\d+) as the expert did"))
def _code_gold(driver: Lab, coder: str, session: str) -> None:
    driver.code(coder, driver.study / session, LOOKS)


@when(parsers.re(r"(?P<coder>\w+) codes (?P<session>G\d+) (?P<seconds>\d+) seconds late"))
def _code_late(driver: Lab, coder: str, session: str, seconds: str) -> None:
    driver.code(coder, driver.study / session, [(chord, ms + 1000 * int(seconds)) for chord, ms in LOOKS])


@when(parsers.re(r"(?P<coder>\w+) codes (?P<words>\w+ at .+)"))
def _code(driver: Lab, coder: str, words: str) -> None:
    found = re.findall(r"(\w+) at ([\d:.]+)", words)
    driver.code(coder, None, [(chord, parse_time(time)) for chord, time in found])


@when(parsers.re(r"(?P<coder>\w+) submits"))
def _submit(driver: Lab, coder: str) -> None:
    driver.submit(coder)


@when(parsers.re(r'(?P<coder>\w+) opens it again because "(?P<reason>.+)"'))
def _reopen(driver: Lab, coder: str, reason: str) -> None:
    driver.reopen(coder, reason)


@when(parsers.re(r"(?P<coder>\w+) presses (?P<chord>\w+) at (?P<time>[\d:.]+)"))
def _press(driver: Lab, coder: str, chord: str, time: str) -> None:
    driver.press(coder, chord, parse_time(time))


# What is so then


@then(parsers.re(r'(?P<coder>\w+) is told "(?P<words>.+)"'))
def _told(driver: Lab, words: str) -> None:
    assert words in driver.told()


@then(parsers.re(r"(?P<coder>\w+) has submitted (?P<done>\d+) of (?P<count>\d+)"))
def _submitted(driver: Lab, coder: str, done: str, count: str) -> None:
    found = next(one for one in read_status(driver.study) if one.coder == coder)
    assert (found.submitted, found.assigned) == (int(done), int(count))


@then(parsers.re(r"(?P<coder>\w+) sees no comparison"))
def _no_comparison(driver: Lab, coder: str) -> None:
    seen = driver.compare(coder)
    assert isinstance(seen, str)
    assert seen.startswith(NOT_YET[0])


@then(parsers.re(r"(?P<coder>\w+) sees kappa of (?P<tier>\w+) as (?P<kappa>[\d.]+)"))
def _kappa(driver: Lab, coder: str, tier: str, kappa: str) -> None:
    seen = driver.compare(coder)
    assert not isinstance(seen, str)
    assert next(row.cells[1] for row in seen.rows if row.cells[0] == tier) == kappa


@then(parsers.re(r"the events of (?P<coder>\w+) are"))
def _events(driver: Lab, coder: str, datatable: Table) -> None:
    with open_observation(observation_path(load_session(driver.session), coder), read_only=True) as file:
        assert [[one.code, format_short_time(one.onset_ms)] for one in file.load()] == datatable[1:]


@then(parsers.re(r'the log of (?P<coder>\w+) says "(?P<words>.+)"'))
def _log(driver: Lab, coder: str, words: str) -> None:
    (found,) = read_audit(observation_path(load_session(driver.session), coder))
    assert found.verify().whole
    assert words in [step.title for step in found.steps]


@then(parsers.re(r"(?P<coder>\w+) has no status"))
def _no_status(driver: Lab, coder: str) -> None:
    assert driver.train(coder)[0].rows == ()


@then(parsers.re(r'(?P<session>G\d+) of (?P<coder>\w+) is "(?P<words>.+)"'))
def _score(driver: Lab, session: str, coder: str, words: str) -> None:
    row = next(row for row in driver.train(coder)[1].rows if row.cells[1] == session)
    assert words in row.cells


@then(parsers.re(r'(?P<coder>[a-z]+) is "(?P<status>.+)"'))
def _status(driver: Lab, coder: str, status: str) -> None:
    (row,) = driver.train(coder)[0].rows
    assert row.cells[0] == coder
    assert row.cells[1].startswith(status)
