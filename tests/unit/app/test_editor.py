"""The editor a scheme is opened in: its command in words and places, found, and suggested."""

from pathlib import Path

import pytest

from coder.app.editor import KNOWN, build_editor_command, find_program, suggest_editor
from coder.errors import CoderError

FILE = Path("my schemes") / "core {line}.yaml"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("code -g {file}:{line}:{column}", ["code", "-g", f"{FILE}:14:3"]),
        ('"C:\\My Editors\\code.cmd" -g "{file}:{line}"', ["C:\\My Editors\\code.cmd", "-g", f"{FILE}:14"]),
        ("kate -l {line} -c {column} {file}", ["kate", "-l", "14", "-c", "3", str(FILE)]),
        ("gedit", ["gedit", str(FILE)]),
        ('edit --title="my scheme" {file}', ["edit", "--title=my scheme", str(FILE)]),
    ],
)
def test_a_command_becomes_a_program_and_its_words(command: str, words: list[str]) -> None:
    assert build_editor_command(command, FILE, 14, 3) == words


def test_a_command_that_names_nothing_or_never_ends_a_quote_is_refused() -> None:
    with pytest.raises(CoderError, match="No editor is named"):
        build_editor_command("  ", FILE)
    with pytest.raises(CoderError, match="a quote that is never closed"):
        build_editor_command('"code -g {file}', FILE)


def test_a_program_that_is_not_there_is_said() -> None:
    assert find_program("code", lambda name: f"bin/{name}") == "bin/code"
    with pytest.raises(CoderError, match="There is no program code"):
        find_program("code", lambda _name: None)


def test_the_editor_that_a_person_prefers_is_suggested_before_others_that_are_there() -> None:
    assert suggest_editor({"VISUAL": "/usr/bin/kate -n"}, lambda _name: "there") == KNOWN["kate"]
    assert suggest_editor({"VISUAL": "vim", "EDITOR": "subl -w"}, lambda _name: None) == KNOWN["subl"]
    assert suggest_editor({"EDITOR": "vim"}, lambda name: name if name == "gvim" else None) == KNOWN["gvim"]
    assert suggest_editor({"EDITOR": '"vim'}, lambda _name: None) == ""


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_every_known_editor_is_told_the_file(name: str) -> None:
    words = build_editor_command(KNOWN[name], FILE, 14, 3)
    assert words[0] == name
    assert str(FILE) in " ".join(words)
