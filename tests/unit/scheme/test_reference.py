"""Every key of the format has a passing and a failing example here, and stands in the reference."""

import re
from pathlib import Path

import pytest

from coder.scheme.key_names import keys_of
from coder.scheme.key_texts import KEY_TEXTS
from coder.scheme.loader import check_scheme
from coder.scheme.reference import FILE, all_parts, format_reference, with_reference, write_reference
from tests.unit.scheme.editor import found_by_editor
from tests.unit.scheme.key_pairs import FOLDER, NAME, TEXT, Spoilt, keys_in_use, keys_of_the_format, spoilt_keys

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / FILE).read_text(encoding="utf-8")
SPOILT = spoilt_keys()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_bytes((FOLDER / "base.yaml").read_bytes())
    return tmp_path


def test_one_scheme_that_is_right_uses_every_key_of_the_format() -> None:
    assert check_scheme(FOLDER / NAME) == []
    assert found_by_editor(TEXT) == []
    assert [key for key in keys_of_the_format() if key not in keys_in_use()] == []


def test_every_key_of_the_format_is_spoilt_once() -> None:
    assert [key for key in keys_of_the_format() if key not in {spoilt.key for spoilt in SPOILT}] == []
    assert len({spoilt.path for spoilt in SPOILT}) == len(SPOILT)


@pytest.mark.parametrize("spoilt", SPOILT, ids=[spoilt.path for spoilt in SPOILT])
def test_a_spoilt_key_is_told_exactly_this(spoilt: Spoilt, folder: Path) -> None:
    (folder / NAME).write_text(spoilt.text, encoding="utf-8")
    found = [str(fault).replace(f"{folder.as_posix()}/", "") for fault in check_scheme(folder / NAME)]
    assert tuple(found) == spoilt.said
    assert spoilt.said


def test_every_key_of_the_format_is_explained_and_nothing_else_is() -> None:
    assert {name: set(texts) for name, (_, texts) in KEY_TEXTS.items()} == {
        part.__name__: set(keys_of(part)) for part in all_parts()
    }


def test_the_page_on_writing_schemes_names_every_key_of_every_part() -> None:
    for name, (title, texts) in KEY_TEXTS.items():
        table = PAGE.partition(f"### {title}\n")[2].partition("\n#")[0]
        assert [key for key in texts if f"| `{key}` |" not in table] == [], name


def test_the_reference_on_the_page_is_not_stale(tmp_path: Path) -> None:
    assert with_reference(PAGE) == PAGE
    (tmp_path / "page.md").write_text(PAGE.replace(format_reference(), "old\n"), encoding="utf-8")
    write_reference(tmp_path / "page.md")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == PAGE


def test_a_key_that_is_needed_is_marked() -> None:
    assert re.search(r"\| `kind` \| needed \| `state`", PAGE)
    assert re.search(r"\| `gap` \|  \| ", PAGE)
