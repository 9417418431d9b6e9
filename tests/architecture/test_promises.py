"""Nothing is left open, and nothing of one machine is left behind."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import ROOT, name_of, python_files, text_files, tree_of

LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplemented")
NOT_RUN = re.compile(r"\bskip(if)?\(|mark\.skip|\bxfail\b|importorskip")
HOSTS = re.compile(r"pythonhosted\.org|pypi\.org|--(extra-)?index-url|--find-links|https?://\S+/simple")
PLACES = re.compile(r"(?<![\w.~/])/(work|root|opt|home/\w+|Users/\w+|tmp/\w+)/|\b[A-Z]:\\\\?Users\\")


def _hits(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{number} {line.strip()[:80]}"
        for path in files
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_to_be_done() -> None:
    assert _hits(LEFT_OPEN, python_files("coder", "tests", "sample_sessions")) == []


def test_no_function_does_nothing() -> None:
    empty = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files("coder")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and all(isinstance(line, ast.Pass) for line in node.body)
    ]
    assert empty == []


def test_every_test_is_run() -> None:
    assert _hits(NOT_RUN, python_files("tests")) == []


def test_no_file_records_where_something_was_downloaded_from() -> None:
    assert _hits(HOSTS, list(text_files())) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert _hits(PLACES, list(text_files())) == []


def test_tested_versions_are_pinned_without_hashes_or_addresses() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert [
        line for line in pins if not re.fullmatch(r'[\w.-]+==[\w.]+(; python_version (<|>=) "3\.\d+")?', line)
    ] == []
