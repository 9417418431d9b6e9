"""Clips are drawn once a run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.media.clips import CLIPS, Recipe, draw_clip
from tests.unit.media.hanging import share

__all__ = ["share"]

Draw = Callable[[str], Path]


@pytest.fixture(scope="session")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """Return a function that draws the clip of a name and remembers it."""
    folder = tmp_path_factory.mktemp("clips")
    drawn: dict[str, Path] = {}

    def find_or_draw(name: str) -> Path:
        if name not in drawn:
            recipe: Recipe = CLIPS[name]
            drawn[name] = draw_clip(folder / f"{name}{recipe.suffix}", recipe)
        return drawn[name]

    return find_or_draw
