"""``coder code`` and ``coder export``: from key presses to a table."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.shell import coder


def rows(folder: Path) -> list[dict[str, str]]:
    """Read the exported events that a person coded."""
    text = (folder / "events.csv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(io.StringIO(text)) if row["source"] == "coder"]


def keys(folder: Path, *lines: str) -> Path:
    """Write key presses to a file."""
    path = folder / "keys.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_press_is_stamped_with_the_frame_shown_then(session: Path, tmp_path: Path) -> None:
    assert coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "time_s,key", "1.039,1", "2.5,2")) == 0
    assert coder("export", session, "-o", tmp_path / "out") == 0
    found = [(row["code"], row["onset_s"], row["offset_s"], row["onset_frame"]) for row in rows(tmp_path / "out")]
    assert found == [("at_face", "1.000", "2.480", "25"), ("away", "2.480", "75.000", "62")]


def test_exporting_again_gives_the_same_bytes(session: Path, tmp_path: Path) -> None:
    coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "1,b", "2,b", "3.5,r"))
    coder("export", session, "-o", tmp_path / "one")
    coder("export", session, "-o", tmp_path / "two")
    assert (tmp_path / "one/events.csv").read_bytes() == (tmp_path / "two/events.csv").read_bytes()


def test_two_coders_stand_in_one_table(session: Path, tmp_path: Path) -> None:
    coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "1,b"))
    coder("code", session, "--coder", "ben", "--keys", keys(tmp_path, "2,b"))
    coder("export", session, "-o", tmp_path / "out")
    assert [(row["coder_id"], row["onset_s"]) for row in rows(tmp_path / "out")] == [("ana", "1.000"), ("ben", "2.000")]


def test_ratings_are_made_by_lines_and_stand_in_a_table_of_their_own(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = (session / "session.yaml").read_text(encoding="utf-8").replace("core-cues", "rating-shell")
    (session / "session.yaml").write_text(shell, encoding="utf-8")
    lines = keys(tmp_path, "rate cg_ratings.item_01 5", "rate item_02 not_ratable")
    assert coder("code", session, "--coder", "ana", "--keys", lines) == 0
    assert "0 key presses, 2 ratings, 2 events on disk." in capsys.readouterr().out
    assert coder("export", session, "-o", tmp_path / "out") == 0
    with (tmp_path / "out/ratings.csv").open(encoding="utf-8", newline="") as file:
        told = {row["item"]: (row["value"], row["not_ratable"], row["missing"]) for row in csv.DictReader(file)}
    assert (told["item_01"], told["item_02"], told["item_03"]) == (("5", "0", "0"), ("", "1", "0"), ("", "0", "1"))


def test_each_line_is_acknowledged_while_the_input_is_still_open(session: Path) -> None:
    command = [sys.executable, "-m", "coder", "code", str(session), "--coder", "ana", "--keys", "-", "--ack"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, line in enumerate(("1.0,1", "2.0,2", "3.0,b"), 1):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == f"saved {number}\n"
        process.stdin.close()
        assert process.wait(30) == 0


def test_ten_events_survive_a_kill_and_coding_goes_on(session: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "coder", "code", str(session), "--coder", "ana", "--keys", "-", "--ack"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for second in range(1, 11):
            process.stdin.write(f"{second},b\n")
            process.stdin.flush()
            assert process.stdout.readline() == f"saved {second}\n"
        process.kill()
    assert coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "20,b")) == 0
    coder("export", session, "-o", tmp_path / "out")
    assert [row["onset_s"] for row in rows(tmp_path / "out")] == [f"{second}.000" for second in (*range(1, 11), 20)]


@pytest.mark.parametrize("line", ["1.0", "x,1", "-1,1", "nan,1", "1.0,", "1;1"])
def test_a_line_that_is_no_key_press_is_named_and_what_came_before_is_kept(
    line: str, session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "1,b", line, "3,b")) == 3
    assert "Line 2" in capsys.readouterr().err
    coder("export", session, "-o", tmp_path / "out")
    assert len(rows(tmp_path / "out")) == 1


def test_a_key_that_codes_nothing_is_a_finding(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "1,q", "2,b"), "--json") == 1
    assert json.loads(capsys.readouterr().out)["events"] == 1


def test_a_modifier_is_answered_by_the_next_key(session: Path, tmp_path: Path) -> None:
    coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "1,t", "2,t", "2.2,2"))
    coder("export", session, "-o", tmp_path / "out")
    (touch,) = rows(tmp_path / "out")
    assert (touch["offset_s"], touch["mod_cg_touch_form"]) == ("2.000", "stroke")


def test_undo_works_by_its_key(session: Path, tmp_path: Path) -> None:
    coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "1,b", "2,b", "2,ctrl+z"))
    coder("export", session, "-o", tmp_path / "out")
    assert len(rows(tmp_path / "out")) == 1


def test_nothing_coded_is_said_and_no_table_is_written(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("export", session, "-o", tmp_path / "out") == 3
    assert "nothing coded" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_comments_stay_in_unless_they_are_asked_for(session: Path, tmp_path: Path) -> None:
    coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "1,b"))
    assert coder("export", session, "-o", tmp_path / "out", "--comments") == 0
    assert rows(tmp_path / "out")[0]["comment"] == ""


def test_intervals_are_coded_by_their_keys_and_counted(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (session / "sampling.yaml").write_text(SAMPLING, encoding="utf-8")
    config = (session / "session.yaml").read_text(encoding="utf-8")
    (session / "session.yaml").write_text(config.replace("core-cues", "sampling.yaml"), encoding="utf-8")
    assert coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "5,c", "74.96,q")) == 0
    assert "in_state: 2 of 8 intervals coded." in capsys.readouterr().out
    assert coder("code", session, "--coder", "ana", "--keys", keys(tmp_path, "15,c"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["intervals"] == {"in_state": [3, 8]}
    assert coder("export", session, "-o", tmp_path / "out") == 0
    with (tmp_path / "out/events.csv").open(encoding="utf-8", newline="") as file:
        told = [(row["code"], row["onset_s"], row["offset_s"], row["source"]) for row in csv.DictReader(file)]
    assert told[1:4] == [
        ("calm", "10.000", "20.000", "coder"),
        ("", "20.000", "30.000", "not_coded"),
        ("", "30.000", "40.000", "not_coded"),
    ]
    assert told[-1] == ("upset", "70.000", "75.000", "coder")


SAMPLING = """
format: 1
scheme: {id: sampling, version: "1.0.0"}
actors: [{id: infant, role: infant}]
tiers:
  - id: in_state
    actor: infant
    kind: interval
    length_s: 10
    rule: momentary
    gap: not_coded
    codes: [{id: calm, key: c}, {id: upset, key: q}]
"""
