"""Controlled vocabularies, in a document, a template, or a file of their own (.ecv)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from coder.formats.elan.xml import parse_xml
from coder.model.foreign_scheme import Losses
from coder.model.scheme import Text

Find = Callable[[str], bytes | None]
"""Gives the content of a file that lies beside the one that is read, by its name; None when there is none."""

_SHORT = {
    "eng": "en", "deu": "de", "ger": "de", "nld": "nl", "dut": "nl", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it",
    "por": "pt", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "pol": "pl", "jpn": "ja", "zho": "zh", "und": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a vocabulary; ``id`` is what a stretch may name it by."""

    label: Text
    definition: Text
    id: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values of one name; ``source`` is the file of its own that it may lie in."""

    name: str
    entries: tuple[Entry, ...]
    source: str = ""


def read_vocabularies(root: Element, find: Find, losses: Losses) -> dict[str, Vocabulary]:
    """Read the vocabularies of a document by name; those of another file are read from there when it lies beside."""
    sources = {ref.get("EXT_REF_ID", ""): ref.get("VALUE", "") for ref in root.iter("EXTERNAL_REF")}
    own = {found.name: found for found in _vocabularies(root, sources)}
    beside: dict[str, dict[str, Vocabulary] | None] = {}
    for found in own.values():
        if found.source and not found.entries and found.source not in beside:
            beside[found.source] = _read_beside(found.source, find, losses)
    return {name: _filled(found, beside.get(found.source)) for name, found in own.items()}


def _filled(found: Vocabulary, other: dict[str, Vocabulary] | None) -> Vocabulary:
    entries = other[found.name].entries if other and found.name in other else ()
    return found if found.entries else replace(found, entries=entries)


def _read_beside(source: str, find: Find, losses: Losses) -> dict[str, Vocabulary] | None:
    name = PureWindowsPath(PurePosixPath(unquote(source.partition("?")[0])).name).name
    content = find(name) if name else None
    if content is None:
        losses.dropped(
            f"The external vocabulary {source}: no file {name} lies beside. It is never fetched from elsewhere."
        )
        return None
    return {found.name: found for found in _vocabularies(parse_xml(content, name), {})}


def _vocabularies(root: Element, sources: dict[str, str]) -> Iterator[Vocabulary]:
    for element in root.iter("CONTROLLED_VOCABULARY"):
        entries = tuple(entry for entry in _entries(element) if str(entry.label))
        yield Vocabulary(element.get("CV_ID", ""), entries, sources.get(element.get("EXT_REF", ""), ""))


def _entries(element: Element) -> Iterator[Entry]:
    for entry in element:
        if entry.tag == "CV_ENTRY":
            yield Entry(_text([("", entry.text)]), _text([("", entry.get("DESCRIPTION"))]))
        elif entry.tag == "CV_ENTRY_ML":
            values = [(_language(value), value) for value in entry.findall("CVE_VALUE")]
            label = _text([(language, value.text) for language, value in values])
            definition = _text([(language, value.get("DESCRIPTION")) for language, value in values])
            yield Entry(label, definition, entry.get("CVE_ID", ""))


def _language(value: Element) -> str:
    """Return the tag of a language in our form; an unknown or unusable one is no particular language."""
    given = value.get("LANG_REF", "").lower()
    short = _SHORT.get(given, given)
    return short if short.isascii() and short.isalpha() and 2 <= len(short) <= 8 else ""


def _text(by_language: list[tuple[str, str | None]]) -> Text:
    return Text(tuple((language, said.strip()) for language, said in by_language if said and said.strip()))
