"""What an export promises of every table, whatever was coded: bytes, rows, columns, and nobody's name."""

import csv
import getpass
import hashlib
import json
import locale
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.app import export_workers
from coder.app.code import code_keys
from coder.app.export import export
from coder.app.export_session import SessionReader
from coder.app.export_survey import find_all, survey
from coder.app.export_wish import ExportWish
from coder.app.import_log import ImportWish, import_log
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.media.stopping import Stopped
from coder.model.change import Change
from coder.model.event import Event
from coder.model.scheme import REASON, UNCODABLE
from coder.model.session import SessionClock
from coder.store.observation_file import open_observation
from tests.moving import FIRST, code, create_study, events
from tests.unit.formats.test_datapackage import find_faults

SECRET = "Mrs Jane Roe was late"
KEYS = ["0.4,f5", "1.0,1", "1.6,f6", "2.0,2", "2.5,u", "2.9,u", "3.0,f6"]
Cells = dict[str, str]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a study of two sessions by the clock under two schemes, with phases, uncodable time and a comment."""
    folder = tmp_path_factory.mktemp("lab")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTUNE_SETTINGS", str(folder / "settings"))
        patch.setenv("ATTUNE_CACHE", str(folder / "cache"))
        study = create_study(folder / "study", 2, ("ana", "ben"))
        clock = SessionClock(600)
        phased = create_session(NewSession(study / "P01", (), "still-face", clock=clock)).session
        for coder in ("ana", "ben"):
            with open_session(phased.folder, coder) as opened:
                code_keys(opened, KEYS)
        with open_observation(study / "D01" / "observations" / "ana.attune") as file:
            event = Event(90, "signal", "bid", 5_040, point=True, comment=SECRET)
            file.commit(Change("Code", added=(event,)))
        yield study


@pytest.fixture(scope="module")
def exported(lab: Path) -> Path:
    """Export that study once, with all that may be asked for and names nobody."""
    out = lab.with_name("exported")
    export(wish(lab, out))
    return out


def wish(study: Path, folder: Path) -> ExportWish:
    return ExportWish((study,), folder, audit=True)


def read(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))}


def described(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


# ---------------------------------------------------------------------------- bytes


def copied_backwards(study: Path, folder: Path) -> Path:
    """Copy a study so that its files lie on the disk in another order, made on another day."""
    for path in sorted(study.rglob("*"), reverse=True):
        target = folder / path.relative_to(study)
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (1_000_000_000, 1_000_000_000))
    return folder


def test_another_place_day_and_order_of_files_give_the_same_bytes(lab: Path, exported: Path, tmp_path: Path) -> None:
    study = copied_backwards(lab, tmp_path / "elsewhere" / "study")
    export(wish(study, tmp_path / "out"))
    assert all_bytes(tmp_path / "out") == all_bytes(exported)


def test_parts_named_one_by_one_or_twice_give_the_same_bytes(lab: Path, exported: Path, tmp_path: Path) -> None:
    paths = tuple(lab / name for name in ("P01", "D02", "D01", "D02"))
    export(replace(wish(lab, tmp_path / "out"), paths=paths))
    assert all_bytes(tmp_path / "out") == all_bytes(exported)


def test_another_locale_gives_the_same_bytes(lab: Path, exported: Path, tmp_path: Path) -> None:
    before = locale.setlocale(locale.LC_ALL)
    found = next((name for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8", "C") if _has(name)), "C")
    try:
        locale.setlocale(locale.LC_ALL, found)
        export(wish(lab, tmp_path / "out"))
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert all_bytes(tmp_path / "out") == all_bytes(exported)


def _has(name: str) -> bool:
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_ALL, before)
    return True


def test_several_processes_write_the_same_bytes(
    lab: Path, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_workers, "SMALL_BYTES", 0)
    export(replace(wish(lab, tmp_path / "out"), jobs=2))
    assert all_bytes(tmp_path / "out") == all_bytes(exported)


# ---------------------------------------------------------------------------- tables


def test_every_table_is_as_it_is_described(exported: Path) -> None:
    check_described(exported)


@pytest.mark.parametrize("cut", [{"windows": ("first20", "last20")}, {"clip_phases": True, "step_ms": 500}])
def test_every_table_that_is_cut_is_as_it_is_described(lab: Path, tmp_path: Path, cut: dict[str, Any]) -> None:
    export(replace(wish(lab, tmp_path / "out"), **cut))
    check_described(tmp_path / "out")


def check_described(exported: Path) -> None:
    package = described(exported)
    assert find_faults(package) == []
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in exported.glob("*.csv")}
    for resource in package["resources"]:
        rows = read(exported / resource["path"])
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for row in rows:
            assert list(row) == list(fields)
            wrong = [f"{name}={cell!r}" for name, cell in row.items() if not fits(cell, fields[name])]
            assert not wrong, (resource["path"], wrong)
        key = resource["schema"].get("primaryKey")
        assert not key or len({tuple(row[name] for name in key) for row in rows}) == len(rows)


def fits(cell: str, field: Cells) -> bool:
    """Tell whether a cell may be in a column: its type, its levels, whether it may be empty."""
    if not cell:
        return "constraints" not in field
    if "levels" in field:
        return cell in {level["value"] for level in field["levels"]}  # type: ignore[index]
    match field["type"]:
        case "integer":
            return cell.removeprefix("-").isdecimal()
        case "number":
            return cell.removeprefix("-").replace(".", "", 1).isdecimal()
        case "boolean":
            return cell in ("0", "1")
        case _:
            return True


def test_every_column_stands_in_the_codebook(exported: Path) -> None:
    told = [(row["table"], row["variable"]) for row in read(exported / "codebook.csv") if row["entry"] == "variable"]
    there = [
        (path.stem, head)
        for path in sorted(exported.glob("*.csv"))
        for head in path.read_text(encoding="utf-8").splitlines()[0].split(",")
    ]
    assert sorted(told) == sorted(there)


def test_column_names_are_safe_for_r_and_spss(exported: Path) -> None:
    for resource in described(exported)["resources"]:
        for field in resource["schema"]["fields"]:
            assert re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,63}", field["name"])


def test_the_time_of_a_phase_is_what_was_codable_and_what_was_not(exported: Path) -> None:
    rows = read(exported / "codable.csv")
    assert any(float(row["uncodable_s"]) for row in rows)
    for row in rows:
        reasons = [value for name, value in row.items() if name.startswith("uncodable_s_")]
        whole, codable, uncodable = (ms(row[name]) for name in ("phase_s", "codable_s", "uncodable_s"))
        assert whole == codable + uncodable == ms(row["offset_s"]) - ms(row["onset_s"])
        assert uncodable == sum(map(ms, reasons))


def ms(seconds: str) -> int:
    whole, _, part = seconds.partition(".")
    assert len(part) == 3
    return int(whole) * 1000 + int(part)


def test_codes_that_never_occurred_have_a_row_of_zeros(exported: Path) -> None:
    used = {(row["session_id"], row["coder_id"], row["tier"], row["code"]) for row in read(exported / "events.csv")}
    rows = read(exported / "summary.csv")
    unused = [row for row in rows if (row["session_id"], row["coder_id"], row["tier"], row["code"]) not in used]
    assert ("P01", "at_face") in {(row["session_id"], row["code"]) for row in rows}
    assert unused
    assert {row["count"] for row in unused} == {"0"}
    known = {
        row["id"] for row in read(exported / "codebook.csv") if row["entry"] == "code" and row["actor"] != "session"
    }
    assert known <= {row["code"] for row in rows}


def test_the_manifest_has_the_hash_of_every_other_file(exported: Path) -> None:
    said = json.loads((exported / "export_manifest.json").read_text(encoding="utf-8"))
    there = {path.name: path.read_bytes() for path in exported.iterdir() if path.name != "export_manifest.json"}
    assert {name: (found["sha256"], found["bytes"]) for name, found in said["files"].items()} == {
        name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in there.items()
    }
    assert all(one["log_sha256"] and one["scheme_sha256"] for one in said["observations"])


# ---------------------------------------------------------------------------- anonymity


def test_nothing_tells_who_exported_it_and_where(exported: Path, lab: Path) -> None:
    told = {SECRET, "Jane Roe", str(lab), str(lab.parent), str(Path.home()), lab.parent.name, getpass.getuser()}
    told = {words for words in told if len(words) > 3} | {"/home/", "\\Users\\"}
    for name, content in all_bytes(exported).items():
        text = content.decode("utf-8")
        assert not [words for words in told if words in text], name


def test_comments_are_written_on_request_only(lab: Path, exported: Path, tmp_path: Path) -> None:
    export(ExportWish((lab,), tmp_path / "out", comments=True))
    assert SECRET in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert SECRET not in (exported / "events.csv").read_text(encoding="utf-8")


# ---------------------------------------------------------------------------- whole or not at all


def spoiled(study: Path, folder: Path) -> Path:
    """Copy a study and cut its last observation short."""
    shutil.copytree(study, folder)
    last = folder / "P01" / "observations" / "ben.attune"
    last.write_bytes(last.read_bytes()[:6_000])
    return folder


@pytest.mark.parametrize("smallest", [0, export_workers.SMALL_BYTES])
def test_what_cannot_be_read_is_named_with_its_session(
    lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, smallest: int
) -> None:
    monkeypatch.setattr(export_workers, "SMALL_BYTES", smallest)
    with pytest.raises(CoderError, match=r"^P01: ben\.attune is damaged"):
        export(ExportWish((spoiled(lab, tmp_path / "study"),), tmp_path / "out", jobs=2))


def test_a_failure_leaves_an_earlier_export_as_it_was(lab: Path, exported: Path, tmp_path: Path) -> None:
    out = tmp_path / "exports" / "out"
    shutil.copytree(exported, out)
    with pytest.raises(CoderError):
        export(ExportWish((spoiled(lab, tmp_path / "study"),), out))
    assert all_bytes(out) == all_bytes(exported)
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_what_is_given_up_leaves_nothing(lab: Path, tmp_path: Path) -> None:
    for asked in range(0, 40, 3):
        left = iter(range(asked))
        folder = tmp_path / f"exports {asked}"
        folder.mkdir()
        try:
            export(ExportWish((lab,), folder / "out"), cancelled=lambda left=left: next(left, None) is None)  # type: ignore[misc]
        except Stopped:
            assert list(folder.iterdir()) == []
        else:
            return
    pytest.fail("it is asked too often")


def test_a_session_in_two_places_is_refused(lab: Path, tmp_path: Path) -> None:
    shutil.copytree(lab / "D01", tmp_path / "copy" / "D01")
    shutil.copyfile(lab / "study.yaml", tmp_path / "copy" / "study.yaml")
    with pytest.raises(CoderError, match="Two sessions"):
        export(ExportWish((lab, tmp_path / "copy"), tmp_path / "out"))
    assert not (tmp_path / "out").exists()


# ---------------------------------------------------------------------------- and back

TIERS = {"gaze": ("mother", "toy"), "touch": ("pat", "stroke")}


@st.composite
def coded(draw: st.DrawFn) -> tuple[Event, ...]:
    """Draw states that do not overlap on their tier, and points."""
    found: list[Event] = []
    for tier, codes in TIERS.items():
        edges = sorted(draw(st.sets(st.integers(0, 500_000), max_size=12)))
        for onset, offset in zip(edges[::2], edges[1::2], strict=False):
            found.append(Event(0, tier, draw(st.sampled_from(codes)), onset, offset))
    for onset in draw(st.sets(st.integers(0, 500_000), max_size=6)):
        found.append(Event(0, "signal", draw(st.sampled_from(("bid", "fuss"))), onset, point=True))
    return tuple(replace(event, id=number) for number, event in enumerate(found, 1))


@settings(max_examples=15)
@given(coded())
def test_what_is_exported_and_imported_again_is_equal(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[Event, ...]
) -> None:
    if not drawn:
        return
    folder = tmp_path_factory.mktemp("back")
    study = create_study(folder / "study", 1, ())
    code(study / "D01", "ana", FIRST, drawn)
    export(ExportWish((study,), folder / "out"))
    table, scheme = folder / "out" / "events.csv", folder / "out" / "scheme.yaml"
    import_log(ImportWish("csv", (table,), folder / "back", scheme=scheme))
    (path,) = (folder / "back").rglob("*.attune")
    with open_observation(path, read_only=True) as file:
        assert list(file.load()) == sorted(drawn, key=lambda event: (event.onset_ms, event.id))


# ---------------------------------------------------------------------------- what changes meanwhile


def test_an_observation_that_gets_another_scheme_meanwhile_is_not_exported_by_halves(lab: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(lab, study)
    (found,) = find_all((study / "D01",))
    seen = survey([found])
    found.files[0].unlink()
    code(study / "D01", "ana", FIRST.replace("1.0.0", "1.0.1"), events())
    with pytest.raises(CoderError, match=r"ana\.attune was changed while it was exported"):
        SessionReader(seen, ExportWish((study,), tmp_path / "out")).write(found)


def test_a_reason_that_is_given_meanwhile_is_not_left_out(lab: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(lab, study)
    (found,) = find_all((study / "P01",))
    seen = survey([found])
    with open_observation(found.files[0]) as file:
        spell = Event(91, UNCODABLE, UNCODABLE, 100_000, 101_000, modifiers=((REASON, "fire_alarm"),))
        file.commit(Change("Code", added=(spell,)))
    with pytest.raises(CoderError, match="was changed while it was exported"):
        SessionReader(seen, ExportWish((study,), tmp_path / "out")).write(found)
