"""What the page on writing schemes shows can be written."""

import re
from pathlib import Path

import pytest

from coder.scheme.loader import read_scheme
from coder.scheme.parts import SchemePart
from coder.scheme.shape import read_parts
from coder.scheme.yaml_reader import read_yaml
from tests.unit.scheme.editor import found_by_editor

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "schemes" / "README.md").read_text(encoding="utf-8")
BLOCKS = [block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if not block.startswith("# yaml-")]
WHOLE = [block for block in BLOCKS if "format: 1" in block]


def test_the_page_shows_whole_schemes_and_parts() -> None:
    assert WHOLE
    assert len(BLOCKS) > len(WHOLE)


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_scheme_of_the_page_loads_without_a_warning(text: str) -> None:
    assert read_scheme(text, search=[ROOT / "schemes"]).warnings == ()
    assert found_by_editor(text) == []


def test_the_tiers_of_the_page_load_together_without_a_warning() -> None:
    tiers = [block for block in BLOCKS if block.startswith("- id:") and "kind:" in block]
    assert len(tiers) >= 4
    head = 'format: 1\nscheme: {id: tried, version: "0.1.0"}\nprocedure: {phases: [{id: play}]}\n'
    actors = "actors: [{id: caregiver, role: caregiver}, {id: infant, role: infant}]\ntiers:\n"
    whole = head + actors + "".join(tiers)
    assert read_scheme(whole).warnings == ()


@pytest.mark.parametrize("text", BLOCKS)
def test_a_part_of_the_page_has_the_right_shape(text: str) -> None:
    root, faults, complete = read_yaml(text, "README.md")
    assert (faults, complete) == ([], True)
    assert root is not None
    if root.pairs and all(key.words in SchemePart.model_fields for key, _ in root.pairs):
        wrong = [str(fault) for fault in read_parts(root).faults]
        assert [fault for fault in wrong if not re.search(r'1:1: "(format|scheme)" is missing', fault)] == []
