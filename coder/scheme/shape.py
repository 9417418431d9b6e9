"""Whether every part of a scheme file has the shape it must have; every fault with its place."""

from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from coder.scheme.faults import Fault
from coder.scheme.nodes import Mapping, Node, to_plain_values
from coder.scheme.parts import SchemePart
from coder.scheme.values import is_null

_BOUNDS = {
    "greater_than": "must be more than {gt:g}.",
    "greater_than_equal": "must be at least {ge:g}.",
    "less_than": "must be less than {lt:g}.",
    "less_than_equal": "must be at most {le:g}.",
}


def read_parts(root: Node) -> tuple[SchemePart | None, list[Fault]]:
    """Return the file as parts, or None and everything that is wrong with its shape."""
    if not isinstance(root, Mapping):
        return None, [root.fault("A scheme is a map, not a list or a text.", "Begin with `format: 1`.")]
    try:
        return SchemePart.model_validate(to_plain_values(root)), []
    except ValidationError as error:
        return None, [_fault(found, root) for found in error.errors(include_url=False)]


def did_you_mean(word: str, known: list[str]) -> str:
    """Return the known word that is nearest, as a question; otherwise say which words there are."""
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known here: {', '.join(known)}." if known else ""


def _fault(error: Any, root: Node) -> Fault:
    where = tuple(error["loc"])
    node, reached = _find(root, where)
    if error["type"] == "missing":
        return node.fault(f'"{where[-1]}" is missing.', f"Add `{where[-1]}:`.")
    if error["type"] == "extra_forbidden":
        return _unknown_key(root, where)
    message, mend = _words(error, node)
    return node.fault(message, mend, None if reached else node.path)


def _find(root: Node, where: tuple[int | str, ...]) -> tuple[Node, bool]:
    """Return the deepest node on the way, and whether the way was gone to its end."""
    node = root
    for step in where:
        below = node.find(step) if isinstance(step, str) else node.items[step] if step < len(node.items) else None
        if below is None:
            return node, False
        node = below
    return node, True


def _unknown_key(root: Node, where: tuple[int | str, ...]) -> Fault:
    parent, _ = _find(root, where[:-1])
    name = str(where[-1])
    known = _keys_at(where[:-1])
    key = parent.find_key(name) or parent
    return key.fault(f'"{name}" is no key of this part.', did_you_mean(name, known), _below(parent.path, name))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _words(error: Any, node: Node) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "scheme":
        return context["message"], context["mend"]
    if is_null(error["input"]):
        return "Nothing is written here.", "Write something, or delete the key."
    if kind == "literal_error":
        return _not_among(node, context["expected"])
    if kind in _BOUNDS:
        return _BOUNDS[kind].format(**context), f"It is {node.text}."
    if kind in ("too_short", "too_long"):
        return _wrong_length(kind, context)
    return _wrong_form(kind, error)


def _not_among(node: Node, expected: str) -> tuple[str, str]:
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    near = get_close_matches(node.text.lower(), known, n=1, cutoff=0.6)
    hint = f'Did you mean "{near[0]}"?' if near else f"Write {', '.join(known[:-1])} or {known[-1]}."
    return f'"{node.text}" is not possible here.', hint


def _wrong_length(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    if kind == "too_long":
        return f"The list has more than {context['max_length']} members.", "Delete what is too much."
    if context["min_length"] == 1:
        return "The list is empty.", "Add at least one member, or delete the key."
    return f"The list needs {context['min_length']} members.", "Add what is missing."


def _wrong_form(kind: str, error: Any) -> tuple[str, str]:
    if kind == "list_type":
        return "must be a list.", "Put it in [ ], or write each member on a line with a dash before it."
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "must be a map.", "Write `key: value`."
    if kind == "string_pattern_mismatch":
        return f'"{error["input"]}" is no prefix.', "Use small letters, digits and _, a letter first, at most 20."
    return f"{error['msg']}.", "See the README beside the schemes."


def _keys_at(where: tuple[int | str, ...]) -> list[str]:
    part: type[BaseModel] = SchemePart
    for step in where:
        if isinstance(step, str):
            fields = {field.alias or name: field.annotation for name, field in part.model_fields.items()}
            part = _part_in(fields.get(step)) or part
    return [field.alias or name for name, field in part.model_fields.items()]


def _part_in(declared: Any) -> type[BaseModel] | None:
    if isinstance(declared, type) and issubclass(declared, BaseModel):
        return declared
    return next((found for inner in get_args(declared) if (found := _part_in(inner)) is not None), None)
