"""Every scenario of the folder, on the core and on the window; here are the sentences that are of two coders."""

from dataclasses import replace
from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from coder.app.agreement_scope import Pick, Stream
from coder.app.open_session import open_session
from coder.model.event import Event
from coder.model.listing import Listing
from coder.model.time import format_short_time
from tests.deciding import ANA, BEN, FINE_ANA, create_fine_pair, create_pair
from tests.features.driver import Driver

Table = list[list[str]]
WHOSE = {"ana": ANA, "ben": BEN}

scenarios(*(path.name for path in sorted(Path(__file__).parent.glob("*.feature"))))


@given("ana and ben coded another session, and differ in 7 places")
def _differ(driver: Driver, tmp_path: Path) -> None:
    driver.review(create_pair(tmp_path / "differing"))


@given("ana and ben coded another session alike, but for 6 things beneath")
def _differ_beneath(driver: Driver, tmp_path: Path) -> None:
    driver.review(create_fine_pair(tmp_path / "differing"))


@then("the ratings of the consensus are")
def _ratings(driver: Driver, datatable: Table) -> None:
    lane = driver.desk.workspace.observation.lane("mood")
    assert {one.code: one.modifier("value") for one in lane} == dict(datatable[1:])


@then("the consensus is ana's observation")
def _is_anas(driver: Driver) -> None:
    observation = driver.desk.workspace.observation
    coded = {replace(one, id=0) for one in observation if one.tier in ("gaze", "signal", "mood")}
    assert coded == {replace(one, id=0) for one in FINE_ANA}


@then(parsers.re(r"(?P<left>\d+) disagreements? (is|are) left"))
def _left(driver: Driver, left: str) -> None:
    review = driver.desk.review
    assert review is not None
    assert review.left == int(left)


@then(parsers.re(r"the consensus of (?P<tier>\w+) is"))
def _consensus(driver: Driver, tier: str, datatable: Table) -> None:
    lane = driver.desk.workspace.observation.lane(tier)
    found = [[one.code, format_short_time(one.onset_ms), _until(one)] for one in lane]
    assert found == datatable[1:]


def _until(event: Event) -> str:
    return "" if event.offset_ms is None else format_short_time(event.offset_ms)


@given("ana and ben coded another session", target_fixture="coded_twice")
def _coded_twice(tmp_path: Path) -> Path:
    return create_pair(tmp_path / "differing")


@given("I ask how far they agree")
def _compare(driver: Driver, coded_twice: Path) -> None:
    driver.compare(coded_twice)


@then("their agreement is")
def _agreement(driver: Driver, datatable: Table) -> None:
    rows = [[row.cells[place] for place in (0, 1, 5, 8)] for row in driver.agreement().rows]
    assert rows == datatable[1:]


@when(
    parsers.re(r"I choose (?P<tier>\w+) where ana has (?P<one>\w+) and ben (?P<other>\w+)"),
    target_fixture="differing",
)
def _choose_cell(driver: Driver, tier: str, one: str, other: str) -> Listing:
    return driver.differ(Pick(Stream(tier), one, other))


@then("they differ there at")
def _differ_there(differing: Listing, datatable: Table) -> None:
    assert [[row.cells[place] for place in (0, 1, 4)] for row in differing.rows] == datatable[1:]


@then(parsers.re(r"(?P<coder>\w+)'s observation is as it was"))
def _untouched(coder: str, tmp_path: Path) -> None:
    with open_session(tmp_path / "differing" / "D01", coder, view_only=True) as opened:
        assert tuple(opened.workspace.observation) == tuple(
            sorted(WHOSE[coder], key=lambda one: (one.onset_ms, one.id))
        )
