"""The section ``plan:`` of study.yaml, and ``plan.yaml`` beside it: what was drawn by it."""

from pathlib import Path

from coder.errors import CoderError
from coder.model.plan import Assignment, Plan, PlanRules, Role, Stratum
from coder.model.spans import Span
from coder.store.atomic import write_atomic
from coder.store.coder_id import check_coder_id, check_id
from coder.store.study_file import FORMAT, check_format, read_section
from coder.store.yaml_reading import Mapping, Scalar, Sequence, Value, as_mapping, read_yaml
from coder.store.yaml_writing import format_flow, format_scalar

PLAN_FILE = "plan.yaml"
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
_HEAD = """\
# Drawn by coder plan draw from the plan in study.yaml. It says which codings are checks: show it to no coder.
"""


def find_rules(folder: Path) -> PlanRules | None:
    """Return the rules in a study's study.yaml, None where it has no plan; raise CoderError with the line."""
    section = read_section(folder, "plan")
    return None if section is None else _rules(section)


def find_plan(folder: Path) -> Plan | None:
    """Return a study's plan with what was drawn, None where study.yaml has no plan; raise CoderError with the line."""
    rules = find_rules(folder)
    if rules is None:
        return None
    file = folder / PLAN_FILE
    return Plan(rules, _assignments(read_yaml(file)) if file.is_file() else ())


def save_plan(folder: Path, plan: Plan) -> None:
    """Write plan.yaml whole or not at all; raise CoderError when it cannot be written."""
    lines = [f"format: {FORMAT}", f"seed: {plan.rules.seed}", "assignments:" if plan.assignments else "assignments: []"]
    lines += [f"  - {_format(one)}" for one in plan.assignments]
    write_atomic(folder / PLAN_FILE, _HEAD + "\n".join(lines) + "\n")


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


def _assignments(root: Mapping) -> tuple[Assignment, ...]:
    root.refuse_unknown(("format", "seed", "assignments"))
    check_format(root)
    found = tuple(_assignment(as_mapping(item, "assignments")) for item in root.sequence("assignments"))
    seen: set[tuple[str, str, str]] = set()
    for one in found:
        if one.key in seen:
            raise CoderError(
                f"{PLAN_FILE}: {one.session} is assigned to {one.coder} twice.", "Bring back a copy, or draw again."
            )
        seen.add(one.key)
    return found


def _assignment(entry: Mapping) -> Assignment:
    entry.refuse_unknown(("alias", "coder", "session", "pass", "role", "blocks"))
    role = entry.text("role", Role.PRIMARY.value)
    if role not in tuple(Role):
        raise entry.keys["role"].error(f"there is no role “{role}”.", f"Known here: {', '.join(Role)}.")
    blocks = tuple(_block(one) for one in entry.sequence("blocks")) if "blocks" in entry.values else ()
    coder = check_coder_id(entry.text("coder"))
    return Assignment(entry.text("alias"), coder, entry.text("session"), entry.text("pass", ""), Role(role), blocks)


def _block(value: Value) -> Span:
    if isinstance(value, Sequence) and len(value.items) == 2:
        from_ms, to_ms = (_whole(_scalar(one, "blocks"), "blocks") for one in value.items)
        if from_ms < to_ms:
            return from_ms, to_ms
    raise value.place.error("a block must be two times in milliseconds.", "Bring back a copy, or draw again.")


def _format(one: Assignment) -> str:
    blocks = ", ".join(f"[{from_ms}, {to_ms}]" for from_ms, to_ms in one.blocks)
    said = {"alias": one.alias, "coder": one.coder, "session": one.session, "pass": one.pass_id, "role": one.role.value}
    flow = {key: format_scalar(text) for key, text in said.items() if text}
    return format_flow({**flow, "blocks": f"[{blocks}]" if blocks else ""})
