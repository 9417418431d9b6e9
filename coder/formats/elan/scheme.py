"""The tiers and vocabularies of an ELAN document, template or external vocabulary as a scheme."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from coder.errors import CoderError
from coder.formats.elan.tiers import ElanTier, read_tiers
from coder.formats.elan.vocabularies import Entry, Find, Vocabulary, read_vocabularies
from coder.formats.elan.xml import parse_xml
from coder.model.foreign_scheme import (
    NO_TEXT,
    ForeignCode,
    ForeignModifier,
    ForeignOption,
    ForeignScheme,
    ForeignTier,
    Losses,
    check_count,
    find_codes,
    listed,
)
from coder.model.scheme import Ask, Kind, ModifierType

PROGRAM = "ELAN"
LONGEST_POINT_MS = 40
"""A tier on which nothing lasts longer was used for points, which ELAN itself does not know."""
_POINT_TYPE = "point "
"""The linguistic types of the points that our own program writes begin so."""
_ROOTS = ("ANNOTATION_DOCUMENT", "CV_RESOURCE")
WORDS = ForeignModifier("words", ModifierType.TEXT, ask=Ask.OFFSET)
"""Holds what was written on a tier that has no codes."""


def read_scheme(content: bytes, name: str, find: Find = lambda _: None) -> ForeignScheme:
    """Read a document (.eaf), a template (.etf) or a vocabulary (.ecv); raise CoderError when it is none of them."""
    root, losses = parse_xml(content, name), Losses()
    if root.tag not in _ROOTS:
        raise CoderError(f"{name} is no file of ELAN: it begins with <{root.tag[:40]}>.", "Choose .eaf, .etf or .ecv.")
    vocabularies = read_vocabularies(root, find, losses)
    if root.tag == "CV_RESOURCE":
        tiers = [_tier_of(found) for found in vocabularies.values()]
        losses.guessed("Each vocabulary is a tier of states, since a vocabulary alone has no tiers.")
    else:
        tiers = list(Reading(read_tiers(root), vocabularies, losses).tiers())
        _tell_scheme_alone(root, losses)
        tell_rest(root, losses)
    check_count(sum(len(tier.codes) for tier in tiers), name)
    losses.dropped("Keys and colours: ELAN keeps them in another file (.pfsx).")
    return ForeignScheme(PROGRAM, tiers=tuple(tiers), losses=tuple(losses.found))


def _tier_of(vocabulary: Vocabulary) -> ForeignTier:
    return ForeignTier(vocabulary.name, Kind.STATE, codes=tuple(_codes(vocabulary.entries)))


def _codes(entries: Sequence[Entry], modifiers: tuple[ForeignModifier, ...] = ()) -> Iterator[ForeignCode]:
    for entry in entries:
        label = entry.label if len(entry.label.by_language) > 1 else NO_TEXT
        yield ForeignCode(str(entry.label), label=label, definition=entry.definition, modifiers=modifiers)


class Reading:
    """The tiers of one document on their way to tiers of ours."""

    def __init__(self, tiers: list[ElanTier], vocabularies: dict[str, Vocabulary], losses: Losses) -> None:
        self._tiers, self._vocabularies, self._losses = tiers, vocabularies, losses
        self._by_name = {tier.name: tier for tier in tiers}

    def tiers(self) -> Iterator[ForeignTier]:
        """Return every tier with times of its own; the others are modifiers of the one they hang on."""
        self._tell_names()
        for tier in self._tiers:
            if self.timed(tier) is tier:
                modifiers = tuple(self.modifier(child) for child in self.children(tier) if not child.is_comment)
                yield ForeignTier(tier.name, self._kind(tier), tier.participant, True, self._codes(tier, modifiers))

    def children(self, tier: ElanTier) -> list[ElanTier]:
        """Return the tiers whose values have the times of a tier."""
        return [child for child in self._tiers if child is not tier and self.timed(child) is tier]

    def timed(self, tier: ElanTier) -> ElanTier:
        """Return the tier whose times a tier's values have: itself, or the first above it that has times."""
        seen, found = [tier.name], tier
        while found.symbolic:
            if found.parent not in self._by_name or found.parent in seen:
                self._losses.changed(f"Tier “{tier.name}” hangs on none that has times; it is a tier of its own.")
                return tier
            found = self._by_name[found.parent]
            seen.append(found.name)
        return found

    def _kind(self, tier: ElanTier) -> Kind:
        if tier.parent and not tier.symbolic:
            self._losses.dropped(f"That tier “{tier.name}” lies inside “{tier.parent}”: tiers are side by side.")
        if tier.type.startswith(_POINT_TYPE):
            return Kind.POINT
        if tier.lengths_ms and max(tier.lengths_ms) <= LONGEST_POINT_MS:
            words = f"nothing on it lasts longer than {LONGEST_POINT_MS} ms"
            self._losses.guessed(f"Tier “{tier.name}” is of points, since {words}.")
            return Kind.POINT
        self._losses.guessed("Tiers are of states where nothing else is said: ELAN does not know points.")
        return Kind.STATE

    def entries(self, tier: ElanTier) -> tuple[Entry, ...]:
        """Return the values that a tier's vocabulary lists."""
        found = self._vocabularies.get(tier.vocabulary)
        return found.entries if found is not None else ()

    def _used(self, tier: ElanTier) -> list[str]:
        """Return the values that were used of a vocabulary that is not there, or again and again without one."""
        if self.entries(tier):
            return []
        return list(dict.fromkeys(filter(None, tier.values))) if tier.vocabulary else find_codes(tier.values)

    def has_codes(self, tier: ElanTier) -> bool:
        """Tell whether what stands on a tier are codes; else they are words."""
        return bool(self.entries(tier) or self._used(tier))

    def _codes(self, tier: ElanTier, modifiers: tuple[ForeignModifier, ...]) -> tuple[ForeignCode, ...]:
        entries, used = self.entries(tier), self._used(tier)
        if entries:
            return tuple(_codes(entries, modifiers))
        if used:
            self._losses.guessed(f"The codes of tier “{tier.name}” are the values used in this file: {listed(used)}.")
            return tuple(ForeignCode(value, modifiers=modifiers) for value in used)
        self._losses.guessed(
            f"Tier “{tier.name}” has no vocabulary: it has one code, with a text for what was written."
        )
        return (ForeignCode(tier.name, modifiers=(WORDS, *modifiers)),)

    def modifier(self, tier: ElanTier) -> ForeignModifier:
        """Return what a tier without times becomes on the codes of the tier it hangs on."""
        several = tier.constraint == "Symbolic_Subdivision"
        values = [str(entry.label) for entry in self.entries(tier)] or self._used(tier)
        timed = self.timed(tier).name
        order = ", the order of its values lost" if several else ""
        self._losses.changed(f"Tier “{tier.name}” is a modifier of every code of “{timed}”{order}.")
        type_ = (ModifierType.CHOICES if several else ModifierType.CHOICE) if values else ModifierType.TEXT
        ask = Ask.ONSET if values else Ask.OFFSET
        return ForeignModifier(tier.short_name, type_, tuple(ForeignOption(value) for value in values), ask)

    def _tell_names(self) -> None:
        names = [tier.name for tier in self._tiers]
        if len(set(names)) < len(names):
            self._losses.changed("Tiers that have the same name get different ids.")


def _tell_scheme_alone(root: Element, losses: Losses) -> None:
    count = sum(1 for _ in root.iter("ANNOTATION_VALUE"))
    if count:
        losses.dropped(f"{count} stretches with their values. This takes the scheme alone.")
    if root.find(".//MEDIA_DESCRIPTOR") is not None:
        losses.dropped("The media files: a scheme has none.")
    coders = list(dict.fromkeys(tier.coder for tier in read_tiers(root) if tier.coder))
    if coders:
        losses.dropped(f"Who coded which tier: {listed(coders)}. Each coder has an observation of their own.")


def tell_rest(root: Element, losses: Losses) -> None:
    """Say what a document has that nothing of ours is for."""
    for tag, what in (
        ("LEXICON_REF", "The lexicons: a scheme has none"),
        ("REF_LINK", "The links between values: ours are rules for all events"),
        ("LINKED_FILE_DESCRIPTOR", "The other files that are linked, such as time series"),
    ):
        if root.find(f".//{tag}") is not None:
            losses.dropped(f"{what}.")
    author = root.get("AUTHOR", "").strip()
    if author:
        losses.dropped(f"The author of the document: “{author}”. An observation has a coder.")
