"""SPSS files have words for variables and values, and are the same on any day."""

from dataclasses import replace
from pathlib import Path

import pyreadstat
import pytest

from coder.errors import CoderError
from coder.formats.flavours.sav import write_sav
from tests.unit.formats.flavours.some_tables import EVENT_ROWS, write_tables


def test_it_opens_with_words_for_variables_and_values(tmp_path: Path) -> None:
    for one in write_tables(tmp_path):
        write_sav(tmp_path / f"{one.table.name}.sav", one)
    frame, meta = pyreadstat.read_sav(tmp_path / "events.sav")
    names = ["session_id", "phase", "onset_s", "frame", "censored", "with_", "With__2", "comment"]
    assert list(frame.columns) == names
    assert meta.column_names_to_labels["onset_s"] == "Where it begins (s)"
    assert meta.variable_value_labels == {
        "phase": {"play": "Free play", "still": "Still face; don't move", "reunion": "Réunion"},
        "censored": {0.0: "no", 1.0: "yes"},
    }
    assert [meta.original_variable_types[name] for name in names[:5]] == ["A3", "A7", "F12.3", "F12.0", "F1.0"]
    assert (meta.variable_measure["onset_s"], meta.variable_measure["phase"]) == ("scale", "nominal")
    assert meta.file_label == "One row per an event"


def test_cells_are_what_they_were(tmp_path: Path) -> None:
    events, _ = write_tables(tmp_path)
    write_sav(tmp_path / "events.sav", events)
    frame, _ = pyreadstat.read_sav(tmp_path / "events.sav")
    assert list(frame["session_id"]) == ["007", "NA", "1e5", "D01"]
    assert list(frame["phase"]) == ["still", "play", "", "extra"]
    assert list(frame["onset_s"]) == [0.5, -1.25, 10.0, 2.125]
    assert list(frame["frame"].fillna(-1)) == [12, -1, 3_000_000_000, 7]
    assert list(frame["censored"].fillna(-1)) == [1, 0, -1, 0]
    assert list(frame["comment"]) == [row[-1] for row in EVENT_ROWS]


def test_a_table_without_rows_keeps_its_variables(tmp_path: Path) -> None:
    _, links = write_tables(tmp_path)
    write_sav(tmp_path / "links.sav", links)
    frame, meta = pyreadstat.read_sav(tmp_path / "links.sav")
    assert (len(frame), meta.original_variable_types) == (0, {"cue": "A7", "latency_s": "F12.3"})
    assert "play" in map(str, meta.variable_value_labels["cue"])


def test_writing_again_gives_the_same_bytes_with_no_day_and_no_hour(tmp_path: Path) -> None:
    events, _ = write_tables(tmp_path)
    write_sav(tmp_path / "events.sav", events)
    content = (tmp_path / "events.sav").read_bytes()
    assert content[92:109] == b"01 Jan 8000:00:00"
    write_sav(tmp_path / "again.sav", events)
    assert (tmp_path / "again.sav").read_bytes() == content


def test_a_text_that_is_too_long_is_refused_in_a_sentence(tmp_path: Path) -> None:
    events, _ = write_tables(tmp_path)
    long = replace(events, widths={**events.widths, "comment": 40_000})
    with pytest.raises(CoderError, match=r"A cell of events \(comment\) has 40,000 bytes; SPSS holds 32,767\."):
        write_sav(tmp_path / "events.sav", long)
    assert not (tmp_path / "events.sav").exists()
