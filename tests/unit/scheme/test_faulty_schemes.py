"""Every scheme of the table of faults is told exactly what the table says."""

from functools import cache
from pathlib import Path

import pytest

from coder.scheme.loader import check_scheme
from coder.scheme.reading import read_source
from coder.scheme.yaml_reader import decode, read_yaml
from tests.unit.scheme.editor import found_by_editor
from tests.unit.scheme.fault_table import MAIN, FaultyScheme, as_bytes, read_table, right_files

PLAYER_KEYS = {"j": "Shuttle back", "f11": "Full screen"}
TABLE = read_table()
NOT_FOR_EDITORS = {
    "A number with leading noughts": "007 is 7 in YAML 1.2",
    "A version without quotes": "1.2.0 is text in YAML",
    "A key that is 007": "007 is 7 in YAML 1.2",
    "A scale that ends before it begins": "JSON Schema compares no two values",
    "A scale whose steps miss its end": "JSON Schema computes nothing",
}


def named(case: FaultyScheme) -> str:
    return case.title


@cache
def _text(title: str) -> str | None:
    case = next(case for case in TABLE if case.title == title)
    text = decode(as_bytes(case.files[MAIN]), MAIN)
    return text if isinstance(text, str) and not read_yaml(text, MAIN)[1] else None


def readable_text(case: FaultyScheme) -> str | None:
    """Return the text of a faulty scheme, or None when an editor's YAML has something to say already."""
    return _text(case.title)


def test_the_table_has_at_least_sixty_schemes_each_with_a_title_of_its_own() -> None:
    assert len(TABLE) >= 60
    assert len({case.title for case in TABLE}) == len(TABLE)
    assert all(case.said for case in TABLE)


def test_without_the_faults_there_is_nothing_to_say(tmp_path: Path) -> None:
    for name, text in right_files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert check_scheme(tmp_path / name, PLAYER_KEYS) == []
        assert found_by_editor(text) == []


@pytest.mark.parametrize("case", TABLE, ids=named)
def test_a_faulty_scheme_is_told_exactly_this(case: FaultyScheme, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    folder = f"{tmp_path.as_posix()}/"
    assert [str(fault).replace(folder, "") for fault in check_scheme(path, PLAYER_KEYS)] == case.said


@pytest.mark.parametrize("case", TABLE, ids=named)
def test_the_json_schema_finds_what_it_is_said_to_find(case: FaultyScheme) -> None:
    text = readable_text(case)
    assert case.in_editor == (text is not None and bool(found_by_editor(text)))


def test_the_json_schema_finds_whatever_is_wrong_with_the_shape() -> None:
    missed = [case.title for case in TABLE if not case.in_editor and _has_wrong_shape(case)]
    assert missed == list(NOT_FOR_EDITORS)


def _has_wrong_shape(case: FaultyScheme) -> bool:
    """Tell whether the text can be read as YAML, and is refused before anything is held against anything else."""
    text = readable_text(case)
    return text is not None and bool(read_source(text, MAIN).faults)
