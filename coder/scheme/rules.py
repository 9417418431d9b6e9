"""Which keys go together: one table for the loader's checks and for the JSON Schema."""

from collections.abc import Callable
from typing import Any

KINDS = ("state", "point", "interval", "rating")
KEYS_OF_KINDS = {
    "exclusive": ("state", "interval"),
    "exhaustive": ("state",),
    "default": ("state",),
    "repress": ("state",),
    "min_duration_s": ("state",),
    "merge_gap_s": ("state",),
    "gap": ("state", "point", "interval"),
    "length_s": ("interval",),
    "rule": ("interval",),
    "scope": ("rating",),
    "scale": ("rating",),
    "levels": ("rating",),
    "anchors": ("rating",),
    "not_ratable": ("rating",),
    "composites": ("rating",),
}
"""Keys of a tier that only some kinds have."""
KEYS_OF_ITEMS = ("scale", "levels", "anchors", "reverse", "not_ratable")
"""Keys of a code that only the items of a rating have."""
CHOICES = ("choice", "choices")
TYPES = (*CHOICES, "number", "text")
KEYS_OF_NUMBERS = ("min", "max", "step", "unit")
"""Keys of a modifier that only numbers have."""
FORMS = ("all_of", "any_of", "none_of")
"""Of what a derived code is computed."""

Schema = dict[str, Any]
_MEASURED: list[Schema] = [{"required": ["scale"]}, {"required": ["levels"]}]


def with_rules(*rules: Schema) -> Callable[[Schema], None]:
    """Return what adds rules to the JSON Schema of a part."""

    def add(schema: Schema) -> None:
        schema["allOf"] = list(rules)

    return add


def _absent(*keys: str) -> Schema:
    return {"properties": dict.fromkeys(keys, False)}


def _if_one_of(key: str, values: tuple[str, ...], then: Schema, usual: bool = False) -> Schema:
    """Return a rule for a key that has one of some values; ``usual``: also for one that is not written."""
    condition: Schema = {"properties": {key: {"enum": list(values)}}}
    return {"if": condition if usual else {**condition, "required": [key]}, "then": then}


def _kind_rule(kind: str) -> Schema:
    then = _absent(*(key for key, kinds in KEYS_OF_KINDS.items() if kind not in kinds))
    if kind == "interval":
        then["required"] = ["length_s", "rule"]
    if kind == "rating":
        then["anyOf"] = [*_MEASURED, {"properties": {"codes": {"items": {"anyOf": _MEASURED}}}}]
    else:
        then["properties"]["codes"] = {"items": _absent(*KEYS_OF_ITEMS)}
    return _if_one_of("kind", (kind,), then)


def _exhaustive_rule() -> Schema:
    condition: Schema = {"properties": {"exhaustive": {"enum": [True]}}, "required": ["exhaustive"]}
    return {"if": condition, "then": {"required": ["default"], **_absent("gap")}, "else": _absent("default")}


SCHEME_RULES = (
    {"if": {"required": ["extends"]}, "else": {"required": ["tiers"], "properties": {"tiers": {"minItems": 1}}}},
)
NOT_BOTH: Schema = {"not": {"required": ["scale", "levels"]}}
TIER_RULES = (*(_kind_rule(kind) for kind in KINDS), _exhaustive_rule(), NOT_BOTH)
MODIFIER_RULES = (
    _if_one_of("type", CHOICES, {"required": ["options"], **_absent(*KEYS_OF_NUMBERS)}, usual=True),
    _if_one_of("type", ("number",), _absent("options")),
    _if_one_of("type", ("text",), _absent("options", *KEYS_OF_NUMBERS)),
)
DERIVED_RULES = (
    {"anyOf": [{"required": [form]} for form in (*FORMS, "match")]},
    {"if": {"required": ["match"]}, "then": _absent(*FORMS)},
)
