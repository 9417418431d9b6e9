"""The stretches of an ELAN document with their times, and the values that hang on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_MS_OF_UNIT = {"NTSC-frames": 1001 / 30, "PAL-frames": 40.0}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch: its id, its times, its value and the vocabulary's entry that it names, if any.

    ``guessed``: a time was not set, and lies between those around it.
    """

    id: str
    onset_ms: int
    offset_ms: int
    value: str
    entry: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Hanging:
    """A value without times: it hangs on a stretch or another value, behind ``after`` if that is not empty."""

    id: str
    on: str
    after: str
    value: str
    entry: str = ""


class Times:
    """The time of each slot, in ms; those that were not set lie evenly between their neighbours in the file."""

    def __init__(self, root: Element) -> None:
        header = root.find("HEADER")
        unit = "" if header is None else header.get("TIME_UNITS", "")
        self._factor = _MS_OF_UNIT.get(unit, 1.0)
        self.in_frames = unit in _MS_OF_UNIT
        slots = [(slot.get("TIME_SLOT_ID", ""), self._read(slot)) for slot in root.iter("TIME_SLOT")]
        self._guessed = {name for name, ms in slots if ms is None}
        self._ms = dict(zip((name for name, _ in slots), _fill([ms for _, ms in slots]), strict=True))

    def _read(self, slot: Element) -> int | None:
        words = slot.get("TIME_VALUE", "").strip()
        return round(int(words[:15]) * self._factor) if words.isascii() and words.isdigit() else None

    def ms(self, slot: str) -> int | None:
        """Return the time of a slot, None where the file has no such slot."""
        return self._ms.get(slot)

    def guessed(self, slot: str) -> bool:
        """Tell whether the time of a slot was not set."""
        return slot in self._guessed


def read_spans(tier: Element, times: Times) -> Iterator[Span | None]:
    """Read the stretches of a tier; None for one whose slots are not there."""
    for element in tier.iter("ALIGNABLE_ANNOTATION"):
        slots = [element.get(f"TIME_SLOT_REF{number}", "") for number in (1, 2)]
        onset_ms, offset_ms = (times.ms(slot) for slot in slots)
        if onset_ms is None or offset_ms is None:
            yield None
            continue
        guessed = any(times.guessed(slot) for slot in slots)
        yield Span(
            element.get("ANNOTATION_ID", ""), onset_ms, offset_ms, _value(element), element.get("CVE_REF", ""), guessed
        )


def read_hanging(tier: Element) -> list[Hanging]:
    """Read the values of a tier that have no times, those behind one another in that order."""
    found = [
        Hanging(
            element.get("ANNOTATION_ID", ""),
            element.get("ANNOTATION_REF", ""),
            element.get("PREVIOUS_ANNOTATION", ""),
            _value(element),
            element.get("CVE_REF", ""),
        )
        for element in tier.iter("REF_ANNOTATION")
    ]
    return list(_in_order(found))


def _in_order(found: Sequence[Hanging]) -> Iterator[Hanging]:
    ids = {one.id for one in found}
    behind: dict[str, list[Hanging]] = {}
    for one in found:
        behind.setdefault(one.after if one.after in ids else "", []).append(one)
    waiting, told = list(reversed(behind.pop("", []))), set[str]()
    while waiting:
        one = waiting.pop()
        if one.id in told:
            continue
        told.add(one.id)
        yield one
        waiting += reversed(behind.pop(one.id, []))
    yield from (one for one in found if one.id not in told)  # a ring that nothing leads into


def _value(element: Element) -> str:
    value = element.find("ANNOTATION_VALUE")
    return "" if value is None or value.text is None else value.text.strip()


def _fill(given: Sequence[int | None]) -> list[int]:
    """Return every time: one that is missing lies evenly between the ones before and after it."""
    filled: list[int] = []
    place = 0
    while place < len(given):
        ms = given[place]
        if ms is not None:
            filled.append(ms)
            place += 1
            continue
        end = next((later for later in range(place, len(given)) if given[later] is not None), len(given))
        before = filled[-1] if filled else 0
        after = given[end] if end < len(given) else None
        last = before if after is None else max(before, after)
        count = end - place + 1
        filled += [before + round((last - before) * step / count) for step in range(1, count)]
        place = end
    return filled
