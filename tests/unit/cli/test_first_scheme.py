"""The ten minutes at the top of the page on schemes, walked word for word: written, checked, spoilt, mended, coded."""

import csv
import re
from pathlib import Path

import pytest

from tests.unit.cli.shell import coder

PAGE = (Path(__file__).parents[3] / "schemes" / "README.md").read_text(encoding="utf-8")
WALK = PAGE.partition("## Ten minutes")[2].partition("\n## ")[0]


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", WALK, re.DOTALL)


def spoilt(text: str) -> str:
    """Return the scheme with the three lines changed that the page says to change."""
    lines = blocks("diff")[0].splitlines()
    for right, wrong in zip(lines[::2], lines[1::2], strict=True):
        assert (right[0], wrong[0]) == ("-", "+")
        assert text.count(f"{right[1:]}\n") == 1
        text = text.replace(right[1:], wrong[1:])
    return text


@pytest.fixture
def scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    text = blocks("yaml")[0]
    Path("first-scheme.yaml").write_text(text, encoding="utf-8", newline="\n")
    return text


def test_the_first_scheme_has_two_tiers_with_modifiers_and_a_link(scheme: str) -> None:
    assert scheme.count("    actor:") == 2
    assert scheme.count("modifiers:") == 2
    assert "links:" in scheme


def test_the_first_scheme_is_checked_as_the_page_says(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("scheme", "check", "first-scheme.yaml") == 0
    assert capsys.readouterr().out == blocks("text")[0]


def test_three_mistakes_give_the_messages_of_the_page(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("first-scheme.yaml").write_text(spoilt(scheme), encoding="utf-8", newline="\n")
    assert coder("scheme", "check", "first-scheme.yaml") == 1
    said = capsys.readouterr().out
    assert said == blocks("text")[1]
    assert len(said.splitlines()) == 3


def test_a_session_is_coded_with_the_first_scheme(scheme: str) -> None:
    Path("presses.csv").write_text(blocks("text")[2], encoding="utf-8", newline="\n")
    lines = "".join(blocks("sh")).splitlines()
    commands = [line.split()[1:] for line in lines if not line.startswith(("coder scheme", "coder try-it"))]
    assert [command[0] for command in commands] == ["new", "code", "export"]
    assert [coder(*command) for command in commands] == [0, 0, 0]
    with Path("tables", "events.csv").open(encoding="utf-8", newline="") as file:
        bid, touch = (row for row in csv.DictReader(file) if row["source"] == "coder")
    assert (bid["code"], bid["onset_s"], bid["mod_in_signal_by"]) == ("bid", "2.000", "arms")
    assert (touch["onset_s"], touch["offset_s"], touch["mod_cg_touch_form"]) == ("3.200", "6.000", "stroke")
