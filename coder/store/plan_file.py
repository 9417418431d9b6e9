"""The section ``plan:`` of study.yaml, and ``plan.csv`` beside it: what was drawn by it, a row an assignment."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from coder.errors import CoderError
from coder.model.plan import Assignment, Plan, PlanRules, Role, Stratum
from coder.model.spans import Span
from coder.store.atomic import write_atomic
from coder.store.coder_id import check_coder_id, check_id
from coder.store.plain_words import explain_read_error
from coder.store.study_file import read_section
from coder.store.training_file import build_training
from coder.store.yaml_reading import Mapping, Scalar, Value

PLAN_FILE = "plan.csv"
COLUMNS = ("alias", "coder", "session", "pass", "role", "blocks_ms")
_BRING_BACK = "Bring back a copy of it, or remove it and draw again."
_KEYS = (
    "coders",
    "checkers",
    "share",
    "of",
    "segment_s",
    "strata",
    "groups",
    "age_days",
    "passes",
    "seed",
    "aliases",
    "leave_out",
)
_OF = ("sessions", "segments")


def find_rules(folder: Path) -> PlanRules | None:
    """Return the rules in a study's study.yaml, None where it has no plan; raise CoderError with the line.

    Sessions with a gold observation are left out: they are for training.
    """
    section, training = read_section(folder, "plan"), read_section(folder, "training")
    if section is None:
        return None
    rules = _rules(section)
    gold = () if training is None else (one.session for one in build_training(training).gold)
    return replace(rules, leave_out=tuple(dict.fromkeys((*rules.leave_out, *gold))))


def find_plan(folder: Path) -> Plan | None:
    """Return a study's plan with what was drawn, None where study.yaml has no plan; raise CoderError with the line."""
    rules = find_rules(folder)
    if rules is None:
        return None
    file = folder / PLAN_FILE
    return Plan(rules, _read(file) if file.is_file() else ())


def save_plan(folder: Path, plan: Plan) -> None:
    """Write plan.csv whole or not at all; raise CoderError when it cannot be written."""
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_cells(one) for one in plan.assignments)
    write_atomic(folder / PLAN_FILE, text.getvalue())


def _rules(section: Mapping) -> PlanRules:
    section.refuse_unknown(_KEYS)
    of = section.text("of", _OF[0])
    if of not in _OF:
        raise section.keys["of"].error(f"“of” must be sessions or segments, not “{of}”.", "Write of: sessions.")
    return PlanRules(
        _coders(section, "coders", required=True),
        _coders(section, "checkers"),
        _share(section),
        _segment_ms(section) if of == "segments" else None,
        tuple(_stratum(one) for one in _items(section, "strata")),
        _groups(section),
        _ages(section),
        tuple(check_id(one.text, "pass id") for one in _items(section, "passes")),
        section.whole("seed") if "seed" in section.values else 1,
        section.flag("aliases") if "aliases" in section.values else True,
        tuple(one.text for one in _items(section, "leave_out")),
    )


def _items(section: Mapping, key: str) -> tuple[Scalar, ...]:
    found = section.sequence(key) if key in section.values else ()
    return tuple(_scalar(one, key) for one in found)


def _scalar(value: Value, key: str) -> Scalar:
    if not isinstance(value, Scalar) or not value.text:
        raise value.place.error(f"“{key}” must be a list of single values.", f"Write {key}: [one, two].")
    return value


def _coders(section: Mapping, key: str, *, required: bool = False) -> tuple[str, ...]:
    found = _items(section, key)
    if required and not found:
        raise section.place.error("the plan names no coders.", "Write coders: [ana, ben].")
    ids: list[str] = []
    for one in found:
        if one.text in ids:
            raise one.place.error(f"“{one.text}” stands in {key} twice.", "Keep one of them.")
        ids.append(check_coder_id(one.text))
    return tuple(ids)


def _share(section: Mapping) -> float:
    share = section.number("share", 0.2)
    if not 0 <= share <= 1:
        raise section.keys["share"].error("“share” must lie between 0 and 1.", "Write 0.2 for a fifth of the sessions.")
    return share


def _segment_ms(section: Mapping) -> int:
    if "segment_s" not in section.values:
        raise section.place.error("segments need a length.", "Write segment_s: 60.")
    seconds = section.number("segment_s", 0.0)
    if not 1 <= seconds <= 24 * 3600:
        raise section.keys["segment_s"].error("“segment_s” must be a length in seconds.", "Write segment_s: 60.")
    return round(seconds * 1000)


def _stratum(one: Scalar) -> Stratum:
    try:
        return Stratum(one.text)
    except ValueError:
        known = ", ".join(Stratum)
        raise one.place.error(f"there is no stratum “{one.text}”.", f"Known here: {known}.") from None


def _groups(section: Mapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if "groups" not in section.values:
        return ()
    groups = section.mapping("groups")
    return tuple((name, tuple(one.text for one in _items(groups, name))) for name in groups.values)


def _ages(section: Mapping) -> tuple[int, ...]:
    return tuple(sorted(_whole(one, "age_days") for one in _items(section, "age_days")))


def _whole(one: Scalar, key: str) -> int:
    if not (one.text.isascii() and one.text.isdigit() and len(one.text) < 16):
        raise one.place.error(f"“{key}” must be whole numbers, not “{one.text}”.", "Write digits only.")
    return int(one.text)


def _read(path: Path) -> tuple[Assignment, ...]:
    """Read what was drawn; raise CoderError with the line when a row makes no sense."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise explain_read_error(error, path) from error
    except UnicodeDecodeError as error:
        raise CoderError(f"{path.name} is no UTF-8 text.", _BRING_BACK) from error
    head, *rows = list(csv.reader(StringIO(text, newline=""))) or [[]]
    if tuple(head) != COLUMNS:
        raise CoderError(f"{path.name}:1: its columns are not {', '.join(COLUMNS)}.", _BRING_BACK)
    found: dict[tuple[str, str, str], Assignment] = {}
    for line, cells in [(line, cells) for line, cells in enumerate(rows, 2) if cells]:
        one = _assignment(cells, f"{path.name}:{line}")
        if one.key in found:
            raise CoderError(f"{path.name}:{line}: {one.session} is assigned to {one.coder} twice.", _BRING_BACK)
        found[one.key] = one
    return tuple(found.values())


def _assignment(cells: Sequence[str], place: str) -> Assignment:
    try:
        alias, coder, session, pass_id, role, blocks = cells
        spans = tuple(_block(word) for word in blocks.split())
        return Assignment(alias, check_coder_id(coder), session, pass_id, Role(role), spans)
    except ValueError as error:
        raise CoderError(f"{place}: this is no assignment.", _BRING_BACK) from error


def _block(word: str) -> Span:
    begin, _, end = word.partition("-")
    if int(begin) >= int(end):
        raise ValueError(word)
    return int(begin), int(end)


def _cells(one: Assignment) -> tuple[str, ...]:
    blocks = " ".join(f"{begin}-{end}" for begin, end in one.blocks)
    return one.alias, one.coder, one.session, one.pass_id, one.role.value, blocks
