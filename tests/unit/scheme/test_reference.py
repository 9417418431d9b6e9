"""Every key of the format has a passing and a failing example here, and stands in the reference."""

import re
from functools import cache
from pathlib import Path

import pytest

from coder.model.scheme import Scheme
from coder.scheme.faults import SchemeError
from coder.scheme.key_names import keys_of
from coder.scheme.key_texts import KEY_TEXTS
from coder.scheme.loader import check_scheme, load_scheme
from coder.scheme.reference import FILE, all_parts, format_reference, with_reference, write_reference
from tests.unit.scheme.editor import found_by_editor
from tests.unit.scheme.key_pairs import (
    FOLDER,
    NAME,
    TEXT,
    Spoilt,
    keys_in_use,
    keys_of_the_format,
    spoilt_keys,
    without,
)

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / FILE).read_text(encoding="utf-8")
SPOILT = spoilt_keys()
AS_USUAL = {
    "extends[0].version",
    "tiers[0].exclusive",
    "tiers[0].repress",
    "tiers[1].codes[0].modifiers[0].type",
    "tiers[1].codes[0].modifiers[0].ask",
    "tiers[3].scale.step",
    "tiers[3].not_ratable",
    "tiers[3].composites[0].rule",
    "tiers[3].composites[0].min_valid",
    "tiers[4].levels[0].key",
    "links[0].cue.edge",
    "links[0].pairing",
    "links[0].new_onset_only",
    "procedure.windows[0].anchor",
    "passes[0].sound",
}
"""Keys that are written as they would be without being written; each says something where it says something else."""


@cache
def whole() -> Scheme:
    return load_scheme(FOLDER / NAME).scheme


def read_in(folder: Path, text: str) -> Scheme | None:
    (folder / NAME).write_text(text, encoding="utf-8")
    try:
        return load_scheme(folder / NAME).scheme
    except SchemeError:
        return None


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


@pytest.mark.parametrize("spoilt", SPOILT, ids=[spoilt.path for spoilt in SPOILT])
def test_what_is_said_of_a_spoilt_key_is_said_of_that_key(spoilt: Spoilt) -> None:
    """A key or a member beside it may be named where two do not go together."""
    places, part = [line.split(": ")[1] for line in spoilt.said], spoilt.path.rpartition("[")[0] or spoilt.path
    assert any(place.startswith(part) or spoilt.path.startswith(place) for place in places), places


@pytest.mark.parametrize("spoilt", SPOILT, ids=[spoilt.path for spoilt in SPOILT])
def test_a_scheme_without_a_key_is_another_scheme_or_none(spoilt: Spoilt, folder: Path) -> None:
    assert (read_in(folder, without(spoilt.path)) == whole()) == (spoilt.path in AS_USUAL)


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
