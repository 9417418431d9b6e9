"""``coder scheme …``: what is printed, and the exit code."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.shell import coder

Capture = pytest.CaptureFixture[str]
FAULTY = 'format: 1\nscheme: {id: bad, version: "1.0"}\ntiers: []\n'


def test_check_tells_every_fault_with_its_place_and_exits_with_1(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad.yaml").write_text(FAULTY, encoding="utf-8")
    assert coder("scheme", "check", tmp_path / "bad.yaml") == 1
    assert capsys.readouterr().out.replace(f"{tmp_path.as_posix()}/", "").splitlines() == [
        'bad.yaml:2:28: scheme.version: "1.0" is no version. Write three numbers in quotes, such as "1.2.0".',
        "bad.yaml:3:8: tiers: The scheme has no tier. Add `tiers:` with at least one tier, or extend a scheme.",
    ]


def test_check_prints_json_for_programs(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad.yaml").write_text(FAULTY, encoding="utf-8")
    assert coder("scheme", "check", tmp_path / "bad.yaml", "--json") == 1
    first, _ = json.loads(capsys.readouterr().out)
    assert (first["line"], first["column"], first["path"], first["severity"]) == (2, 28, "scheme.version", "error")
    assert first["mend"] == 'Write three numbers in quotes, such as "1.2.0".'


def test_check_of_several_files_that_are_right_says_so(capsys: Capture) -> None:
    schemes = Path(__file__).parents[3] / "schemes"
    assert coder("scheme", "check", schemes / "core-cues.yaml", schemes / "still-face.yaml") == 0
    assert capsys.readouterr().out == "2 schemes checked: nothing to mend.\n"


def test_new_makes_a_scheme_that_checks_without_a_finding(tmp_path: Path, capsys: Capture) -> None:
    made = tmp_path / "my-lab.yaml"
    assert coder("scheme", "new", made) == 0
    assert f"coder scheme check {made}" in capsys.readouterr().out
    assert coder("scheme", "check", made) == 0
    assert coder("scheme", "new", made) == 3
    assert "is there already" in capsys.readouterr().err


def test_new_says_when_the_file_is_not_called_as_the_scheme(tmp_path: Path, capsys: Capture) -> None:
    assert coder("scheme", "new", tmp_path / "a.yaml", "--id", "b") == 0
    assert "only when its file is called b.yaml" in capsys.readouterr().out


def test_new_prints_json_for_programs(tmp_path: Path, capsys: Capture) -> None:
    assert coder("scheme", "new", tmp_path / "a.yaml", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made == {
        "scheme": "a",
        "file": str(tmp_path / "a.yaml"),
        "schema": str(tmp_path / "scheme.schema.json"),
    }


def test_schema_prints_the_json_schema(capsys: Capture) -> None:
    assert coder("scheme", "schema") == 0
    shipped = Path(__file__).parents[3] / "schemes" / "scheme.schema.json"
    assert capsys.readouterr().out == shipped.read_text(encoding="utf-8")


def test_flatten_prints_or_writes_a_scheme_that_needs_no_other(tmp_path: Path, capsys: Capture) -> None:
    assert coder("scheme", "flatten", "still-face") == 0
    printed = capsys.readouterr().out
    assert coder("scheme", "flatten", "still-face", "-o", tmp_path / "whole.yaml") == 0
    assert (tmp_path / "whole.yaml").read_text(encoding="utf-8") == printed
    assert coder("scheme", "check", tmp_path / "whole.yaml") == 0
