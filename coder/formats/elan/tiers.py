"""The tiers of an ELAN document or template, with what is written on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

SYMBOLIC = ("Symbolic_Association", "Symbolic_Subdivision")


@dataclass(frozen=True, slots=True)
class ElanTier:
    """A tier: whose it is, which vocabulary it uses, which tier it hangs on and how, and its values.

    ``lengths_ms`` holds the lengths of the stretches whose times are known; ``type`` is the linguistic type's name.
    """

    name: str
    type: str
    participant: str
    coder: str
    vocabulary: str
    parent: str
    constraint: str
    values: tuple[str, ...]
    lengths_ms: tuple[int, ...]

    @property
    def short_name(self) -> str:
        """The name without that of the tier it hangs on, which people write behind an @."""
        return self.name.removesuffix(f"@{self.parent}") if self.parent else self.name

    @property
    def is_comment(self) -> bool:
        """Tell whether our own program wrote comments on it."""
        return self.symbolic and self.short_name == "comment" and self.type.startswith("modifier ")

    @property
    def symbolic(self) -> bool:
        """Tell whether its values have no time of their own."""
        return bool(self.parent) and self.constraint in SYMBOLIC


def read_tiers(root: Element) -> list[ElanTier]:
    """Read all tiers, in the order of the file."""
    types = {found.get("LINGUISTIC_TYPE_ID", ""): found for found in root.iter("LINGUISTIC_TYPE")}
    slots = {slot.get("TIME_SLOT_ID", ""): slot.get("TIME_VALUE", "") for slot in root.iter("TIME_SLOT")}
    return [_tier(element, types.get(element.get("LINGUISTIC_TYPE_REF", "")), slots) for element in root.iter("TIER")]


def _tier(element: Element, type_: Element | None, slots: dict[str, str]) -> ElanTier:
    return ElanTier(
        name=element.get("TIER_ID", "").strip(),
        type=element.get("LINGUISTIC_TYPE_REF", ""),
        participant=element.get("PARTICIPANT", "").strip(),
        coder=element.get("ANNOTATOR", "").strip(),
        vocabulary="" if type_ is None else type_.get("CONTROLLED_VOCABULARY_REF", ""),
        parent=element.get("PARENT_REF", ""),
        constraint="" if type_ is None else type_.get("CONSTRAINTS", "").replace(" ", "_"),
        values=tuple((value.text or "").strip() for value in element.iter("ANNOTATION_VALUE")),
        lengths_ms=tuple(_lengths(element, slots)),
    )


def _lengths(element: Element, slots: dict[str, str]) -> Iterator[int]:
    for span in element.iter("ALIGNABLE_ANNOTATION"):
        start, end = (slots.get(span.get(f"TIME_SLOT_REF{number}", ""), "") for number in (1, 2))
        if start.isdecimal() and end.isdecimal():
            yield abs(int(end[:15]) - int(start[:15]))
