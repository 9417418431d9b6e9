import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.audit import audit_to_json, describe_step, describe_verdict, format_audit, read_audit, verdict_to_json
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.store.observation_file import open_observation
from tests.moving import create_study

LOOK = Event(6, "gaze", "toy", 2_000, None, comment="at Tim")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    study = create_study(tmp_path / "study", sessions=1, coders=("ana", "ben"), count=1)
    with open_observation(study / "D01" / "observations" / "ana.attune") as file:
        file.commit(Change("toy", added=(LOOK,)))
        file.commit(Change("Offset", replaced=((LOOK, Event(6, "gaze", "toy", 2_000, 2_500)),)), coder="eva")
    return study


def test_every_change_is_told_with_who_did_it_when_and_what_it_was_before(study: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(format_audit(read_audit(study)))))
    assert [(row["coder_id"], row["seq"], row["who"], row["change"], row["event_id"]) for row in rows] == [
        ("ana", "1", "ana", "added", "1"),
        ("ana", "2", "ana", "added", "6"),
        ("ana", "3", "eva", "changed", "6"),
        ("ben", "1", "ben", "added", "1"),
    ]
    assert '"offset_ms":null' in rows[2]["before"]
    assert '"offset_ms":2500' in rows[2]["after"]


def test_comments_are_told_only_when_asked_for(study: Path) -> None:
    audited = read_audit(study)
    assert "at Tim" not in format_audit(audited)
    assert "at Tim" in format_audit(audited, comments=True)
    assert "comment" not in audit_to_json(audited)[0]["steps"][1]["after"]


def test_a_step_reads_as_a_line(study: Path) -> None:
    steps = list(read_audit(study)[0].steps)
    assert describe_step(steps[2]).endswith(
        "  eva  Offset: changed event 6, gaze.toy 0:02.000– → gaze.toy 0:02.000–0:02.500"
    )


def test_one_observation_is_read_by_its_file(study: Path) -> None:
    (one,) = read_audit(study / "D01" / "observations" / "ben.attune")
    assert one.name == "D01 ben"


def test_a_whole_log_is_called_whole(study: Path) -> None:
    (one, _) = read_audit(study)
    verdict = one.verify()
    (line,) = describe_verdict(one, verdict)
    assert line == f"D01 ana: whole, 3 entries, last hash {verdict.head[:16]}."
    assert verdict_to_json(one, verdict)["whole"] is True


def test_a_log_without_hashes_is_not_called_whole(study: Path) -> None:
    (one, _) = read_audit(study)
    verdict = replace(one.verify(), head="", bare=3)
    lines = list(describe_verdict(one, verdict))
    assert lines[0] == "D01 ana: no fault found, 3 entries."
    assert "not every alteration can be told" in lines[1]


def test_where_nothing_was_coded_there_is_nothing_to_read(tmp_path: Path) -> None:
    study = create_study(tmp_path / "empty", sessions=1, coders=())
    with pytest.raises(CoderError, match="There is nothing coded"):
        read_audit(study)
