"""``import_events.sps`` is syntax that SPSS takes, with a label for everything."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.formats.flavours.load_spss import format_spss
from coder.formats.flavours.reading import Measured
from coder.formats.flavours.spss import clip, safe_names
from coder.model.excel_text import SEMICOLONS
from tests.unit.formats.flavours import sps
from tests.unit.formats.flavours.some_tables import write_tables


def whole(folder: Path) -> list[Measured]:
    """Return the tables as if no cell went over several lines."""
    return [replace(measured, broken=False) for measured in write_tables(folder)]


def test_every_table_is_a_data_set_with_formats_wide_enough(tmp_path: Path) -> None:
    events, links = sps.read(format_spss(whole(tmp_path))).values()
    assert (events.file, events.delimiter, links.file) == ("events.csv", ",", "links.csv")
    assert events.formats == {
        "session_id": "A3",
        "phase": "A7",
        "onset_s": "F12.3",
        "frame": "F12.0",
        "censored": "F1.0",
        "with_": "A3",
        "With__2": "A4",
        "comment": "A28",
    }


def test_variables_and_values_have_their_words(tmp_path: Path) -> None:
    events = sps.read(format_spss(whole(tmp_path)))["events"]
    assert (events.labels["onset_s"], events.labels["censored"]) == ("Where it begins (s)", "It's cut.")
    assert events.values["phase"] == {
        "play": "Free play",
        "still": "Still face; don't move",
        "reunion": "Réunion",
    }
    assert events.values["censored"] == {"0": "no", "1": "yes"}
    assert events.missing == {"session_id", "phase", "with_", "With__2", "comment"}
    assert (events.levels["onset_s"], events.levels["phase"]) == ("SCALE", "NOMINAL")


def test_signs_are_those_the_tables_are_written_with(tmp_path: Path) -> None:
    assert "SET DECIMAL=DOT.\n" in format_spss(whole(tmp_path))
    text = format_spss(whole(tmp_path), SEMICOLONS)
    assert "SET DECIMAL=COMMA.\n" in text
    assert sps.read(text)["events"].delimiter == ";"


def test_a_table_whose_cells_go_over_several_lines_is_left_to_the_sav_file(tmp_path: Path) -> None:
    text = format_spss(write_tables(tmp_path))
    assert list(sps.read(text)) == ["links"]
    assert "Export with --sav and open events.sav instead." in text


def test_names_are_not_reserved_not_too_long_and_unique_whatever_their_case() -> None:
    long = "m" * 70
    assert safe_names(["to", "a", "A", "a_2", long, f"{long}x"]) == [
        "to_",
        "a",
        "A_2",
        "a_2_2",
        "m" * 64,
        f"{'m' * 62}_2",
    ]


def test_a_label_is_cut_between_letters_and_stays_on_one_line() -> None:
    assert clip("ä\nb", 10) == "ä b"
    assert clip("äää", 5) == "ää"


@pytest.mark.parametrize(
    "text", ["EXECUTE", "GET DATA\nEXECUTE.\n", "VARIABLE LABELS a 'x.\n", "VARIABLE LABELS a 'x'.\nDATASET NAME a.\n"]
)
def test_the_reader_of_these_tests_finds_faults(text: str) -> None:
    with pytest.raises(ValueError, match=r"no period|not understood|no variable"):
        sps.read(text)
