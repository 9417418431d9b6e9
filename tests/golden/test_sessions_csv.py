"""``sessions.csv`` byte for byte."""

import csv
import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from coder.formats.sessions_csv import SessionRow
from coder.model.media import Fingerprint, MediaFacts
from coder.model.observation import Identity, Observation
from coder.model.session import Medium, Session, SessionClock
from tests.doubles import EvenFrames
from tests.golden.logs import EVENTS, RICH_SCHEME
from tests.lab import END_MS
from tests.whole_tables import format_sessions

GOLDEN = Path(__file__).with_name("sessions.csv")
FIRST = Fingerprint(1_000, 40_000, 1_000, "aa" * 32)
SECOND = Fingerprint(500, 20_000, 500, "bb" * 32)
FACE = Fingerprint(700, 61_000, 1_830, "cc" * 32)
FACTS = MediaFacts(1_000, 40.0, Fraction(25), 25.0, 12.5, 30.0, True, 1280, 720, True, 0.0, "h264")


def rows() -> list[SessionRow]:
    """Return a session of two cameras (one in two files), one whose video is missing, and one without media."""
    media = (Medium("00001.mts"), Medium("00002.mts", continues=True), Medium("face.mp4", -1.205))
    two = Session("D01_v1", Path("D01_v1"), media, "lab", "D01", "1", "sample")
    coded = Observation(Identity("D01_v1", "ana"), EVENTS, 11)
    again = Observation(Identity("D01_v1", "ben", "gaze", "reliability"), (), 1)
    missing = replace(two, id="D02_v1", media=(Medium("video.mp4", sha256="dd" * 32),), dyad='D02, "the second"')
    live = replace(two, id="L01", media=(), clock=SessionClock(600, 25, -2.25), age_days=182)
    sha = "ab" * 32
    return [
        SessionRow(two, RICH_SCHEME, sha, coded, END_MS, (FIRST, SECOND, FACE), EvenFrames(), FACTS),
        SessionRow(two, RICH_SCHEME, sha, again, END_MS, (FIRST, None, FACE), EvenFrames(), FACTS),
        SessionRow(missing, RICH_SCHEME, sha, coded, 40_000, (FIRST,)),
        SessionRow(live, RICH_SCHEME, sha, Observation(Identity("L01", "ana")), 600_000),
    ]


def test_the_table_is_the_golden_file_byte_for_byte() -> None:
    assert format_sessions(rows()).encode() == GOLDEN.read_bytes()


def test_exporting_again_gives_the_same_bytes() -> None:
    assert format_sessions(rows()) == format_sessions(rows())


def test_codable_and_uncodable_time_make_all_that_counts() -> None:
    for row in csv.DictReader(io.StringIO(format_sessions(rows()))):
        whole = float(row["codable_s"]) + float(row["uncodable_s"])
        assert round(whole, 3) == float(row["counted_s"])


def test_no_path_and_no_file_name_is_told() -> None:
    assert not [word for word in ("mts", "mp4", "/") if word in format_sessions(rows())]
