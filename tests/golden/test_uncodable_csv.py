"""``uncodable.csv`` byte for byte: two reasons at once, and one that blocks a single tier."""

from dataclasses import replace
from pathlib import Path

from coder.formats.uncodable_csv import uncodable_rows, uncodable_table
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.table import table_text
from tests.golden.logs import EVENTS, rich_log

GOLDEN = Path(__file__).with_name("uncodable.csv")
BESIDE = Event(11, "uncodable", "uncodable", 22_000, 31_000, modifiers=(("reason", "face_hidden"),))


def made() -> str:
    log = rich_log()
    log = replace(log, observation=Observation(log.observation.identity, (*EVENTS, BESIDE)))
    return table_text(uncodable_table([log.scheme]), uncodable_rows(log))


def test_the_table_is_the_golden_file_byte_for_byte() -> None:
    assert made().encode() == GOLDEN.read_bytes()


def test_the_infants_gaze_has_both_spells_with_their_whole_time() -> None:
    gaze = [line.split(",")[9:] for line in made().splitlines() if ",in_gaze," in line]
    assert gaze == [
        ["10", "off_camera", "infant", "in_gaze", "play", "20.000", "25.000", "5.000", "0"],
        ["11", "face_hidden", "infant", "in_gaze", "play", "22.000", "31.000", "9.000", "0"],
    ]
