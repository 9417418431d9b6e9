"""An ELAN document that is changed in places: what nobody asked to change is written as it was read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from xml.etree.ElementTree import Comment, Element, ProcessingInstruction, SubElement

from coder.errors import CoderError
from coder.formats.elan.xml import Strict, parse_xml
from coder.formats.elan.xml_writing import XSI, format_xml, lay_out

ORDER = (
    "LICENSE", "HEADER", "TIME_ORDER", "TIER", "LINGUISTIC_TYPE", "LOCALE", "LANGUAGE", "CONSTRAINT",
    "CONTROLLED_VOCABULARY", "LEXICON_REF", "REF_LINK_SET", "EXTERNAL_REF",
)  # fmt: skip
"""The parts of a document, in the order that the schema asks for."""
_IDS = ("TIME_SLOT_ID", "LANG_ID", "STEREOTYPE", "EXT_REF_ID", "LANGUAGE_CODE", "LEX_REF_ID", "LINK_SET_ID")
_LAST_ID = "lastUsedAnnotationId"
_NUMBER = re.compile(r"[A-Za-z_]*(\d{1,15})")


class _Keeping(Strict):
    """Keeps comments and instructions, those outside the root too."""

    def __init__(self, name: str) -> None:
        super().__init__(name, keep=True)
        self.before: list[str] = []
        self.after: list[str] = []
        self._begun = False

    def start(self, tag: str, attrs: object, /) -> Element:
        self._begun = True
        return super().start(tag, attrs)  # type: ignore[arg-type]

    def comment(self, text: str | None, /) -> Element:
        """Keep a comment."""
        return super().comment(text) if self._depth else self._outside(f"<!--{text}-->")

    def pi(self, target: str, text: str | None = None, /) -> Element:
        """Keep an instruction to another program."""
        words = f"{target} {text}" if text else target
        return super().pi(target, text) if self._depth else self._outside(f"<?{words}?>")

    def _outside(self, written: str) -> Element:
        (self.after if self._begun else self.before).append(written)
        return Element("outside")


class EafDocument:
    """A document of ELAN: its parts can be found, added and taken away; ids are never given twice."""

    def __init__(self, root: Element, before: Iterable[str] = (), after: Iterable[str] = ()) -> None:
        self.root = root
        self._before, self._after = tuple(before), tuple(after)
        self._slots = {slot.get("TIME_SLOT_ID", ""): slot for slot in root.iter("TIME_SLOT")}
        self._taken = {element.get(name, "") for element in root.iter() for name in _IDS} | set(self._spans())
        self._slot_ids = (f"ts{number}" for number in count(_highest(self._slots) + 1))
        self._last = max(_highest(self._spans()), self._stated_last())
        self._new: list[tuple[int, Element]] = []
        self._added: list[Element] = []

    def _spans(self) -> Iterator[str]:
        return (value.get("ANNOTATION_ID", "") for value in self.root.iter() if value.get("ANNOTATION_ID"))

    def _stated_last(self) -> int:
        said = (self.property(_LAST_ID).text or "").strip() if self.has_property(_LAST_ID) else ""
        return int(said) if said.isdecimal() and len(said) < 16 else 0

    def parts(self, tag: str) -> list[Element]:
        """Return the parts of one kind."""
        return self.root.findall(tag)

    def part(self, tag: str, key: str, name: str) -> Element | None:
        """Find a part by the attribute that names it."""
        return next((found for found in self.parts(tag) if found.get(key) == name), None)

    def add(self, tag: str, values: dict[str, str]) -> Element:
        """Add a part where the schema wants it; attributes that are empty are left out."""
        element = Element(tag, {key: value for key, value in values.items() if value})
        ranks = [_rank(child) for child in self.root]
        place = max((number for number, rank in enumerate(ranks, 1) if rank <= ORDER.index(tag)), default=0)
        self.root.insert(place, element)
        self._added.append(element)
        return element

    def has_property(self, name: str) -> bool:
        """Tell whether the header has a property."""
        return any(found.get("NAME") == name for found in self.root.iter("PROPERTY"))

    def property(self, name: str) -> Element:
        """Return a property of the header, added where there is none."""
        header = self.root.find("HEADER")
        header = self.add("HEADER", {"TIME_UNITS": "milliseconds"}) if header is None else header
        found = next((part for part in header.findall("PROPERTY") if part.get("NAME") == name), None)
        if found is None:
            found = SubElement(header, "PROPERTY", {"NAME": name})
            lay_out(header, 1)
        return found

    def slot(self, ms: int) -> str:
        """Add a time and return its id."""
        given = next(one for one in self._slot_ids if one not in self._taken)
        self._new.append((ms, Element("TIME_SLOT", {"TIME_SLOT_ID": given, "TIME_VALUE": str(ms)})))
        return given

    def span_id(self) -> str:
        """Return an id for something that is written on a tier."""
        self._last += 1
        while f"a{self._last}" in self._taken:
            self._last += 1
        return f"a{self._last}"

    def time(self, slot_id: str) -> int | None:
        """Return the time of a slot in ms; None where it has none."""
        value = self._slots[slot_id].get("TIME_VALUE", "") if slot_id in self._slots else ""
        return int(value) if value.isdecimal() and len(value) < 16 else None

    def forget(self, ids: set[str]) -> None:
        """Take away the times that only spans with these ids had; the spans themselves are gone already."""
        used = {
            span.get(f"TIME_SLOT_REF{number}") for span in self.root.iter("ALIGNABLE_ANNOTATION") for number in (1, 2)
        }
        order = self.root.find("TIME_ORDER")
        for slot_id in sorted(ids - used):
            slot = self._slots.pop(slot_id, None)
            if slot is not None and order is not None:
                order.remove(slot)

    def to_bytes(self) -> bytes:
        """Return the document as it is written."""
        self._place_slots()
        if self._last > self._stated_last():
            self.property(_LAST_ID).text = str(self._last)
        for part in self._added:
            lay_out(part, 1)
        _lay_out_root(self.root)
        return format_xml(self.root, self._before, self._after)

    def _place_slots(self) -> None:
        """Put the new times among the others in order of time; those that are there stay in their order."""
        if not self._new:
            return
        order = self.root.find("TIME_ORDER")
        order = self.add("TIME_ORDER", {}) if order is None else order
        new = sorted(self._new, key=lambda found: found[0])
        there = [slot for slot in order if slot.tag == "TIME_SLOT"]
        times = _known_times(there)
        others = list(order)
        if any(second < first for first, second in pairwise(times)):
            places = [(len(others), slot) for _, slot in new]
        else:
            at = {id(slot): number for number, slot in enumerate(others)}
            ends = [at[id(slot)] + 1 for slot in there]
            places = [(ends[after - 1] if (after := bisect_right(times, ms)) else 0, slot) for ms, slot in new]
        order[:] = _merged(others, places)
        order.text = None
        lay_out(order, 1)
        self._new.clear()


def _merged(others: list[Element], places: list[tuple[int, Element]]) -> list[Element]:
    merged: list[Element] = []
    waiting = iter([*places, (len(others) + 1, Element("end"))])
    place, slot = next(waiting)
    for number in range(len(others) + 1):
        while place == number:
            merged.append(slot)
            place, slot = next(waiting)
        merged += others[number : number + 1]
    return merged


def _known_times(slots: list[Element]) -> list[int]:
    """Return the time of each slot; one that has none has that of the slot before it."""
    times, last = [], 0
    for slot in slots:
        value = slot.get("TIME_VALUE", "")
        last = int(value) if value.isdecimal() else last
        times.append(last)
    return times


def _rank(element: Element) -> int:
    return ORDER.index(element.tag) if element.tag in ORDER else -1


def _highest(ids: Iterable[str]) -> int:
    return max((int(found.group(1)) for name in ids if (found := _NUMBER.fullmatch(name))), default=0)


def _lay_out_root(root: Element) -> None:
    """Give each part a line of its own."""
    root.text = root.text if (root.text or "").strip() else "\n    "
    for place, child in enumerate(root):
        if not (child.tail or "").strip():
            child.tail = "\n    " if place < len(root) - 1 else "\n"


def read_document(content: bytes, name: str) -> EafDocument:
    """Read a document whole; raise CoderError when it is none, or made to do harm."""
    target = _Keeping(name)
    root = parse_xml(content, name, target)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise CoderError(f"{name} is no document of ELAN.", "Choose an .eaf file.")
    return EafDocument(root, target.before, target.after)


def new_document(date: str, author: str, urn: str) -> EafDocument:
    """Return a document without tiers; ``date`` is ISO 8601."""
    schema = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
    values = {"AUTHOR": author, "DATE": date, "FORMAT": "3.0", "VERSION": "3.0"}
    document = EafDocument(Element("ANNOTATION_DOCUMENT", {**values, f"{{{XSI}}}noNamespaceSchemaLocation": schema}))
    document.add("HEADER", {"TIME_UNITS": "milliseconds"}).set("MEDIA_FILE", "")
    document.add("TIME_ORDER", {})
    document.property("URN").text = urn
    document.property(_LAST_ID).text = "0"
    return document


def is_element(part: Element) -> bool:
    """Tell whether a part is neither a comment nor an instruction."""
    tag: object = part.tag
    return tag not in (Comment, ProcessingInstruction)
