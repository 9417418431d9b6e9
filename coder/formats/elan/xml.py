"""XML read strictly: no document type, so no entities of any kind; depth and size held in bounds."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from coder.errors import CoderError

MOST_BYTES = 128 << 20
DEEPEST = 50


def parse_xml(content: bytes, name: str, target: "Strict | None" = None) -> Element:
    """Return the root of a document, built by ``target``; raise CoderError when it is no XML, or made to do harm."""
    if len(content) > MOST_BYTES:
        raise CoderError(f"{name} is larger than {MOST_BYTES >> 20} MiB.", "Nothing was read. Is this the right file?")
    parser = XMLParser(target=Strict(name) if target is None else target)
    try:
        parser.feed(content)
        root = parser.close()
    except ParseError as error:
        line = error.position[0]
        raise CoderError(f"{name} is no whole XML (line {line}).", "Save it again in ELAN, or use a copy.") from error
    except (LookupError, ValueError) as error:
        raise CoderError(f"{name} has an encoding that cannot be read.", "Save it again in ELAN.") from error
    assert isinstance(root, Element)
    return root


class Strict(TreeBuilder):
    """Builds the tree, and refuses what a file of ELAN never has."""

    def __init__(self, name: str, *, keep: bool = False) -> None:
        super().__init__(insert_comments=keep, insert_pis=keep)
        self._name, self._depth = name, 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type: entities are declared in it."""
        raise CoderError(
            f"{self._name} declares a document type, which no file of ELAN does.", "Nothing was read from it."
        )

    def start(self, tag: str, attrs: Mapping[str, str], /) -> Element:
        """Begin an element, unless it lies too deep."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise CoderError(f"{self._name} is nested too deeply to be a file of ELAN.", "Is this the right file?")
        return super().start(tag, dict(attrs))

    def end(self, tag: str, /) -> Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)
