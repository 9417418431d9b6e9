"""``load_events.py`` runs as it was written and gives every cell its type."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from coder.formats.flavours.load_python import NAME, format_python
from tests.unit.formats.flavours.some_tables import EMPTY, EVENT_ROWS, EVENTS, TOTALS, write_tables

_LOOK = """
from load_events import load_tables
tables = load_tables()
events = tables["events"]
print(list(events.columns), [str(kind) for kind in tables["links"].dtypes])
print([str(events[name].dtype) for name in ("session_id", "onset_s", "frame", "censored", "comment")])
print(list(events["session_id"]), list(events["phase"].cat.categories), events["phase"].cat.ordered)
print(events["phase"].isna().sum(), events["frame"].isna().sum(), events["censored"].isna().sum())
print(ascii(list(events["comment"])))
"""


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    folder = tmp_path / "what analysts get"
    text = format_python(write_tables(folder))
    (folder / NAME).write_text(text, encoding="utf-8")
    return folder


def test_it_prints_rows_and_totals_whichever_folder_it_is_run_from(exported: Path, tmp_path: Path) -> None:
    assert run(tmp_path, str(exported / NAME)) == TOTALS


def test_it_gives_data_frames_with_the_types_of_the_columns(exported: Path) -> None:
    columns, types, levels, missing, comments = run(exported, "-c", _LOOK).splitlines()
    assert columns == f"{list(EVENTS.heads)} ['category', 'float64']"
    assert types == "['string', 'float64', 'Int64', 'boolean', 'string']"
    assert levels == "['007', 'NA', '1e5', 'D01'] ['play', 'still', 'reunion', 'extra'] False"
    assert missing == "1 1 1"
    assert comments == ascii([row[-1] for row in EVENT_ROWS])


def test_the_types_of_an_empty_table_are_those_of_a_full_one(exported: Path) -> None:
    space: dict[str, object] = {"__file__": str(exported / NAME), "__name__": "load_events"}
    exec((exported / NAME).read_text(encoding="utf-8"), space)
    load = space["load_table"]
    assert callable(load)
    frame = load(EMPTY.name)
    assert isinstance(frame, pd.DataFrame)
    assert list(frame["cue"].cat.categories) == [level.id for level in EMPTY.columns[0].levels]
