"""A tree written and read again is the same tree."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.scheme.nodes import Mapping, Node, Plain, Scalar, Sequence, to_plain_values
from coder.scheme.yaml_reader import read_yaml
from coder.scheme.yaml_writer import write_yaml

PLACE = ("s.yaml", 1, 1, "")


def _mapping(entries: dict[str, Node]) -> Mapping:
    return Mapping(*PLACE, tuple((Scalar(*PLACE, key), value) for key, value in entries.items()))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TREES: Any = st.recursive(
    st.builds(lambda words: Scalar(*PLACE, words), TEXTS),
    lambda below: (
        st.builds(lambda items: Sequence(*PLACE, tuple(items)), st.lists(below, max_size=4))
        | st.builds(_mapping, st.dictionaries(TEXTS, below, max_size=4))
    ),
    max_leaves=12,
)


@given(TREES)
def test_any_words_survive(tree: Node) -> None:
    root, faults, complete = read_yaml(write_yaml(tree), "s.yaml")
    assert (faults, complete) == ([], True)
    assert root is not None
    assert to_plain_values(root) == to_plain_values(tree)


@pytest.mark.parametrize("name", ["core-cues.yaml", "lab-stillface.yaml", "ten_faults.yaml"])
def test_plain_words_stay_plain_and_quoted_ones_quoted(name: str) -> None:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    root, _, _ = read_yaml(text, name)
    assert root is not None
    again, _, complete = read_yaml(write_yaml(root), name)
    assert complete
    assert again is not None
    assert _kinds(to_plain_values(again)) == _kinds(to_plain_values(root))


def _kinds(value: object) -> object:
    if isinstance(value, dict):
        return {key: _kinds(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_kinds(part) for part in value]
    return (isinstance(value, Plain), value)


def test_words_that_go_on_in_the_next_line_stay_as_they_are() -> None:
    root, _, _ = read_yaml("a: one\n  two\n\n  three\nb: >-\n  four\n  five\n", "s.yaml")
    assert root is not None
    again, _, _ = read_yaml(write_yaml(root), "s.yaml")
    assert again is not None
    assert to_plain_values(again) == {"a": "one two\nthree", "b": "four five"}
