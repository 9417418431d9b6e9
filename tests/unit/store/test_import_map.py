"""Mapping files: what is written reads back equal, and what is wrong in one is said with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.model.import_map import Columns, ImportMap, MappedTier, TimeFormat
from coder.store.import_map import format_map, load_map
from coder.store.yaml_reading import parse_yaml

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cn")), min_size=1, max_size=12)
PAIRS = st.dictionaries(WORDS, st.sampled_from(["", "at_face", "cg_gaze.away"]), max_size=3).map(
    lambda d: tuple(d.items())
)
TIERS = st.lists(st.builds(MappedTier, WORDS, st.sampled_from(["", "cg_gaze"]), PAIRS, PAIRS), max_size=3).map(tuple)
COLUMNS = st.none() | st.builds(
    Columns,
    sign=st.sampled_from([",", ";", "\t", "|"]),
    decimal=st.sampled_from([".", ","]),
    time=st.sampled_from(TimeFormat),
    frames_per_s=st.sampled_from([25.0, 29.97, 50.0]),
    head_line=st.integers(1, 40),
    side_by_side=st.booleans(),
    onset=WORDS,
    code=st.just("") | WORDS,
    modifiers=st.lists(WORDS, max_size=3, unique=True).map(tuple),
)


@given(st.builds(ImportMap, COLUMNS, TIERS))
def test_a_mapping_reads_back_equal(said: ImportMap) -> None:
    path = Path("map.yaml")
    assert load_text(format_map(said), path) == said


def load_text(text: str, path: Path) -> ImportMap:
    from unittest.mock import patch

    with patch("coder.store.import_map.read_yaml", lambda _: parse_yaml(text, path.name)):
        return load_map(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format: 1\ncolums: {}\n", r"map\.yaml:2: unknown key “colums”"),
        ("format: 1\ncolumns: {onset: a, time: days}\n", r"map\.yaml:2: “days” is no way that times are written"),
        ("format: 1\ncolumns: {sign: ', '}\n", r"map\.yaml:2: “sign” is one sign"),
        ("format: 1\ncolumns: {frames_per_s: 0}\n", "1 to 1000 frames"),
        ("format: 1\ncolumns: {modifiers: [[a]]}\n", "named by the words at the head"),
        ("format: 1\ntiers: [{to: a}]\n", "“tier” is missing"),
        ("format: 9\n", "newer than this program"),
        ("columns: {}\n", "“format” is missing"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        load_text(text, Path("map.yaml"))
    assert raised.value.hint


def test_an_empty_mapping_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    assert load_map(path) == ImportMap()
