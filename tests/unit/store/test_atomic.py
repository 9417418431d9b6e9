from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store import atomic
from coder.store.atomic import place_new, write_atomic, write_synced


def test_text_is_written_as_it_is_and_bytes_too(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.txt", "ü\r\nx\n")
    write_atomic(tmp_path / "a.txt", "ü\r\nxy\n")
    write_atomic(tmp_path / "b", b"\x00\x01")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xbc\r\nxy\n"
    assert (tmp_path / "b").read_bytes() == b"\x00\x01"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.txt", "b"]


@pytest.mark.parametrize(
    ("number", "said"), [(28, "disk is full"), (13, "may not be written"), (5, "could not be used")]
)
@pytest.mark.parametrize("step", ["write_synced", "replace_file"])
def test_when_it_fails_the_old_file_is_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, step: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(atomic, step, fail)
    with pytest.raises(CoderError, match=said):
        write_atomic(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]


def test_a_long_name_leaves_room_for_the_name_beside(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 200)
    write_atomic(path, "x")
    assert path.read_text(encoding="utf-8") == "x"


def test_windows_waits_for_whoever_reads_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = iter([PermissionError(13, "in use"), PermissionError(13, "in use"), None])
    replace = Path.replace

    def replace_later(fresh: Path, path: Path) -> Path:
        refusal = next(refusals)
        if refusal is not None:
            raise refusal
        return replace(fresh, path)

    (tmp_path / "fresh").write_text("x", encoding="utf-8")
    fresh, path = tmp_path / "fresh", tmp_path / "a.txt"
    monkeypatch.setattr(atomic, "_PAUSE_S", 0.0)
    monkeypatch.setattr(atomic, "ON_WINDOWS", True)
    monkeypatch.setattr(Path, "replace", replace_later)
    atomic.replace_file(fresh, path)
    assert path.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_no_name_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "no links here")

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    fresh, path = tmp_path / "fresh", tmp_path / "a.txt"
    write_synced(fresh, b"first")
    place_new(fresh, path)
    write_synced(fresh, b"second")
    with pytest.raises(CoderError, match="already a file"):
        place_new(fresh, path)
    assert path.read_bytes() == b"first"
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]
