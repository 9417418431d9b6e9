"""Whatever is compared, a table never has a figure that is none: it is empty, and the reason stands beside it."""

import csv
import re
from pathlib import Path

import pytest

from coder.app.agreement import write_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.app.agreement_words import describe_agreement
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from tests.moving import FIRST, RATED, code, create_study

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s"
SPELLS = "session_id,coder_id,tier,kind,onset_s,offset_s"
NO_FIGURE = re.compile(r"(?i)(^|[,\s])-?(nan|inf|infinity|none|true|false)(?=,|$)", re.MULTILINE)
SEEN = "S1,D1,{},infant,gaze,{},state,{},{}"
GAZE = (SEEN.format("ana", "toy", 0, 8), SEEN.format("ben", "toy", 0, 4), SEEN.format("ben", "face", 4, 8))
CRY = "S1,D1,{},infant,voice,cry,point,{},"
LOGS = {
    "no overlap in window": (GAZE, ("S1,ana,,window,0,4", "S1,ben,,window,4,8")),
    "all of it uncodable": (GAZE, ("S1,ana,,uncodable,0,8",)),
    "codable for less than a unit": (GAZE, ("S1,,,window,2,2.4",)),
    "codable for half a second": (GAZE, ("S1,,,window,4,4.5",)),
    "one coder has nothing on a tier": ((*GAZE, CRY.format("ana", 3)), ()),
    "one coder has no event at all": (GAZE[:1], ("S1,ben,,window,0,8",)),
    "one code only": ((GAZE[0], SEEN.format("ben", "toy", 0, 8)), ()),
    "one code only, all the window": ((GAZE[0], SEEN.format("ben", "toy", 0, 8)), ("S1,,,window,0,8",)),
    "one point each, at the same instant": ((CRY.format("ana", 3), CRY.format("ben", 3)), ()),
    "a session without length": ((CRY.format("ana", 0), CRY.format("ben", 0)), ()),
    "points far from each other": ((CRY.format("ana", 1), CRY.format("ben", 9)), ()),
    "codes that overlap, one of them unused by one": (
        (SEEN.format("ana", "toy", 0, 8), SEEN.format("ana", "face", 2, 4), SEEN.format("ben", "toy", 0, 8)),
        (),
    ),
    "two sessions in which both have the same mean": (
        (
            *GAZE,
            "S2,D1,ana,infant,gaze,toy,state,0,4",
            "S2,D1,ana,infant,gaze,face,state,4,8",
            SEEN.format("ben", "toy", 0, 8).replace("S1", "S2"),
        ),
        (),
    ),
    "one session with figures and one without": (
        (*GAZE, "S2,D2,ana,infant,gaze,toy,state,0,5", "S2,D2,ben,infant,gaze,toy,state,0,5"),
        (),
    ),
    "states that touch at one instant, of a millisecond": (
        (SEEN.format("ana", "toy", 0, 0.001), SEEN.format("ben", "toy", 0.001, 0.002)),
        (),
    ),
}
WAYS = {
    "plain": How(draws=20),
    "blocks and BCa": How(draws=20, block_ms=2000, corrected=True),
    "small unit, no tolerance": How(100, 0, draws=0),
    "a unit longer than the session": How(60_000, 60_000, draws=20),
}


@pytest.mark.parametrize("how", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("rows", LOGS.values(), ids=LOGS)
def test_a_log_gives_empty_cells_with_a_reason_and_never_no_figure(
    tmp_path: Path, rows: tuple[tuple[str, ...], tuple[str, ...]], how: How
) -> None:
    events, codable = tmp_path / "events.csv", tmp_path / "codable.csv"
    events.write_text("\n".join([HEAD, *rows[0], ""]), encoding="utf-8")
    codable.write_text("\n".join([SPELLS, *rows[1], ""]), encoding="utf-8")
    found = write_agreement(AgreementWish(events, codable, how=how), tmp_path / "out")
    assert list(describe_agreement(found))
    _check_tables(tmp_path / "out")


def _check_tables(out: Path) -> None:
    tables = sorted(out.glob("*.csv"))
    assert tables
    for path in tables:
        text = path.read_text("utf-8")
        assert not NO_FIGURE.search(_without_codes(text)), f"{path.name}:\n{text}"
        rows = list(csv.DictReader(text.splitlines()))
        for row in rows:
            if "kappa" in row and "reason" in row:
                assert row["kappa"] or row["reason"], f"{path.name}: {row}"


def _without_codes(text: str) -> str:
    """Return a table without the columns that hold codes: a code may be called none."""
    rows = list(csv.reader(text.splitlines()))
    keep = [at for at, head in enumerate(rows[0]) if not head.startswith(("code", "row", "column", "reason"))]
    return "\n".join(",".join(row[at] for at in keep) for row in rows)


@pytest.mark.parametrize("values", [("3", "3"), ("3", "4")], ids=["one level for both", "one level for each"])
@pytest.mark.parametrize("sessions", [1, 2, 3])
def test_ratings_of_one_level_have_a_reason_instead_of_a_figure(
    tmp_path: Path, values: tuple[str, str], sessions: int
) -> None:
    study = create_study(tmp_path / "study", sessions=sessions, coders=(), text=RATED)
    for number in range(1, sessions + 1):
        for coder, value in zip(("ana", "ben"), values, strict=True):
            rated = Event(1, "warmth", "smiles", 0, 600_000, modifiers=(("value", value),))
            code(study / f"D{number:02}", coder, RATED, (rated,))
    (smiles,) = write_agreement(AgreementWish(study, how=How(draws=20)), tmp_path / "out").ratings
    _check_tables(tmp_path / "out")
    figures = (smiles.linear, smiles.quadratic, smiles.ordinal, smiles.interval, smiles.single, smiles.mean)
    assert all(one.value is not None or one.reason for one in figures)
    if values == ("3", "3"):
        assert {one.value for one in figures} == {None}
    (row,) = csv.DictReader((tmp_path / "out" / "reliability_ratings.csv").read_text("utf-8").splitlines())
    assert row["reason"]


@pytest.mark.parametrize("coded", [(), (Event(1, "gaze", "mother", 0, 600_000),)], ids=["nothing", "one event"])
def test_a_study_in_which_one_coder_coded_nothing_has_reasons(tmp_path: Path, coded: tuple[Event, ...]) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=())
    code(study / "D01", "ana", FIRST, coded or (Event(1, "signal", "bid", 500, point=True),))
    with create_observation(
        study / "D01" / "observations" / "ben.attune", Identity("D01", "ben"), StoredScheme("small", "1.0.0", FIRST)
    ) as file:
        file.commit(Change("Nothing"), coder="ben")
    found = write_agreement(AgreementWish(study, how=How(draws=20)), tmp_path / "out")
    _check_tables(tmp_path / "out")
    assert any("has no events" in one.found.reason for each in found.comparisons for one in each.compared)
