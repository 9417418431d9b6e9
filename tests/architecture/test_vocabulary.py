"""One word per thing, in code and in what people read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import CODER, name_of, python_files, tree_of

_SINGLE = ("agent", "annotation", "annotator", "bout", "ethogram", "helper", "manager", "rater", "recording", "util")
FORBIDDEN_IN_NAMES = frozenset({"misc", "utilities", *_SINGLE, *(f"{word}s" for word in _SINGLE)})
FORBIDDEN_IN_SENTENCES = re.compile(
    r"\b(annotations?|annotators?|bouts?(?! length)|ethograms?|observers?|raters?|recordings?|users?)\b", re.IGNORECASE
)
FOREIGN = CODER / "formats"
"""Other programs' files have other programs' words."""


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _names(path: Path) -> Iterator[tuple[str, int]]:
    """Return every name that a file gives: to functions, classes, arguments, variables and attributes."""
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr, node.lineno
            case _:
                pass


@pytest.mark.parametrize("path", python_files("coder"), ids=name_of)
def test_names_use_the_words_of_the_field(path: Path) -> None:
    used = [f"{line} {name}" for name, line in _names(path) if _words(name) & FORBIDDEN_IN_NAMES]
    assert used == []
    assert not _words(path.stem) & FORBIDDEN_IN_NAMES


@pytest.mark.parametrize("path", [path for path in python_files("coder") if FOREIGN not in path.parents], ids=name_of)
def test_sentences_use_the_words_of_the_field(path: Path) -> None:
    found = [
        f"{node.lineno} {match.group()}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for match in FORBIDDEN_IN_SENTENCES.finditer(node.value)
    ]
    assert found == []


def test_the_words_of_a_name_are_told_apart_in_either_spelling() -> None:
    assert _words("HTTPManagerOf_old_files") == {"http", "manager", "of", "old", "files"}
    assert _words("utilsize") == {"utilsize"}
