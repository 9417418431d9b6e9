"""Write on the tiers of an ELAN document: what stands there already stays as it is, with all that hangs on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from coder.formats.elan.eaf_document import EafDocument, is_element
from coder.formats.elan.xml_writing import lay_out, legal
from coder.model.foreign_scheme import Losses

_Held = tuple[Element, Element]
_DEEPEST = 50
_SPAN, _REF = "ALIGNABLE_ANNOTATION", "REF_ANNOTATION"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is to stand on a tier from ``onset_ms`` to ``end_ms``; the end of a point is only there to be seen."""

    onset_ms: int
    end_ms: int
    value: str
    point: bool = False

    @property
    def key(self) -> tuple[int, int | None, str]:
        """What is the same in two stretches that say the same."""
        return self.onset_ms, None if self.point else self.end_ms, self.value


@dataclass
class Filling:
    """The tiers that were written on, and what was taken away from them."""

    document: EafDocument
    gone: set[str] = field(default_factory=set)

    def stretches(self, tier: Element, wanted: Sequence[Stretch]) -> list[str]:
        """Let a tier hold these stretches and no others; return their ids."""
        there: dict[tuple[int, int | None, str], list[_Held]] = {}
        points = any(stretch.point for stretch in wanted)
        for held in _held(tier, _SPAN):
            there.setdefault(self._key(held[1], points=points), []).append(held)
        references, ids = self._references(tier), []
        for stretch in wanted:
            kept = there.get(stretch.key)
            ids.append(_id(kept.pop(0)) if kept else self._span(tier, stretch, references))
        self._take_away(tier, [held for left in there.values() for held in left])
        lay_out(tier, 1)
        return ids

    def values(self, tier: Element, wanted: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Let a tier hold these values for the stretches of the tier it hangs on, by their ids, and no others."""
        there: dict[str, list[_Held]] = {}
        for held in _held(tier, _REF):
            there.setdefault(held[1].get("ANNOTATION_REF", ""), []).append(held)
        references, others = self._references(tier), list[_Held]()
        for parent, values in wanted:
            left = there.pop(parent, [])
            if tuple(value_of(ref) for _, ref in left) != values:
                others += left
                self._refs(tier, parent, values, references)
        self._take_away(tier, [*others, *(held for left in there.values() for held in left)])
        lay_out(tier, 1)

    def depth(self, tier: Element, root: str) -> int:
        """Return how far below another tier a tier hangs; 1 where it hangs on it, or not below it at all."""
        steps, here = 1, tier
        while here.get("PARENT_REF", "") != root and steps < _DEEPEST:
            parent = self.document.part("TIER", "TIER_ID", here.get("PARENT_REF", ""))
            if parent is None:
                return 1
            steps, here = steps + 1, parent
        return steps if steps < _DEEPEST else 1

    def above(self, tier: Element, root: str, ids: Sequence[str]) -> dict[str, str] | None:
        """Return what a value on a tier hangs on for each stretch of another one; None when it is not below that.

        A tier may hang on it by others that are between. A stretch for which there is nothing between is not there.
        """
        if tier.get("PARENT_REF", "") == root:
            return {given: given for given in ids}
        parent = self.document.part("TIER", "TIER_ID", tier.get("PARENT_REF", ""))
        further = None if parent is None or self.depth(tier, root) == 1 else self.above(parent, root, ids)
        if parent is None or further is None:
            return None
        below = {between: stretch for stretch, between in further.items()}
        found: dict[str, str] = {}
        for _, ref in _held(parent, _REF):
            stretch = below.get(ref.get("ANNOTATION_REF", ""))
            if stretch is not None:
                found.setdefault(stretch, ref.get("ANNOTATION_ID", ""))
        return found

    def _key(self, span: Element, *, points: bool) -> tuple[int, int | None, str]:
        start, end = (self.document.time(span.get(f"TIME_SLOT_REF{number}", "")) for number in (1, 2))
        known = start is not None and end is not None
        return (start if known and start is not None else -1), (None if points else end), value_of(span)

    def _span(self, tier: Element, stretch: Stretch, references: dict[str, str]) -> str:
        given = self.document.span_id()
        values = {"ANNOTATION_ID": given}
        if stretch.value in references:
            values["CVE_REF"] = references[stretch.value]
        values["TIME_SLOT_REF1"] = self.document.slot(stretch.onset_ms)
        values["TIME_SLOT_REF2"] = self.document.slot(stretch.end_ms)
        span = SubElement(SubElement(tier, "ANNOTATION"), _SPAN, values)
        SubElement(span, "ANNOTATION_VALUE").text = stretch.value
        return given

    def _refs(self, tier: Element, parent: str, values: Sequence[str], references: dict[str, str]) -> None:
        before = ""
        for value in values:
            given = self.document.span_id()
            said = {
                "ANNOTATION_ID": given,
                "ANNOTATION_REF": parent,
                "CVE_REF": references.get(value, ""),
                "PREVIOUS_ANNOTATION": before,
            }
            holder = SubElement(tier, "ANNOTATION")
            ref = SubElement(holder, _REF, {key: word for key, word in said.items() if word})
            SubElement(ref, "ANNOTATION_VALUE").text = legal(value)
            before = given

    def _references(self, tier: Element) -> dict[str, str]:
        """Return the entries of the vocabulary that values of a tier refer to, also of one in another file."""
        used = {value_of(span): span.get("CVE_REF", "") for _, span in (*_held(tier, _SPAN), *_held(tier, _REF))}
        found = {value: given for value, given in used.items() if given}
        vocabulary = self.vocabulary_of(tier)
        for entry in () if vocabulary is None else vocabulary.iter("CV_ENTRY_ML"):
            for said in entry.iter("CVE_VALUE"):
                found[said.text or ""] = entry.get("CVE_ID", "")
        return found

    def vocabulary_of(self, tier: Element) -> Element | None:
        """Find the vocabulary of a tier."""
        type_ = self.document.part("LINGUISTIC_TYPE", "LINGUISTIC_TYPE_ID", tier.get("LINGUISTIC_TYPE_REF", ""))
        name = "" if type_ is None else type_.get("CONTROLLED_VOCABULARY_REF", "")
        return self.document.part("CONTROLLED_VOCABULARY", "CV_ID", name) if name else None

    def constraint_of(self, tier: Element) -> str:
        """Return how a tier hangs on another; empty where it has times of its own."""
        type_ = self.document.part("LINGUISTIC_TYPE", "LINGUISTIC_TYPE_ID", tier.get("LINGUISTIC_TYPE_REF", ""))
        return "" if type_ is None else type_.get("CONSTRAINTS", "").replace(" ", "_")

    def _take_away(self, tier: Element, lost: Sequence[_Held]) -> None:
        slots: set[str] = set()
        for holder, span in lost:
            tier.remove(holder)
            self.gone.add(span.get("ANNOTATION_ID", ""))
            slots |= {span.get(f"TIME_SLOT_REF{number}", "") for number in (1, 2)}
        if slots - {""}:
            self.document.forget(slots)

    def clear_up(self, losses: Losses) -> None:
        """Take away what hung on what is gone, however far below, and tell it."""
        known = -1
        while known != len(self.gone):
            known = len(self.gone)
            for tier in self.document.parts("TIER") if self.gone else ():
                lost = [held for held in _held(tier, _REF) if held[1].get("ANNOTATION_REF") in self.gone]
                if lost:
                    name = tier.get("TIER_ID")
                    losses.dropped(f"{len(lost)} values of tier “{name}”: what they hung on is not there any more.")
                    self._take_away(tier, lost)
        for links in self.document.parts("REF_LINK_SET"):
            for link in [link for link in links if self._dangles(link)]:
                losses.dropped("A link between values, one of which is not there any more.")
                links.remove(link)

    def _dangles(self, link: Element) -> bool:
        named = f"{link.get('REF1', '')} {link.get('REF2', '')} {link.get('REFS', '')}".split()
        return not self.gone.isdisjoint(named)


def _id(held: _Held) -> str:
    return held[1].get("ANNOTATION_ID", "")


def _held(tier: Element, tag: str) -> Iterator[_Held]:
    for holder in tier.findall("ANNOTATION"):
        found = next((part for part in holder if is_element(part)), None)
        if found is not None and found.tag == tag:
            yield holder, found


def value_of(span: Element) -> str:
    """Return what is written on a tier at one place."""
    return span.findtext("ANNOTATION_VALUE") or ""
