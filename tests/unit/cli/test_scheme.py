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


def test_diff_says_what_changed_and_exits_with_1_when_the_version_is_too_low(tmp_path: Path, capsys: Capture) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    assert coder("scheme", "new", old, "--id", "lab") == coder("scheme", "new", new, "--id", "lab") == 0
    new.write_text(old.read_text(encoding="utf-8").replace("key: v", "key: n"), encoding="utf-8")
    capsys.readouterr()
    assert coder("scheme", "diff", old, old) == 0
    assert capsys.readouterr().out == "Nothing changed that needs another version: 0.1.0 is high enough.\n"
    assert coder("scheme", "diff", old, new) == 1
    assert capsys.readouterr().out.splitlines() == [
        "minor  Code in_signal.vocal: key was v, is n.",
        "Together a minor change of 0.1.0, which needs version 0.2.0 at least: 0.1.0 is too low.",
    ]


def test_diff_prints_json_for_programs(tmp_path: Path, capsys: Capture) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    coder("scheme", "new", old, "--id", "lab")
    text = old.read_text(encoding="utf-8").replace("Vocal sound", "Sound").replace("0.1.0", "0.1.1")
    new.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert coder("scheme", "diff", old, new, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "from": {"id": "lab", "version": "0.1.0"},
        "to": {"id": "lab", "version": "0.1.1"},
        "changes": [
            {"bump": "patch", "what": "Code in_signal.vocal: the wording of label was changed."},
            {"bump": "none", "what": "The scheme: version was 0.1.0, is 0.1.1."},
        ],
        "bump": "patch",
        "needed": "0.1.1",
        "high_enough": True,
    }
