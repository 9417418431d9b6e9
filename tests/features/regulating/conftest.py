"""The sentences of regulation, and who plays them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from coder.app.regulation_named import Named
from coder.model.time import parse_time
from tests.features.regulating.looker import CoreLooker, Looker, bars_of, create_answered, place_of


@pytest.fixture(
    autouse=True,
    params=[pytest.param("core", marks=pytest.mark.core), pytest.param("window", marks=pytest.mark.window)],
)
def driver(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Looker]:
    """Play the scenario on the core or on the window."""
    monkeypatch.setenv("ATTUNE_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path / "cache"))
    study = create_answered(tmp_path / "study")
    looker = _build_window(request, study) if request.param == "window" else CoreLooker(study)
    try:
        yield looker
    finally:
        looker.end()


def _build_window(request: pytest.FixtureRequest, study: Path) -> Looker:
    from tests.features.regulating.window_looker import WindowLooker

    return WindowLooker(request.getfixturevalue("qtbot"), study)


@given("a study in which every bid was answered by a pat and no fuss was")
def _answered(driver: Looker) -> None:
    """It is there already: the window is opened on it."""


@when(parsers.re(r"I look at (?P<link>\w+)"))
def _look(driver: Looker, link: str) -> None:
    driver.look(link)


@when(parsers.re(r"I ask whether (?P<cue>\S+) brings (?P<response>\S+) within (?P<seconds>\d+) s"))
def _ask(driver: Looker, cue: str, response: str, seconds: str) -> None:
    driver.ask(Named(cue, response, 1000 * int(seconds)))


@when(parsers.re(r'I choose "(?P<place>[^"]+)"(?: (?P<times>\d+) times more)?'))
def _choose(driver: Looker, place: str, times: str | None) -> None:
    for _ in range(int(times or 1)):
        driver.choose(place)


@then(parsers.re(r'it says "(?P<words>.+)"'))
def _says(driver: Looker, words: str) -> None:
    assert words in "\n".join(driver.figure.words)


@then(parsers.re(r'above chance is "(?P<place>.+)"'))
def _above(driver: Looker, place: str) -> None:
    assert [place_of(bar) for bar in bars_of(driver.figure) if "above the band" in bar.words] == [place]


@then(parsers.re(r"above chance is nothing in the (?P<seconds>\d+) s after the cue"))
def _nothing_above(driver: Looker, seconds: str) -> None:
    after = [bar for bar in bars_of(driver.figure) if 0 <= bar.low < int(seconds)]
    assert after
    assert not [bar.words for bar in after if "above the band" in bar.words]


@then(parsers.re(r"(?P<session>\w+) plays from (?P<time>[\d:.]+)"))
def _plays(driver: Looker, session: str, time: str) -> None:
    assert driver.playing() == (session, parse_time(time))


@then(parsers.re(r'there is no chart, for "(?P<reason>.+)"'))
def _no_chart(driver: Looker, reason: str) -> None:
    found = driver.figure
    assert found.chart is None
    assert f"{found.reason[:1].upper()}{found.reason[1:].rstrip('.')}." == reason
