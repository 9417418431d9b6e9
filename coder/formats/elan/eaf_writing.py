"""Write observations of one session as an ELAN document: tiers, vocabularies, and modifiers that hang on their tier."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, SubElement

from coder.editing.outgoing import (
    COMMENT,
    TARGET,
    Lane,
    Outgoing,
    actor_of,
    chosen,
    end_ms,
    free_name,
    may_overlap,
    modifiers_of,
    split_lanes,
    targets_of,
)
from coder.editing.outgoing_losses import tell_common, tell_keys, tell_languages
from coder.errors import CoderError
from coder.formats.elan.eaf_document import EafDocument, new_document, read_document
from coder.formats.elan.eaf_filling import Filling, Stretch, value_of
from coder.formats.elan.xml_writing import legal
from coder.model.foreign_file import ForeignFile, Handover
from coder.model.foreign_scheme import Losses, listed
from coder.model.scheme import Code, Kind, Modifier, ModifierType, Text, Tier

_CONSTRAINTS = {
    "Symbolic_Association": "1-1 association with a parent annotation",
    "Symbolic_Subdivision": "Symbolic subdivision of a parent annotation. "
    "Annotations refering to the same parent are ordered",
}
_MIME = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".mpg": "video/mpeg", ".mpeg": "video/mpeg",
    ".avi": "video/x-msvideo", ".mkv": "video/x-matroska", ".webm": "video/webm", ".wav": "audio/x-wav",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
}  # fmt: skip
_LANGUAGE = "und"
_URN = uuid.UUID("6c1f2a4e-1a52-4c55-9a2b-7a3d6b1f0c11")
"""The space that the names of documents are made in: the same session has the same one each time."""
_Entry = tuple[str, str]


def write_elan(logs: Sequence[Outgoing], stem: str, base: bytes | None = None) -> Handover:
    """Write the observations of a session; several coders have tiers of their own, named by them.

    With ``base``, a document of ELAN, they are written into a copy of it: what stands there already, and every part
    that is no tier of theirs, stays as it is. Raises CoderError when it is no document that can be written into.
    """
    losses = Losses()
    document = _begin(logs, base)
    writing = _Writing(Filling(document), losses)
    for log in logs:
        writing.write(log, f"@{log.coder}" if len(logs) > 1 else "")
    writing.filling.clear_up(losses)
    _tell(logs, losses)
    if base is None and any(code.label.by_language for log in logs for tier in log.lanes for code in tier.codes):
        losses.changed("Values are the ids of the codes; their labels are descriptions in the vocabularies.")
    return Handover((ForeignFile(f"{stem}.eaf", document.to_bytes()),), tuple(losses.found))


def _begin(logs: Sequence[Outgoing], base: bytes | None) -> EafDocument:
    if base is None:
        first = logs[0]
        named = "/".join((first.session.study, *(log.name for log in logs)))
        urn = f"urn:nl-mpi-tools-elan-eaf:{uuid.uuid5(_URN, named)}"
        authors = ", ".join(dict.fromkeys(log.observation.identity.coder for log in logs))
        document = new_document(max(log.changed for log in logs), authors, urn)
        _link_media(document, first)
    else:
        document = read_document(base, "The document to write into")
        header = document.root.find("HEADER")
        if header is not None and header.get("TIME_UNITS", "milliseconds") != "milliseconds":
            raise CoderError(
                "The document to write into counts frames.", "Save it again in ELAN, which counts milliseconds."
            )
    return document


def _link_media(document: EafDocument, log: Outgoing) -> None:
    header = document.root.find("HEADER")
    if header is None:
        return
    for place, view in enumerate(log.session.views()):
        medium = view[0]
        path = PurePosixPath(medium.file)
        url = f"./{path.name if medium.outside else path.as_posix()}"
        origin = -round(medium.offset_s * 1000)
        values = {
            "MEDIA_URL": url,
            "MIME_TYPE": _MIME.get(path.suffix.lower(), "unknown"),
            "RELATIVE_MEDIA_URL": url,
            "TIME_ORIGIN": str(origin) if origin else "",
        }
        header.insert(place, Element("MEDIA_DESCRIPTOR", {key: legal(value) for key, value in values.items() if value}))


@dataclass(frozen=True, slots=True)
class _Holder:
    """A tier with times that was written: its name, and the ids of its stretches by row."""

    log: Outgoing
    lane: Lane
    name: str
    ids: list[str]


@dataclass
class _Writing:
    filling: Filling
    losses: Losses

    @property
    def document(self) -> EafDocument:
        return self.filling.document

    def write(self, log: Outgoing, suffix: str) -> None:
        """Write every tier of an observation, its lanes and what hangs on them."""
        for tier in log.lanes:
            lanes = split_lanes(tier, log.coded[tier.id])
            if len(lanes) > 1:
                why = "codes that may overlap" if may_overlap(tier) else "events that overlap"
                self.losses.changed(f"Tier {tier.id} is {len(lanes)} tiers, for {why}: on one of ELAN's nothing may.")
            written = [self._lane(log, lane, suffix) for lane in lanes]
            for element in self._lanes_of_before(tier, suffix, written):
                self.filling.stretches(element, [])

    def _lanes_of_before(self, tier: Tier, suffix: str, written: Sequence[str]) -> list[Element]:
        """Return lanes that a writing before made of a tier, and that there is nothing for any more."""
        ours = re.compile(rf"{re.escape(legal(tier.id))}(\.[^@]+)?(_\d+)?{re.escape(legal(suffix))}")
        type_ = legal(f"{tier.kind.value} {tier.id}")
        return [
            found
            for found in self.document.parts("TIER")
            if found.get("LINGUISTIC_TYPE_REF", "") == type_
            and ours.fullmatch(found.get("TIER_ID", ""))
            and found.get("TIER_ID", "") not in written
        ]

    def _lane(self, log: Outgoing, lane: Lane, suffix: str) -> str:
        tier = lane.tier
        element = self._find(tier.label if lane.whole else Text(), lane.name, suffix)
        if element is None or self.filling.constraint_of(element).startswith("Symbolic"):
            entries = [(code.id, _said(code)) for code in tier.codes]
            type_ = self._type(f"{tier.kind.value} {tier.id}", "", entries)
            element = self._tier(log, f"{lane.name}{suffix}", type_, actor_of(tier))
        words, names = self._words(element, tier), self._values(element, [(code.id, code.label) for code in tier.codes])
        ids = self.filling.stretches(element, list(_stretches(lane, log.frame_ms, names, words)))
        holder = _Holder(log, lane, element.get("TIER_ID", ""), ids)
        found = {**self._of_before(holder), **modifiers_of(lane.part, lane.rows)}.values()
        for modifier in sorted(found, key=lambda one: self._depth(holder, one)):
            if modifier.id != words:
                answers = [row.event.modifier(modifier.id) if row.event is not None else None for row in lane.rows]
                said = [() if answer is None else chosen(modifier, answer) for answer in answers]
                self._child(holder, modifier, said, [(option.id, str(option.label)) for option in modifier.options])
        self._more(holder)
        return holder.name

    def _more(self, holder: "_Holder") -> None:
        """Write to whom events are directed, and what was remarked, where that may be told."""
        lane, events = holder.lane, [row.event for row in holder.lane.rows]
        targets, taken = targets_of(lane.part, lane.rows), modifiers_of(lane.tier, lane.rows)
        target, comment = (Modifier(free_name(TARGET, taken)), Modifier(free_name(COMMENT, taken), ModifierType.TEXT))
        if targets or self._stands(holder, target.id):
            said = [_one(event.target if event is not None else "") for event in events]
            actors = [(name, _label(holder.log, name)) for name in targets]
            self._child(holder, target, said, actors)
        remarks = [_one(event.comment if event is not None else "") for event in events]
        if holder.log.comments and (any(remarks) or self._stands(holder, comment.id)):
            self._child(holder, comment, remarks, [])

    def _stands(self, holder: "_Holder", modifier_id: str) -> bool:
        """Say whether the document has this of a tier from a writing before, so that it must not outlast its event."""
        found = self.document.part("TIER", "TIER_ID", legal(f"{modifier_id}@{holder.name}"))
        return found is not None and self._is_ours(found, holder)

    def _of_before(self, holder: "_Holder") -> dict[str, Modifier]:
        """Return what a writing before told that no code of the tier asks for, except targets and comments."""
        ids = (
            found.get("TIER_ID", "").removesuffix(f"@{holder.name}")
            for found in self.document.parts("TIER")
            if self._is_ours(found, holder)
        )
        more = (free_name(name, modifiers_of(holder.lane.tier, holder.lane.rows)) for name in (TARGET, COMMENT))
        left = set(ids) - set(more)
        return {name: Modifier(name, ModifierType.TEXT) for name in sorted(left)}

    def _is_ours(self, tier: Element, holder: "_Holder") -> bool:
        """Say whether a tier below another was made here: its type says so, and its name."""
        type_, name = tier.get("LINGUISTIC_TYPE_REF", ""), tier.get("TIER_ID", "")
        ours = name.endswith(f"@{holder.name}") and type_.startswith(f"modifier {holder.lane.tier.id} ")
        return ours and tier.get("PARENT_REF", "") == holder.name

    def _find(self, label: Text, name: str, suffix: str) -> Element | None:
        """Find a tier by its label, where the document has it so already, else by its id."""
        names = (f"{label}{suffix}" if str(label) else name, f"{name}{suffix}")
        found = (self.document.part("TIER", "TIER_ID", legal(one)) for one in names)
        return next((tier for tier in found if tier is not None), None)

    def _tier(self, log: Outgoing, name: str, type_: str, actor: str, parent: str = "") -> Element:
        taken = [tier.get("TIER_ID", "") for tier in self.document.parts("TIER")]
        values = {
            "TIER_ID": free_name(legal(name), taken),
            "LINGUISTIC_TYPE_REF": type_,
            "PARENT_REF": parent,
            "PARTICIPANT": actor,
            "ANNOTATOR": log.observation.identity.coder,
        }
        return self.document.add("TIER", {key: legal(value) for key, value in values.items()})

    def _words(self, element: Element, tier: Tier) -> str:
        """Return the modifier that holds what is written on a tier without a vocabulary, from which it was taken."""
        modifiers = tier.codes[0].modifiers if len(tier.codes) == 1 else ()
        free = self.filling.vocabulary_of(element) is None
        found = next((one.id for one in modifiers if one.id == "words" and one.type is ModifierType.TEXT), "")
        return found if free else ""

    def _values(self, element: Element, names: Iterable[tuple[str, Text]]) -> dict[str, str]:
        """Return what each id is written as: its label where the document has it so already, else itself."""
        vocabulary = self.filling.vocabulary_of(element)
        entries = [] if vocabulary is None else [value.text or "" for value in vocabulary.iter() if value.text]
        there = {*entries, *(value_of(span) for holder in element for span in holder)} - {""}
        return {name: str(label) if str(label) in there and name not in there else name for name, label in names}

    def _child(
        self, holder: "_Holder", modifier: Modifier, said: Sequence[tuple[str, ...]], entries: Sequence[_Entry]
    ) -> None:
        """Write a tier of values that hang on the stretches of another."""
        tier, name = holder.lane.tier, f"{modifier.id}@{holder.name}"
        element = self._find(modifier.label, name, "")
        above = None if element is None else self.filling.above(element, holder.name, holder.ids)
        if element is None or above is None:
            several = modifier.type is ModifierType.CHOICES or any(len(values) > 1 for values in said)
            constraint = "Symbolic_Subdivision" if several else "Symbolic_Association"
            type_ = self._type(f"modifier {tier.id} {modifier.id}", constraint, entries)
            element = self._tier(holder.log, name, type_, actor_of(tier), holder.name)
        names = self._values(element, [(option.id, option.label) for option in modifier.options])
        on = [given if above is None else above.get(given, "") for given in holder.ids]
        if self.filling.constraint_of(element) == "Symbolic_Association":
            said = [("+".join(values),) if values else () for values in said]  # one value each is all that it may hold
        pairs = [(given, values) for given, values in zip(on, said, strict=True) if values]
        lost = sum(1 for given, _ in pairs if not given)
        if lost:
            name = element.get("TIER_ID", "")
            self.losses.dropped(f"{lost} values of tier “{name}”: there is nothing that they could hang on.")
        wanted = [
            (given, tuple(legal(names.get(value, value)) for value in values)) for given, values in pairs if given
        ]
        self.filling.values(element, wanted)

    def _depth(self, holder: "_Holder", modifier: Modifier) -> int:
        """Return how far below the tier of an event the tier of a modifier hangs: what is above is written first."""
        element = self._find(modifier.label, f"{modifier.id}@{holder.name}", "")
        return 1 if element is None else self.filling.depth(element, holder.name)

    def _type(self, name: str, constraint: str, entries: Sequence[_Entry]) -> str:
        """Return the linguistic type of a name, with a vocabulary where there are entries; made where there is none."""
        if constraint and self.document.part("CONSTRAINT", "STEREOTYPE", constraint) is None:
            self.document.add("CONSTRAINT", {"STEREOTYPE": constraint, "DESCRIPTION": _CONSTRAINTS[constraint]})
        wanted = {
            "LINGUISTIC_TYPE_ID": legal(name),
            "CONSTRAINTS": constraint,
            "CONTROLLED_VOCABULARY_REF": self._vocabulary(name, entries) if entries else "",
            "GRAPHIC_REFERENCES": "false",
            "TIME_ALIGNABLE": "false" if constraint else "true",
        }
        wanted = {key: value for key, value in wanted.items() if value}
        there = self.document.part("LINGUISTIC_TYPE", "LINGUISTIC_TYPE_ID", wanted["LINGUISTIC_TYPE_ID"])
        if there is not None and dict(there.items()) != wanted:
            taken = [part.get("LINGUISTIC_TYPE_ID", "") for part in self.document.parts("LINGUISTIC_TYPE")]
            wanted["LINGUISTIC_TYPE_ID"], there = free_name(wanted["LINGUISTIC_TYPE_ID"], taken), None
        if there is None:
            self.document.add("LINGUISTIC_TYPE", wanted)
        return wanted["LINGUISTIC_TYPE_ID"]

    def _vocabulary(self, name: str, entries: Sequence[_Entry]) -> str:
        if self.document.part("LANGUAGE", "LANG_ID", _LANGUAGE) is None:
            self.document.add("LANGUAGE", {"LANG_ID": _LANGUAGE, "LANG_LABEL": "undetermined (und)"})
        name = legal(name.partition(" ")[2])
        there = self.document.part("CONTROLLED_VOCABULARY", "CV_ID", name)
        if there is not None and _entries(there) != list(entries):
            taken = [part.get("CV_ID", "") for part in self.document.parts("CONTROLLED_VOCABULARY")]
            name, there = free_name(name, taken), None
        if there is None:
            vocabulary = self.document.add("CONTROLLED_VOCABULARY", {"CV_ID": name})
            SubElement(vocabulary, "DESCRIPTION", {"LANG_REF": _LANGUAGE})
            for value, said in entries:
                entry = SubElement(vocabulary, "CV_ENTRY_ML", {"CVE_ID": f"cveid_{value}"})
                words = {"DESCRIPTION": legal(said), "LANG_REF": _LANGUAGE}
                SubElement(entry, "CVE_VALUE", {key: word for key, word in words.items() if word}).text = value
        return name


def _entries(vocabulary: Element) -> list[_Entry]:
    return [(value.text or "", value.get("DESCRIPTION", "")) for value in vocabulary.iter("CVE_VALUE")]


def _stretches(lane: Lane, frame_ms: int, names: dict[str, str], words: str) -> Iterator[Stretch]:
    following = [*(row.onset_ms for row in lane.rows), None][1:]
    for row, next_ms in zip(lane.rows, following, strict=True):
        said = row.event.modifier(words) if words and row.event is not None else None
        value = legal(said or names.get(row.code.id, row.code.id))
        if row.offset_ms is not None:
            yield Stretch(row.onset_ms, end_ms(row), value)
            continue
        seen = row.onset_ms + max(1, min(frame_ms, 40))
        yield Stretch(row.onset_ms, seen if next_ms is None else min(seen, next_ms), value, point=True)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _label(log: Outgoing, actor_id: str) -> str:
    actor = log.scheme.actor(actor_id)
    return "" if actor is None else str(actor.label)


def _said(code: Code) -> str:
    return ": ".join(filter(None, (str(code.label), str(code.definition))))


def _tell(logs: Sequence[Outgoing], losses: Losses) -> None:
    tell_common(logs, losses, computed=False)
    tell_keys(logs, losses)
    tell_languages(logs, losses)
    tiers = [tier for log in logs for tier in log.lanes]
    points = dict.fromkeys(tier.id for tier in tiers if tier.kind is Kind.POINT)
    if points:
        words = "their types begin with “point”, and each lasts at most a frame"
        losses.changed(f"Points on {listed(points)}: ELAN knows none, so {words}.")
    if any(tier.kind is Kind.INTERVAL for tier in tiers):
        losses.changed("Intervals look like states: how long they are and by which rule they are coded is not written.")
    if any(tier.kind is Kind.RATING for tier in tiers):
        losses.changed("Ratings stand over the whole time that they are of.")
    if any(len(view) > 1 for log in logs for view in log.session.views()):
        losses.dropped("The further files of cameras whose film goes on in another file: ELAN plays one file each.")
    identities = dict.fromkeys(log.observation.identity.record for log in logs)
    losses.dropped(
        f"That these observations are {' and '.join(identities)}; the dyad, the visit, the scheme’s version."
    )
