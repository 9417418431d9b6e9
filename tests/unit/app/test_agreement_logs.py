"""What a log from elsewhere may hold that would make wrong figures without a word."""

from pathlib import Path

from coder.app.agreement import find_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.model.agreement import Comparison, Method

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s"
CODABLE = "session_id,coder_id,tier,kind,onset_s,offset_s"
GAZE = (
    *("ana,infant,gaze,mother,state,0,4", "ana,infant,gaze,toy,state,4,8"),
    *("ben,infant,gaze,mother,state,0,5", "ben,infant,gaze,toy,state,5,8"),
)


def _events(folder: Path, *rows: str) -> Path:
    path = folder / "events.csv"
    path.write_text("\n".join([HEAD, *(f"S1,D1,{row}" for row in rows), ""]), encoding="utf-8")
    return path


def _codable(folder: Path, *rows: str) -> Path:
    path = folder / "codable.csv"
    path.write_text("\n".join([CODABLE, *rows, ""]), encoding="utf-8")
    return path


def _in_units(found: Comparison) -> list[list[float]]:
    (one,) = [one for one in found.compared if one.method is Method.TIME_UNIT]
    return [list(row) for row in one.tallies]


def test_actors_who_share_a_tier_are_compared_apart_and_that_is_said(tmp_path: Path) -> None:
    codable = _codable(tmp_path, "S1,,,window,0,9", "S1,ana,gaze,uncodable,0,1")
    rows = (
        *("ana,infant,gaze,toy,state,0,4", "ana,mother,gaze,toy,state,2,6"),
        *("ben,infant,gaze,toy,state,0,4", "ben,mother,gaze,toy,state,3,7"),
    )
    found = find_agreement(AgreementWish(_events(tmp_path, *rows), codable, exclusive=frozenset({"gaze"})))
    infant, mother = found.comparisons
    assert (infant.tier, mother.tier) == ("infant.gaze", "mother.gaze")
    assert _in_units(infant) == [[3, 0], [0, 5]]
    assert _in_units(mother) == [[3, 1], [1, 3]]
    assert found.notes == (
        "Tier gaze has events of several actors: they are compared apart, as infant.gaze and mother.gaze.",
    )


def test_what_is_written_twice_counts_once_and_that_is_said(tmp_path: Path) -> None:
    found = find_agreement(AgreementWish(_events(tmp_path, *GAZE, GAZE[0]), how=How(draws=0)))
    assert found.exclusive == {"gaze": True}
    assert found.comparisons[0].compared[0].found.n == 8
    assert found.notes == ("1 event is in the log again: each counts once.",)


def test_codable_time_of_a_tier_without_events_is_said(tmp_path: Path) -> None:
    codable = _codable(tmp_path, "S1,,gase,uncodable,0,1")
    found = find_agreement(AgreementWish(_events(tmp_path, *GAZE), codable))
    assert found.notes == ("The table of codable time names the tier gase, which has no events.",)


def test_a_unit_that_does_not_fit_into_the_time_is_said(tmp_path: Path) -> None:
    (found,) = find_agreement(AgreementWish(_events(tmp_path, *GAZE), how=How(unit_ms=9000, draws=0))).comparisons
    in_units = [one.found for one in found.compared if one.method in (Method.TIME_UNIT, Method.TOLERANCE)]
    assert [one.kappa for one in in_units] == [None] * 3
    assert all("no unit of time is whole" in one.reason for one in in_units)
