"""``coder scheme import``: the report is printed and lies beside the scheme."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.shell import coder


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    path = tmp_path / "codes.csv"
    rows = "".join(f",row {number}\n" for number in range(30))
    path.write_text(f"code,label\nface,Face\n{rows}", encoding="utf-8", newline="\n")
    return path


def test_a_scheme_is_imported_and_checks(codes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "lab.yaml"
    assert coder("scheme", "import", codes, "-o", out) == 0
    said = capsys.readouterr().out
    assert "lab.yaml, made from codes.csv" in said
    assert "- … and 10 more" in said
    assert str(tmp_path / "lab.losses.txt") in said
    assert "Line 32" in (tmp_path / "lab.losses.txt").read_text(encoding="utf-8")
    assert coder("scheme", "check", out) == 0


def test_a_machine_reads_the_losses_as_json(codes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("scheme", "import", codes, "--format", "csv", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["scheme"] == str(codes.with_name("codes.yaml"))
    assert {"kind": "dropped", "what": "Line 3: it has no code."} in told["losses"]


def test_an_imported_scheme_codes_a_session(codes: Path, tmp_path: Path) -> None:
    assert coder("scheme", "import", codes) == 0
    scheme = codes.with_name("codes.yaml")
    assert coder("new", tmp_path / "s", "--no-media", "--length", "10", "--scheme", scheme) == 0
    keys = tmp_path / "keys.csv"
    keys.write_text("1,a\n3,a\n", encoding="utf-8")
    assert coder("code", tmp_path / "s", "--coder", "ana", "--keys", keys) == 0
    assert coder("export", tmp_path / "s", "-o", tmp_path / "out") == 0
    assert ",face,state,,Face,1.000,3.000," in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")


def test_what_cannot_be_imported_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lab.docx"
    path.write_bytes(b"PK")
    assert coder("scheme", "import", path) == 3
    assert "does not say which program wrote it" in capsys.readouterr().err
