"""Whether every part of a scheme file has the shape it must have; every fault with its place."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from coder.scheme.faults import Fault
from coder.scheme.key_names import HOLDERS, holder_of, keys_at, nearest_key, with_keys
from coder.scheme.nodes import Mapping, Node, to_plain_values
from coder.scheme.parts import SchemePart
from coder.scheme.values import is_null

_BOUNDS = {
    "greater_than": "must be more than {gt:g}.",
    "greater_than_equal": "must be at least {ge:g}.",
    "less_than": "must be less than {lt:g}.",
    "less_than_equal": "must be at most {le:g}.",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a tree was read as; ``part`` is None when something is wrong.

    ``root`` is the tree to go on with: a key that is misspelt has the name there that it is likely to mean, so that
    nothing is said twice. ``named``: what the scheme names can be told from it.
    """

    part: SchemePart | None
    root: Node
    faults: tuple[Fault, ...] = ()
    named: bool = True


def read_parts(root: Node) -> Shape:
    """Return the file as parts, or everything that is wrong with its shape."""
    if not isinstance(root, Mapping):
        return Shape(None, root, (root.fault("A scheme is a map, not a list or a text.", "Begin with `format: 1`."),))
    part, errors = _validated(root)
    unknown = [error for error in errors if error["type"] == "extra_forbidden"]
    meant = _meant(root, unknown)
    faults = [_unknown_key(root, tuple(error["loc"])) for error in unknown]
    mended = with_keys(root, meant) if meant else root
    if meant:
        part, errors = _validated(mended)
    faults += [_fault(error, mended) for error in errors if error["type"] != "extra_forbidden"]
    return Shape(None if faults else part, mended, tuple(faults), not any(map(_hides_names, errors)))


def _validated(root: Node) -> tuple[SchemePart | None, list[Any]]:
    try:
        return SchemePart.model_validate(to_plain_values(root)), []
    except ValidationError as error:
        return None, list(error.errors(include_url=False))


def _meant(root: Node, unknown: list[Any]) -> dict[Node, str]:
    """Return the keys that are misspelt, and what each is likely to mean."""
    meant: dict[Node, str] = {}
    for error in unknown:
        where = tuple(error["loc"])
        parent, _ = _find(root, where[:-1])
        key, name = parent.find_key(str(where[-1])), nearest_key(str(where[-1]), where[:-1])
        if key is not None and name and parent.find(name) is None:
            meant[key] = name
    return meant


def _hides_names(error: Any) -> bool:
    """Tell whether parts that others name may stand where they were not found."""
    return str(error["loc"][-1] if error["loc"] else "") in HOLDERS


def _fault(error: Any, root: Node) -> Fault:
    where = tuple(error["loc"])
    node, reached = _find(root, where)
    if error["type"] == "missing":
        return node.fault(f'"{where[-1]}" is missing.', f"Add `{where[-1]}:`.")
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
    name, above = str(where[-1]), where[:-1]
    key = parent.find_key(name) or parent
    return key.fault(f'"{name}" is no key of this part.', _hint(name, above), _below(parent.path, name))


def _hint(name: str, above: tuple[int | str, ...]) -> str:
    near, holder = nearest_key(name, above), holder_of(name, above)
    if near:
        return f'Did you mean "{near}"?'
    if holder:
        return f"It is a key of {holder}: look at the indentation."
    return f"Known here: {', '.join(keys_at(above))}."


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
        share = f" Write {node.text} % as {float(node.text) / 100:g}." if context.get("le") == 1 else ""
        return _BOUNDS[kind].format(**context), f"It is {node.text}.{share}"
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
        return "The list is empty.", "Add at least one member."
    return f"The list needs {context['min_length']} members.", "Add what is missing."


def _wrong_form(kind: str, error: Any) -> tuple[str, str]:
    if kind == "list_type":
        return "must be a list.", "Put it in [ ], or write each member on a line with a dash before it."
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return "must be a map.", "Write `key: value`."
    if kind == "string_pattern_mismatch":
        return f'"{error["input"]}" is no prefix.', "Use small letters, digits and _, a letter first, at most 20."
    return f"{error['msg']}.", "See the README beside the schemes."
