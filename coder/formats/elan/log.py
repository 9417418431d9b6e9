"""The stretches of an ELAN document as events: a tier's values are its codes, what hangs on them are modifiers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from coder.errors import CoderError
from coder.formats.elan.coders import has_own_tiers, part_by_coder
from coder.formats.elan.media import read_media
from coder.formats.elan.scheme import PROGRAM, WORDS, Reading, tell_rest
from coder.formats.elan.spans import Hanging, Span, Times, read_hanging, read_spans
from coder.formats.elan.tiers import ElanTier, read_tiers
from coder.formats.elan.vocabularies import Entry, Find, read_vocabularies
from coder.formats.elan.xml import parse_xml
from coder.model.foreign_log import (
    NO_VALUE,
    ForeignEvent,
    ForeignLog,
    ForeignObservation,
    ForeignSession,
    Tally,
)
from coder.model.foreign_scheme import ForeignModifier, ForeignScheme, ForeignTier, Losses, check_count, listed
from coder.model.scheme import Kind, ModifierType


def read_log(content: bytes, name: str, find: Find = lambda _: None) -> ForeignLog:
    """Read a document (.eaf); raise CoderError when it is none, is damaged, or is made to do harm."""
    root, losses = parse_xml(content, name), Losses()
    if root.tag != "ANNOTATION_DOCUMENT":
        raise CoderError(f"{name} is no document of ELAN: it begins with <{root.tag[:40]}>.", "Choose an .eaf file.")
    vocabularies = read_vocabularies(root, find, losses)
    tiers = read_tiers(root)
    reading = Reading(tiers, vocabularies, losses)
    found = tuple(reading.tiers())
    check_count(sum(len(tier.codes) for tier in found), name)
    told = Losses()
    tell_rest(root, told)
    media, shift_ms = read_media(root, told)
    events = _Events(root, reading, {tier.name: tier for tier in found}, shift_ms)
    coders = list(dict.fromkeys(tier.coder for tier in tiers if tier.coder))
    count = sum(1 for _ in root.iter("ALIGNABLE_ANNOTATION"))
    coder = coders[0] if len(coders) == 1 else ""
    observations = [ForeignObservation(tuple(events.all(tiers)), coder, counted=count)]
    scheme = ForeignScheme(PROGRAM, tiers=found, losses=tuple(losses.found))
    if len(coders) > 1 and has_own_tiers(tiers):
        scheme, observations = part_by_coder(tiers, scheme, observations[0].events)
    elif len(coders) > 1:
        told.dropped(f"Which of {listed(coders)} coded which tier: all tiers are in one observation.")
    stem = name.rpartition(".")[0] or name
    session = ForeignSession(stem, tuple(observations), media, losses=(*told.found, *events.tally.losses()))
    return ForeignLog(scheme, (session,))


@dataclass
class _Events:
    """Turns the stretches of each tier with times into events."""

    root: Element
    reading: Reading
    tiers: dict[str, ForeignTier]
    shift_ms: int
    tally: Tally = field(default_factory=Tally)

    def all(self, tiers: list[ElanTier]) -> Iterator[ForeignEvent]:
        """Give every event, tier by tier."""
        times = Times(self.root)
        if times.in_frames:
            self.tally.changed("Times in frames, read as milliseconds")
        elements = dict(zip((id(tier) for tier in tiers), self.root.iter("TIER"), strict=True))
        for tier in tiers:
            if self.reading.timed(tier) is tier:
                spans = list(self._spans(elements[id(tier)], times, tier))
                children = self.reading.children(tier)
                hanging = [(child, read_hanging(elements[id(child)])) for child in children]
                yield from self._of_tier(tier, spans, self._answers(spans, hanging))

    def _comment(self, said: tuple[tuple[str, str], ...], tier: ElanTier) -> tuple[tuple[tuple[str, str], ...], str]:
        """Part what was said into modifiers and the comment that our own program wrote."""
        if not any(child.is_comment for child in self.reading.children(tier)):
            return said, ""
        return tuple(pair for pair in said if pair[0] != "comment"), dict(said).get("comment", "")

    def _spans(self, element: Element, times: Times, tier: ElanTier) -> Iterator[Span]:
        for span in read_spans(element, times):
            if span is None:
                self.tally.dropped("Stretches whose times are not in the file", f"on {tier.name}")
                continue
            yield span
        if tier.symbolic:
            for one in read_hanging(element):
                self.tally.dropped("Values that hang on nothing that has times", f"{tier.name}, {one.value}")

    def _of_tier(
        self, tier: ElanTier, spans: list[Span], answers: dict[str, list[tuple[str, str]]]
    ) -> Iterator[ForeignEvent]:
        point = self.tiers[tier.name].kind is Kind.POINT
        codes = _names_of(self.reading.entries(tier)) if self.reading.has_codes(tier) else None
        for span in spans:
            code, words = self._code(tier, span, codes)
            onset_ms, offset_ms = sorted((span.onset_ms + self.shift_ms, span.offset_ms + self.shift_ms))
            said, comment = self._comment((*words, *answers.get(span.id, ())), tier)
            end_ms = None if point else offset_ms
            event = ForeignEvent(tier.name, code, onset_ms, end_ms, point, said, comment=comment)
            self._tell(span, event, offset_ms)
            yield event

    def _tell(self, span: Span, event: ForeignEvent, offset_ms: int) -> None:
        if span.guessed:
            self.tally.guessed("Stretches with a time that was not set; it lies between those around it", event)
        if span.offset_ms < span.onset_ms:
            self.tally.changed("Stretches that ended before they began; the two were exchanged", event)
        if event.point and offset_ms > event.onset_ms:
            self.tally.changed("Short stretches that are points now; their offsets are left out", event)

    def _code(
        self, tier: ElanTier, span: Span, codes: dict[str, str] | None
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        if codes is None:
            return tier.name, ((WORDS.name, span.value),) if span.value else ()
        if span.value:
            return codes.get(span.value, span.value), ()
        if span.entry in codes:
            return codes[span.entry], ()
        self.tally.changed(f"Stretches without a value; their code is “{NO_VALUE}”", f"on {tier.name}")
        return NO_VALUE, ()

    def _answers(
        self, spans: list[Span], hanging: list[tuple[ElanTier, list[Hanging]]]
    ) -> dict[str, list[tuple[str, str]]]:
        """Return the modifiers of each stretch by its id: what hangs on it, and what hangs on that."""
        owner = {span.id: span.id for span in spans}
        above = {one.id: one.on for _, found in hanging for one in found}
        answers: dict[str, list[tuple[str, str]]] = {}
        for child, found in hanging:
            modifier, codes = self.reading.modifier(child), _names_of(self.reading.entries(child))
            values: dict[str, list[str]] = {}
            for one in found:
                self._hang(child, one, _owner_of(one, owner, above), codes, values)
            for span_id, said in values.items():
                answers.setdefault(span_id, []).append((modifier.name, _joined(said, modifier)))
        return answers

    def _hang(
        self, child: ElanTier, one: Hanging, span: str, codes: dict[str, str], values: dict[str, list[str]]
    ) -> None:
        value = codes.get(one.value, one.value) or codes.get(one.entry, "")
        if not span:
            self.tally.dropped("Values that hang on nothing that has times", f"{child.name}, {one.value}")
        elif not value:
            self.tally.dropped("Values without words, which hang on a stretch", f"on {child.name}")
        else:
            values.setdefault(span, []).append(value)


def _owner_of(one: Hanging, owner: dict[str, str], above: dict[str, str]) -> str:
    """Return the id of the stretch that a value hangs on, through others if need be; empty when on none."""
    here, passed = one.on, set[str]()
    while here not in owner:
        if here not in above or here in passed:
            return ""
        passed.add(here)
        here = above[here]
    return here


def _names_of(entries: tuple[Entry, ...]) -> dict[str, str]:
    """Return the code's name by what may stand for it: its words in any language, or its id."""
    names: dict[str, str] = {}
    for entry in entries:
        for word in (*(said for _, said in entry.label.by_language), entry.id):
            if word:
                names.setdefault(word, str(entry.label))
    return names


def _joined(values: list[str], modifier: ForeignModifier) -> str:
    if modifier.type is ModifierType.CHOICES:
        return "+".join(value.replace("+", "/") for value in values)
    return "; ".join(values)
