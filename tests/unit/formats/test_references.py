"""The sources that method paragraphs cite."""

import re

from coder.formats.references import CITED, every_source, sources_of


def test_only_those_that_are_cited_with_their_year_are_listed() -> None:
    words = "Cohen's kappa (Cohen, 1960) of sequences (Needleman & Wunsch, 1970; Quera, Bakeman & Gnisci, 2007)."

    assert [one.partition(" (")[0] for one in sources_of(words)] == [
        "Cohen, J.",
        "Needleman, S. B., & Wunsch, C. D.",
        "Quera, V., Bakeman, R., & Gnisci, A.",
    ]
    assert sources_of("the coders Haldane and Cohen coded all of it") == ()


def test_every_source_is_cited_as_paragraphs_cite_with_its_own_year_and_first_author() -> None:
    for source, mark in every_source():
        assert CITED.findall(mark) == [mark]
        assert f"({mark[-4:]})" in source
        assert source.startswith(re.split(r"[, ]", mark)[0])


def test_sources_stand_in_the_order_of_the_alphabet_and_end_in_a_sentence_or_a_doi() -> None:
    sources = [source for source, _ in every_source()]

    assert sources == sorted(sources)
    assert all(re.search(r"(?:\.|https://doi\.org/10\.\d{4,}/\S+)$", source) for source in sources)
