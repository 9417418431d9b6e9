"""XML written so that what was read comes back: text, comments and namespaces as they were, signs escaped."""

from collections.abc import Iterable
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction

XSI = "http://www.w3.org/2001/XMLSchema-instance"
_KNOWN = {XSI: "xsi", "http://www.w3.org/XML/1998/namespace": "xml"}
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_VALUE = {**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_TEXT_TABLE, _VALUE_TABLE = str.maketrans(_TEXT), str.maketrans(_VALUE)
_TAB = "    "


def format_xml(root: Element, before: Iterable[str] = (), after: Iterable[str] = ()) -> bytes:
    """Return a document as UTF-8; ``before`` and ``after`` are what stands outside its root, as it is written."""
    names = _Names(root)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n', *(f"{part}\n" for part in before)]
    _write(root, names, parts, names.declared)
    parts += ["\n", *(f"{part}\n" for part in after)]
    return "".join(parts).encode("utf-8")


def lay_out(element: Element, depth: int) -> None:
    """Give an element and what is in it lines of their own, as those around them have."""
    inside = list(element)
    if inside and not (element.text or "").strip():
        element.text = f"\n{_TAB * (depth + 1)}"
    for place, child in enumerate(inside):
        lay_out(child, depth + 1)
        child.tail = f"\n{_TAB * (depth + (place < len(inside) - 1))}"


def legal(text: str) -> str:
    """Return a text with what XML cannot hold (control signs, half characters) as ``�``."""
    return "".join(sign if _is_legal(ord(sign)) else "�" for sign in text)


def _is_legal(sign: int) -> bool:
    return sign in (9, 10, 13) or 32 <= sign < 0xD800 or 0xE000 <= sign < 0xFFFE or sign >= 0x10000


def _write(element: Element, names: "_Names", out: list[str], declared: str = "") -> None:
    tag: object = element.tag
    if tag is Comment:
        out.append(f"<!--{element.text}-->")
        return
    if tag is ProcessingInstruction:
        out.append(f"<?{element.text}?>")
        return
    name = names.of(element.tag)
    values = "".join(f' {names.of(key)}="{value.translate(_VALUE_TABLE)}"' for key, value in element.items())
    if not element.text and not len(element):
        out.append(f"<{name}{values}{declared}/>")
        return
    out.append(f"<{name}{values}{declared}>{(element.text or '').translate(_TEXT_TABLE)}")
    for child in element:
        _write(child, names, out)
        out.append((child.tail or "").translate(_TEXT_TABLE))
    out.append(f"</{name}>")


class _Names:
    """Names with their prefixes; every namespace is declared at the root."""

    def __init__(self, root: Element) -> None:
        used = [name for element in root.iter() for name in (element.tag, *element.keys()) if isinstance(name, str)]
        spaces = dict.fromkeys(name[1:].partition("}")[0] for name in used if name.startswith("{"))
        others = (f"ns{number}" for number in range(1, len(spaces) + 1))
        self._prefixes = {space: _KNOWN.get(space) or next(others) for space in spaces}
        declared = ((prefix, space.translate(_VALUE_TABLE)) for space, prefix in self._prefixes.items())
        self.declared = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in declared if prefix != "xml")

    def of(self, name: str) -> str:
        """Return a name as it is written."""
        if not name.startswith("{"):
            return name
        space, _, local = name[1:].partition("}")
        return f"{self._prefixes[space]}:{local}"
