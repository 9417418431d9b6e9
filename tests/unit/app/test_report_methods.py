"""What method paragraphs say: every option that changes a figure changes the paragraph, and every source is listed."""

from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from coder.app import agreement_method, regulation_method
from coder.app.agreement import find_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.app.regulation import Regulation, find_regulation
from coder.app.regulation_wish import RegulationWish
from coder.formats.references import CITED, every_source
from coder.model.event import Event
from tests.moving import RATED, code, create_study

_HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s"
_OF_HOW: dict[str, Any] = {
    "unit_ms": 500,
    "tolerance_ms": 2000,
    "share": 0.7,
    "draws": 30,
    "seed": 9,
    "block_ms": 4000,
    "corrected": True,
}
_OF_AGREEMENT: dict[str, Any] = {
    "codable": "codable.csv",
    "pair": ("ana", "ben"),
    "exclusive": frozenset({"signal"}),
    "overlapping": frozenset({"gaze"}),
}
_OF_REGULATION: dict[str, Any] = {
    "codable": Path("codable.csv"),
    "windows_ms": (3000,),
    "lags": ((1, 4),),
    "unit_ms": 500,
    "both_ways": True,
    "coder": "ana",
    "until_next_cue": False,
    "repeats": False,
    "steps": 3,
    "recurrence": True,
    "permutations": 20,
    "seed": 5,
    "links": ("smile_returned",),
    "by_phase": True,
}
_NO_COMPARISON = {"events", "how", "viewer"}
_NO_FIGURE = {"events", "cue", "response", "out", "jobs", "scheduler", "figures", "groups", "viewer"}
"""Where from, where to and how fast; cue, response and groups are in the figures themselves."""


def _log(folder: Path) -> Path:
    rows = [_HEAD]
    for dyad, soon in (("D1", 2), ("D2", 4)):
        for coder, late in (("ana", 0.0), ("ben", 0.4), ("cem", 0.9)):
            for second in range(0, 60, 12):
                rows.append(f"{dyad},{dyad},{coder},infant,signal,cry,point,{second + 1 + late},")
                rows.append(
                    f"{dyad},{dyad},{coder},caregiver,gaze,at_face,state,{second + soon + late},{second + 5 + late}"
                )
    path = folder / "events.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    windows = "\n".join(f"D{n},,,window,0,48" for n in (1, 2))
    (folder / "codable.csv").write_text(
        f"session_id,coder_id,tier,kind,onset_s,offset_s\n{windows}\n", encoding="utf-8"
    )
    return path


def _of_agreement(folder: Path, how: dict[str, Any] | None = None, **wished: Any) -> str:
    path = _log(folder)
    if "codable" in wished:
        wished["codable"] = folder / wished["codable"]
    wish = AgreementWish(path, how=How(**{"draws": 20, **(how or {})}), **wished)
    return agreement_method.method_words(wish, find_agreement(wish))


@cache
def _regulation() -> Regulation:
    with TemporaryDirectory() as folder:
        path = _log(Path(folder))
        wish = RegulationWish(
            path, "infant.cry", "caregiver.at_face", Path(folder), coder="ben", permutations=10, jobs=1
        )
        return find_regulation(wish)


@pytest.mark.parametrize("name", [one.name for one in fields(How)])
def test_every_option_of_a_comparison_is_in_words(tmp_path: Path, name: str) -> None:
    assert _of_agreement(tmp_path, {name: _OF_HOW[name]}) != _of_agreement(tmp_path)


@pytest.mark.parametrize(
    "name", [one.name for one in fields(AgreementWish) if one.name not in ("events", "how", "viewer")]
)
def test_every_choice_of_what_is_compared_is_in_words(tmp_path: Path, name: str) -> None:
    assert _of_agreement(tmp_path, **{name: _OF_AGREEMENT[name]}) != _of_agreement(tmp_path)


@pytest.mark.parametrize("name", [one.name for one in fields(RegulationWish) if one.name not in _NO_FIGURE])
def test_every_option_of_regulation_is_in_words(name: str) -> None:
    found = _regulation()

    changed = replace(found, wish=replace(found.wish, **{name: _OF_REGULATION[name]}))

    assert regulation_method.method_words(changed) != regulation_method.method_words(found)


def test_every_source_that_a_paragraph_cites_is_listed(tmp_path: Path) -> None:
    listed = {mark for _, mark in every_source()}

    cited = CITED.findall(_of_agreement(tmp_path, {"block_ms": 4000}))
    cited += CITED.findall(regulation_method.method_words(_regulation()))

    assert len(cited) > 12
    assert set(cited) <= listed


def test_groups_are_named_where_curves_of_groups_are_compared(tmp_path: Path) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text("dyad_id,group\nD1,risk\nD2,control\n", encoding="utf-8")
    wish = RegulationWish(
        _log(tmp_path), "infant.cry", "caregiver.at_face", tmp_path, coder="ben", jobs=1, groups=groups
    )

    words = regulation_method.method_words(find_regulation(wish))

    assert "compared between groups (groups as in groups.csv) by log-rank tests (Mantel, 1966)" in words


def test_ratings_alone_are_told_with_their_intervals_and_without_units_of_time(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=3, coders=(), text=RATED)
    for number, values in enumerate((("1", "1"), ("3", "4"), ("5", "5")), 1):
        for coder, value in zip(("ana", "ben"), values, strict=True):
            event = Event(1, "warmth", "smiles", 0, 600_000, modifiers=(("value", value),))
            code(study / f"D{number:02}", coder, RATED, (event,))
    wish = AgreementWish(study, how=How(draws=40, seed=7, corrected=True))

    words = agreement_method.method_words(wish, find_agreement(wish))

    assert "weighted kappa are bias-corrected and accelerated (BCa) intervals of 40 bootstrap samples" in words
    assert "seed 7" in words
    assert "Only time" not in words
    assert "units" not in words
    assert "the coding scheme small 1.0.0." in words
