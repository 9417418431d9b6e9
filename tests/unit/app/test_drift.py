from pathlib import Path

import pytest

from coder.app.drift import find_drift
from coder.app.training_tables import write_drift
from coder.app.training_words import describe_drift
from coder.errors import CoderError
from coder.model.drift import GOLD, PARTNER
from tests.training import SECTION, TODAY, add_session, create_training, make_consensus_gold, on_day, try_session

PLAIN = ""


def test_a_coder_is_followed_by_date_of_coding_against_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = create_training(tmp_path / "study", f"{SECTION}  rolling: 2\n")
    for day, (session, late) in enumerate((("G02", 0), ("G01", 5_000), ("G03", 5_000)), 1):
        on_day(monkeypatch, day)
        try_session(study, session, "ana", late)
    whole = [one for one in find_drift(study).points if (one.figure.tier, one.figure.code) == ("gaze", "")]
    assert [(one.session, one.day.day, one.against, one.sessions) for one in whole] == [
        ("G02", 1, GOLD, 1),
        ("G01", 2, GOLD, 2),
        ("G03", 3, GOLD, 2),
    ]
    assert [round(one.figure.time_kappa.value or 0, 2) for one in whole] == [1.0, 0.6, 0.6]
    rolled = [one.rolled.time_kappa.value or 0 for one in whole]
    assert rolled[0] == 1
    assert 0.6 < rolled[1] < 1
    assert rolled[2] == pytest.approx(0.6)


def test_partners_are_held_against_each_other_both_ways(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study", PLAIN, ("D01",))
    try_session(study, "D01", "ana", 1_000, sealed=False)
    found = find_drift(study)
    assert {(one.coder, one.partner, one.against) for one in found.points} == {
        ("ana", "expert", PARTNER),
        ("expert", "ana", PARTNER),
    }


def test_what_is_not_submitted_is_left_out_where_there_is_training(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 0, sealed=False)
    with pytest.raises(CoderError, match="Nothing here can be compared over time"):
        find_drift(study)


def test_a_copy_of_a_session_is_the_coder_against_the_own_coding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = create_training(tmp_path / "study", "training: {again: [{session: X1, of: D01}]}\n", ("D01",))
    add_session(study, "X1")
    on_day(monkeypatch, 1)
    try_session(study, "D01", "ana", 0)
    on_day(monkeypatch, 15)
    try_session(study, "X1", "ana", 5_000)
    repeat = next(one for one in find_drift(study).repeats if one.figure.tier == "gaze")
    assert (repeat.coder, repeat.video, repeat.session, repeat.days) == ("ana", "D01", "X1", 14)
    assert repeat.figure.time_kappa.value == pytest.approx(0.6)


def test_two_records_of_one_session_are_the_coder_against_the_own_coding(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study", PLAIN, ("D01",))
    try_session(study, "D01", "ana", 0)
    try_session(study, "D01", "ana", 5_000, record="reliability")
    repeats = find_drift(study).repeats
    assert [(one.coder, one.session) for one in repeats if one.figure.tier == "gaze" and not one.figure.code] == [
        ("ana", "D01")
    ]


def test_the_tables_of_drift_name_re_tests_and_have_no_nan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = create_training(tmp_path / "study")
    on_day(monkeypatch, 1)
    for session in ("G01", "G02"):
        try_session(study, session, "ana", 0)
    found = write_drift(study, tmp_path / "out")
    out = tmp_path / "out"
    assert (out / "retests.csv").read_text("utf-8").splitlines()[1] == (
        "ana,,certified,2026-03-01T10:00:00.000Z,2026-03-29"
    )
    rows = (out / "drift.csv").read_text("utf-8").splitlines()
    assert rows[1] == "ana,,gold,expert,G01,2026-03-01T10:00:00.000Z,gaze,,1,1,,1,1,1,,"
    assert "nan" not in "\n".join(rows).lower()
    assert list(describe_drift(found, TODAY))[-1] == (
        "ana: certified since 2026-03-01; a re-test is due since 2026-03-29"
    )


def test_those_whose_consensus_is_gold_are_partners_and_not_held_against_it(tmp_path: Path) -> None:
    study = create_training(
        tmp_path / "study", SECTION.replace("G01, coder: expert", "G01, coder: consensus"), ("G01",)
    )
    study_file = study / "study.yaml"
    kept = [line for line in study_file.read_text("utf-8").splitlines() if "G02" not in line and "G03" not in line]
    study_file.write_text("\n".join(kept), encoding="utf-8")
    (study / "G01" / "observations" / "expert.attune").unlink()
    make_consensus_gold(study)
    try_session(study, "G01", "zoe", 0)
    assert {(one.coder, one.partner, one.against) for one in find_drift(study).points} == {
        ("ana", "ben", PARTNER),
        ("ben", "ana", PARTNER),
        ("zoe", "consensus", GOLD),
    }
