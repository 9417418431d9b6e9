"""A picture in a page."""

import re
from xml.etree import ElementTree

from coder.formats.pictures.inline import inline_svg
from coder.model.report import Picture
from tests.unit.formats.pictures.some_charts import all_charts, strips


def test_an_inline_picture_is_well_formed_and_needs_nothing_from_elsewhere() -> None:
    for chart in all_charts():
        svg = inline_svg(Picture(chart, "A caption", 'what <it> & "shows"'), 3)

        assert ElementTree.fromstring(svg).tag == "svg"
        assert not re.search(r"https?:|src=|@import|<style|<!DOCTYPE|<script", svg)


def test_an_inline_picture_says_in_words_what_it_shows() -> None:
    svg = inline_svg(Picture(strips(), "A caption", 'what <it> & "shows"'), 3)

    assert 'role="img" aria-labelledby="p3-words"' in svg
    assert '<title id="p3-words">what &lt;it&gt; &amp; &quot;shows&quot;</title>' in svg


def test_two_pictures_of_a_page_share_no_id_and_find_their_own_parts() -> None:
    first, second = (inline_svg(Picture(strips(), "", ""), number) for number in (1, 2))

    ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (first, second)]
    assert not ids[0] & ids[1]
    assert set(re.findall(r'(?:url\(#|href="#)([^")]+)', first)) <= ids[0]
