"""``coder`` and ``coder SESSION`` open the window, every other word is the command line's."""

from pathlib import Path

import pytest

from coder import __main__ as start
from coder.cli.main import build_app


def test_every_word_of_the_command_line_is_known_to_the_start() -> None:
    app = build_app()
    words = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    assert words | {str(group.name) for group in app.registered_groups} == set(start.WORDS)


def test_a_folder_named_like_a_word_does_not_hide_the_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "export").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["coder", "export", "--help"])
    assert start.main() == 0
    assert "coder export" in capsys.readouterr().out
