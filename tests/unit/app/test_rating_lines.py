"""Ratings as lines of text."""

import pytest

from coder.app.code import code_keys
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.app.rating_lines import RatingLine, parse_rating
from coder.errors import CoderError
from coder.model.scheme import Tier
from coder.model.session import Session
from tests.ratings import TIERS

TWICE = (*TIERS, Tier("more", "dyad", TIERS[1].kind, codes=TIERS[1].codes, rating=TIERS[1].rating))


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("rate smiles 5", RatingLine("cg_warmth", "smiles", "5")),
        ("\ufeffRate  cg_warmth.smiles\tnot_ratable\n", RatingLine("cg_warmth", "smiles", "not_ratable")),
        ("rate in_step 3.5 still", RatingLine("dyad_step", "in_step", "3.5", "still")),
        ("rate names -", RatingLine("cg_list", "names", None)),
        ("1.0,g", None),
        ("", None),
        ("rated smiles 5", None),
    ],
)
def test_a_line_names_item_value_and_phase(line: str, rating: RatingLine | None) -> None:
    assert parse_rating(line, 1, TIERS) == rating


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("rate smiles", "Line 3, 'rate smiles', is no rating. Write rate ITEM VALUE [PHASE], such as rate item_01 5."),
        ("rate smiles 5 play still", "Line 3, 'rate smiles 5 play still', is no rating."),
        ("rate shouts 5", "Line 3: shouts is no item of a rating. There are smiles, soothes, hurries, greets, "),
        ("rate smiles 5 ", "Line 3: smiles is an item of several tiers. Write cg_warmth.smiles or more.smiles."),
    ],
)
def test_a_line_that_rates_nothing_is_told_with_its_number(line: str, sentence: str) -> None:
    tiers = TWICE if line.endswith(" ") else TIERS
    with pytest.raises(CoderError) as refused:
        parse_rating(line, 3, tiers)
    assert f"{refused.value.message} {refused.value.hint}".startswith(sentence)


def test_where_nothing_is_rated_that_is_said() -> None:
    with pytest.raises(CoderError) as refused:
        parse_rating("rate smiles 5", 1, TIERS[:1])
    assert refused.value.hint == "Nothing is rated in this pass."


@pytest.fixture
def rated_session(session: Session) -> Session:
    """Make another session of the same video, with a scheme of ratings."""
    folder = session.folder.parent / "D02_v1"
    return create_session(NewSession(folder, (session.media_path(),), "rating-shell")).session


def test_ratings_are_made_and_kept_between_keys(rated_session: Session) -> None:
    with open_session(rated_session.folder, "ana") as opened:
        coded = code_keys(opened, ["rate item_01 5", "rate item_02 not_ratable", "rate item_01 6", "rate item_02 -"])
        assert (coded.presses, coded.ratings, coded.events, coded.notices) == (0, 4, 1, [])
    with open_session(rated_session.folder, "ana", view_only=True) as again:
        (event,) = again.workspace.observation
        assert (event.code, event.modifiers, event.onset_ms) == ("item_01", (("value", "6"),), 0)
        assert event.offset_ms == again.workspace.end_ms


def test_a_value_outside_the_scale_is_noticed_and_the_rest_goes_on(rated_session: Session) -> None:
    with open_session(rated_session.folder, "ana") as opened:
        coded = code_keys(opened, ["rate item_01 8", "rate item_02 2"])
        assert [str(notice) for notice in coded.notices] == [
            "8 is no value of item 01. Give a number from 1 to 7.",
        ]
        assert coded.events == 1
