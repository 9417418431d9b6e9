"""A picture as a part of a page: an SVG element that needs nothing from elsewhere, with ids of its own."""

import re
from html import escape

from coder.formats.pictures.drawing import picture_bytes
from coder.model.report import Picture

_NOT_INLINE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'( id="|url\(#|href="#)')
_NAMESPACES = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_OPENING = re.compile(r"<svg\b[^>]*>")
_EMPTY_LINES = re.compile(r"\n\s*\n")


def inline_svg(picture: Picture, number: int) -> str:
    """Return the n-th picture of a page as an element; its words are read out in the place of it."""
    svg = _NOT_INLINE.sub("", picture_bytes(picture.chart, "svg").decode("utf-8"))
    svg = _TAG.sub(lambda tag: _ID.sub(rf"\g<1>p{number}-", tag[0].replace("xlink:href", "href")), svg)
    return _EMPTY_LINES.sub("\n", _OPENING.sub(lambda found: _opening(found[0], picture, number), svg, count=1)).strip()


def _opening(tag: str, picture: Picture, number: int) -> str:
    """Return the tag that begins the picture, told what it shows, as wide as there is room."""
    bare = re.sub(r'\s(?:width|height|version)="[^"]*"', "", _NAMESPACES.sub("", tag))
    name = f"p{number}-words"
    return f'{bare[:-1]} role="img" aria-labelledby="{name}">\n<title id="{name}">{escape(picture.words)}</title>'
