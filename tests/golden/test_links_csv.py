"""``links.csv`` byte for byte; checked by hand against ``tests/golden/logs.py``."""

import csv
from dataclasses import replace
from pathlib import Path

from coder.analysis.links import answer_cues
from coder.editing.link_trains import link_trains
from coder.editing.reckoning import Reckoning
from coder.formats.links_csv import links_rows, links_table
from coder.model.scheme import Edge, Link
from coder.model.table import table_text
from tests.golden.logs import rich_log

GOLDEN = Path(__file__).with_name("links.csv")
ALL = ("phase_end", "uncodable", "next_cue")
LINKS = (
    Link("gaze_met", Edge(("in_gaze.caregiver",)), Edge(("cg_gaze.at_face",)), (0.0, 3.0), censor_at=ALL),
    Link("gaze_held", Edge(("in_gaze.caregiver",)), Edge(("cg_gaze.at_face",)), (0.0, 3.0), new_onset_only=False),
    Link("touch_answered", Edge(("cg_touch.touch",)), Edge(("in_signal.bid", "in_voice.cry")), (0.2, 5.0)),
    Link("away_after", Edge(("cg_gaze.at_face",), "offset"), Edge(("in_gaze.away",)), (0.2, 9.0), censor_at=ALL),
    Link("gaze_returned", Edge(("cg_gaze.at_face",)), Edge(("in_gaze.caregiver",)), (0.2, 3.0), censor_at=ALL),
    Link("within_infant", Edge(("in_gaze.caregiver",)), Edge(("in_signal.bid",)), (0.2, 3.0), censor_at=ALL),
    Link("cry_answered", Edge(("in_voice.cry",)), Edge(("cg_touch.touch",)), (0.2, 12.0), censor_at=ALL),
)


def made() -> str:
    log = rich_log()
    log = replace(log, scheme=replace(log.scheme, links=LINKS))
    trains = link_trains(Reckoning(log.scheme, log.observation, log.end_ms))
    rows = [row for train in trains for row in links_rows(log, train.link, answer_cues(train))]
    return table_text(links_table([log.scheme]), rows)


def test_the_table_is_the_golden_file_byte_for_byte() -> None:
    assert made().encode() == GOLDEN.read_bytes()


def test_the_outcomes_of_the_golden_file_are_those_found_by_hand() -> None:
    wanted = ("link", "cue_s", "outcome", "cut", "latency_s", "wait_s", "response_event_id", "response_s")
    assert [" ".join(row[name] or "-" for name in wanted) for row in csv.DictReader(made().splitlines())] == [
        "gaze_met 4.000 censored in_progress - 0.000 - -",
        "gaze_held 4.000 answered - - 0.000 3 1.000",
        "touch_answered 5.000 answered - 1.040 1.040 7 6.040",
        "away_after 12.480 censored in_progress - 0.000 - -",
        "gaze_returned 1.000 answered - 3.000 3.000 4 4.000",
        "within_infant 4.000 answered - 2.040 2.040 7 6.040",
        "cry_answered 50.000 censored phase_end - 10.000 - -",
    ]


def test_a_link_whose_tiers_are_not_all_coded_in_the_pass_is_left_out() -> None:
    log = rich_log()
    identity = replace(log.observation.identity, pass_id="gaze")
    observation = type(log.observation)(identity, tuple(log.observation))
    found = link_trains(Reckoning(replace(log.scheme, links=LINKS), observation, log.end_ms))
    assert [train.link for train in found] == ["gaze_met", "gaze_held", "away_after", "gaze_returned"]
