"""What stands beside the tables says what they are and what they were made from."""

import json
from dataclasses import replace

from coder.formats.export_manifest import format_manifest
from coder.formats.export_readme import format_readme
from coder.formats.phases_csv import phases_table
from coder.formats.series_csv import series_table
from coder.formats.sessions_csv import TABLE as SESSIONS
from coder.formats.summary_csv import summary_table
from coder.formats.summary_wide_csv import wide_layout
from coder.model.exported import Exported
from tests.golden.logs import RICH_SCHEME

ANA = Exported("sample", "D01_v1", "ana", "primary", "", "ab" * 32, "cd" * 32, ("",), ("ef" * 32,))
BEN = replace(ANA, coder="ben", open_recodes=3)
OPTIONS = {"comments": False, "windows": ["first20"], "step_s": "1.000"}


def readme(*observations: Exported, files: tuple[str, ...] = ()) -> str:
    tables = [(SESSIONS, 2), (phases_table([RICH_SCHEME]), 6)]
    return format_readme(observations, tables, options=OPTIONS, files=files)


def test_the_manifest_names_every_hash_option_and_version() -> None:
    text = format_manifest(
        [ANA],
        {"scheme.yaml": ("lab", "1.0.0", "ab" * 32)},
        options=OPTIONS,
        software={"python": "3.11.0", "attune": "1.0"},
        rows={"events": 12},
        files={"sessions.csv": {"sha256": "00" * 32, "bytes": 5}, "events.csv": {"sha256": "11" * 32, "bytes": 7}},
    )
    said = json.loads(text)
    assert said["export"] == {"format": 1, "software": {"attune": "1.0", "python": "3.11.0"}}
    assert said["options"] == OPTIONS
    assert said["schemes"]["scheme.yaml"]["scheme_sha256"] == "ab" * 32
    assert list(said["files"]) == ["events.csv", "sessions.csv"]
    (one,) = said["observations"]
    assert (one["coder_id"], one["log_sha256"], one["media_digests"]) == ("ana", "cd" * 32, ["ef" * 32])
    assert said["rows"] == {"events": 12}


def test_the_readme_says_what_each_table_is_and_how_many_rows_it_has() -> None:
    text = readme(ANA, BEN, files=("scheme.yaml", "load_events.R", "events.xlsx", "events.sav", "links.sav"))
    assert text.startswith("# Coded observations of sample\n\n1 session, 2 observations, 2 coders.")
    assert "| `sessions.csv` | observation of a session | 2 |" in text
    assert "- `scheme.yaml`: the scheme that was coded with, whole" in text
    assert "- `events.xlsx`: a workbook, a sheet a table" in text
    assert text.count(".sav`") == text.count("- `*.sav`: each table for SPSS, with labels") == 1
    assert "phase_s = codable_s + uncodable_s" in text


def test_the_readme_says_how_is_counted_in_the_tables_that_there_are() -> None:
    counted = format_readme([ANA], [(series_table([RICH_SCHEME], 1_000), 60)], options=OPTIONS, files=())
    assert "active at the unit's midpoint" in counted
    assert "survival curve" not in counted
    assert "midpoint" not in readme(ANA)


def test_the_readme_says_which_tables_windows_and_phases_cut() -> None:
    windows = ("first20",)
    wide = wide_layout([RICH_SCHEME], windows).table
    tables = [(SESSIONS, 2), (summary_table([RICH_SCHEME], windows=windows), 6), (wide, 2)]
    cut = format_readme([ANA], tables, options={"windows": ["first20"], "clip": "phase"}, files=())
    assert "Only these tables are cut to windows: `summary.csv`, `summary_wide.csv`." in cut
    assert "States are split at phases in `events.csv` alone" in cut
    whole = format_readme([ANA], tables, options={"windows": [], "clip": ""}, files=())
    assert "cut to windows" not in whole
    assert "split at phases" not in whole


def test_the_readme_says_the_options_and_only_the_loaders_that_there_are() -> None:
    text = readme(ANA, files=("load_events.R",))
    assert "- comments: no\n- windows: first20\n- step_s: 1.000" in text
    assert "**R**" in text
    assert "SPSS" not in text


def test_the_readme_names_observations_that_wait_to_be_coded_anew() -> None:
    assert "Not finished" not in readme(ANA)
    assert "| sample | D01_v1 | ben |  | 3 |" in readme(ANA, BEN)


def test_tables_for_excel_are_told_apart() -> None:
    text = format_readme([ANA], [(SESSIONS, 2)], options={**OPTIONS, "excel": True}, files=())
    assert "The tables were written for Excel" in text
    assert "a comma between cells" not in text
