"""A mapping file: how another program's table is meant, and which tiers and codes of ours are whose."""

from collections.abc import Mapping as Pairs
from pathlib import Path

from coder.model.import_map import ROLES, Columns, ImportMap, MappedTier, TimeFormat
from coder.store.study_file import FORMAT, check_format
from coder.store.yaml_reading import Mapping, Scalar, Value, as_mapping, read_yaml
from coder.store.yaml_writing import format_scalar

_USUAL = Columns()
_COLUMN_KEYS = ("sign", "decimal", "time", "frames_per_s", "head_line", "side_by_side", *ROLES, "modifiers")
_HEAD = "# How a file of another program is taken over. Check it, and name it with --mapping."
_TABLE_HEAD = f"""\
# Each column by the words at its head: {", ".join(ROLES)}; modifiers: [several].
# time: {", ".join(TimeFormat)}; clock is h:mm:ss.mmm, timecode hh:mm:ss:ff, in frames of frames_per_s."""
_TIERS_HEAD = "# to: a tier of the scheme; codes: a code of it, or tier.code; an empty one leaves those events out."


def load_map(path: Path) -> ImportMap:
    """Load a mapping file; raise CoderError with the line that is wrong."""
    root = read_yaml(path)
    root.refuse_unknown(("format", "columns", "tiers"))
    check_format(root)
    columns = _columns(root.mapping("columns")) if "columns" in root.values else None
    tiers = tuple(_tier(item) for item in root.sequence("tiers")) if "tiers" in root.values else ()
    return ImportMap(columns, tiers)


def format_map(said: ImportMap) -> str:
    """Return a mapping as a mapping file has it."""
    lines = [_HEAD, f"format: {FORMAT}"]
    if said.columns is not None:
        lines.append(_TABLE_HEAD)
        lines += ["columns:", *(f"  {key}: {value}" for key, value in _column_values(said.columns).items())]
    if said.tiers:
        lines += [_TIERS_HEAD, "tiers:"]
        for tier in said.tiers:
            lines += [f"  - tier: {format_scalar(tier.tier)}", f"    to: {format_scalar(tier.to)}"]
            lines += [f"    {name}: {_flow(pairs)}" for name, pairs in _named(tier).items() if pairs]
    return "\n".join(lines) + "\n"


def _named(tier: MappedTier) -> dict[str, dict[str, str]]:
    return {"codes": dict(tier.codes), "modifiers": dict(tier.modifiers)}


def _flow(pairs: Pairs[str, str]) -> str:
    return "{" + ", ".join(f"{format_scalar(key)}: {format_scalar(value)}" for key, value in pairs.items()) + "}"


def _column_values(columns: Columns) -> dict[str, str]:
    named = {role: str(getattr(columns, role)) for role in ROLES}
    values = {
        "sign": format_scalar(columns.sign),
        "decimal": format_scalar(columns.decimal),
        "time": columns.time.value,
        "frames_per_s": f"{columns.frames_per_s:g}",
        "head_line": str(columns.head_line),
        "side_by_side": "true" if columns.side_by_side else "",
        "onset": "" if columns.side_by_side else '""',
        **{role: format_scalar(cell) for role, cell in named.items() if cell},
        "modifiers": f"[{', '.join(map(format_scalar, columns.modifiers))}]" if columns.modifiers else "",
    }
    return {key: value for key, value in values.items() if value}


def _columns(entry: Mapping) -> Columns:
    entry.refuse_unknown(_COLUMN_KEYS)
    time = entry.text("time", _USUAL.time)
    if time not in list(TimeFormat):
        known = ", ".join(TimeFormat)
        raise entry.keys["time"].error(f"“{time}” is no way that times are written.", f"Write one of {known}.")
    rate = entry.number("frames_per_s", _USUAL.frames_per_s)
    if not 1 <= rate <= 1000:
        raise entry.keys["frames_per_s"].error("there are 1 to 1000 frames in a second.", "Write 25, or 29.97.")
    return Columns(
        sign=_sign(entry, "sign", _USUAL.sign),
        decimal=_sign(entry, "decimal", _USUAL.decimal),
        time=TimeFormat(time),
        frames_per_s=rate,
        head_line=max(1, entry.whole("head_line")) if "head_line" in entry.values else 1,
        side_by_side=entry.flag("side_by_side"),
        modifiers=tuple(_words(item) for item in entry.sequence("modifiers")) if "modifiers" in entry.values else (),
        **{role: entry.text(role, "") for role in ROLES},
    )


def _sign(entry: Mapping, key: str, usual: str) -> str:
    text = entry.text(key, usual)
    if len(text) != 1:
        raise entry.keys[key].error(f"“{key}” is one sign.", 'Write it in quotes: ";" or "\\t".')
    return text


def _tier(item: Value) -> MappedTier:
    entry = as_mapping(item, "tiers")
    entry.refuse_unknown(("tier", "to", "codes", "modifiers"))
    return MappedTier(
        entry.text("tier"), entry.text("to", ""), tuple(_pairs(entry, "codes")), tuple(_pairs(entry, "modifiers"))
    )


def _pairs(entry: Mapping, key: str) -> list[tuple[str, str]]:
    if key not in entry.values:
        return []
    inside = entry.mapping(key)
    return [(name, inside.text(name, "")) for name in inside.values]


def _words(item: Value) -> str:
    if not isinstance(item, Scalar):
        raise item.place.error("a modifier is named by the words at the head of its column.", "Write - and the words.")
    return item.text
