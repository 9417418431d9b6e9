from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.plan import Assignment, Plan, PlanRules, Role, Stratum
from coder.store.plan_file import find_plan, find_rules, save_plan
from coder.store.study_folder import load_study

HEAD = "format: 1\nstudy: {id: small}\n"
WHOLE = """\
plan:
  coders: [ana, ben]
  checkers: [lena]
  share: 0.25
  of: segments
  segment_s: 30
  strata: [group, visit]
  groups: {clinical: [D01, D02]}
  age_days: [240, 120]
  passes: [gaze]
  seed: 4711
  aliases: false
  leave_out: [T01]
"""


def study(folder: Path, section: str) -> Path:
    (folder / "study.yaml").write_text(HEAD + section, encoding="utf-8")
    return folder


def test_a_study_without_a_plan_has_none(tmp_path: Path) -> None:
    assert find_plan(study(tmp_path, "")) is None
    assert load_study(tmp_path).id == "small"


def test_every_rule_is_read(tmp_path: Path) -> None:
    assert find_rules(study(tmp_path, WHOLE)) == PlanRules(
        ("ana", "ben"),
        ("lena",),
        0.25,
        30_000,
        (Stratum.GROUP, Stratum.VISIT),
        (("clinical", ("D01", "D02")),),
        (120, 240),
        ("gaze",),
        4711,
        aliases=False,
        leave_out=("T01",),
    )


def test_sessions_with_a_gold_observation_are_for_training(tmp_path: Path) -> None:
    gold = "training: {gold: [{session: D09, coder: lena}, {session: T01, coder: lena}]}\n"
    rules = find_rules(study(tmp_path, WHOLE + gold))
    assert rules is not None
    assert rules.leave_out == ("T01", "D09")


def test_what_was_drawn_is_read_as_it_was_written(tmp_path: Path) -> None:
    rules = find_rules(study(tmp_path, WHOLE))
    assert rules is not None
    plan = Plan(
        rules,
        (
            Assignment("A02", "ana", "D01: first", "gaze"),
            Assignment("A01", "lena", "D01: first", "gaze", Role.CHECK, ((0, 30_000), (70_000, 100_000))),
        ),
    )
    save_plan(tmp_path, plan)
    assert find_plan(tmp_path) == plan
    save_plan(tmp_path, Plan(rules))
    assert find_plan(tmp_path) == Plan(rules)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("plan: {share: 0.2}", "names no coders"),
        ("plan: {coders: [ana, ana]}", "stands in coders twice"),
        ("plan: {coders: [a/b]}", "may not hold /"),
        ("plan: {coders: [ana], share: 2}", "between 0 and 1"),
        ("plan: {coders: [ana], of: minutes}", "must be sessions or segments"),
        ("plan: {coders: [ana], of: segments}", "need a length"),
        ("plan: {coders: [ana], of: segments, segment_s: 0}", "must be a length"),
        ("plan: {coders: [ana], strata: [weather]}", "no stratum “weather”"),
        ("plan: {coders: [ana], age_days: [x]}", "must be whole numbers"),
        ("plan: {coders: [ana], share_of: 1}", "study.yaml:3: unknown key “share_of”"),
        ("plan: {coders: [ana], aliases: perhaps}", "must be true or false"),
        ("planned: {}", "unknown key “planned”"),
    ],
)
def test_a_faulty_plan_is_refused_with_its_line(tmp_path: Path, section: str, said: str) -> None:
    with pytest.raises(CoderError, match=said):
        find_rules(study(tmp_path, section + "\n"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A1,ana,D01,,boss,", "plan.csv:2: this is no assignment"),
        ("A1,ana,D01,,check,5-2", "plan.csv:2: this is no assignment"),
        ("A1,ana,D01", "plan.csv:2: this is no assignment"),
        ("A1,a/b,D01,,check,", "may not hold /"),
        ("A1,ana,D01,,primary,\nA2,ana,D01,,check,", "plan.csv:3: D01 is assigned to ana twice"),
    ],
)
def test_a_damaged_plan_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    study(tmp_path, WHOLE)
    (tmp_path / "plan.csv").write_text(f"alias,coder,session,pass,role,blocks_ms\n{text}\n", encoding="utf-8")
    with pytest.raises(CoderError, match=said):
        find_plan(tmp_path)


def test_another_table_is_no_plan(tmp_path: Path) -> None:
    study(tmp_path, WHOLE)
    (tmp_path / "plan.csv").write_text("who,what\n", encoding="utf-8")
    with pytest.raises(CoderError, match="its columns are not alias, coder"):
        find_plan(tmp_path)
    (tmp_path / "plan.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(CoderError, match="no UTF-8"):
        find_plan(tmp_path)
