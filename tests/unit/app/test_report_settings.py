"""Settings as a table of a report."""

from coder.app.report_settings import settings_blocks
from coder.model.report import Grid


def rows_of(settings: dict[str, object]) -> dict[str, str]:
    (grid,) = [block for block in settings_blocks(settings) if isinstance(block, Grid)]
    return {row[0]: row[1] for row in grid.rows}


def test_each_of_several_links_has_a_row_of_its_own() -> None:
    links = [{"link": "smile_returned", "rule": "within 3 s"}, {"link": "bid_answered", "rule": "within 5 s"}]

    rows = rows_of({"unit_s": 1.0, "links": links, "definitions": {"per_unit": "a unit counts once"}})

    assert rows == {
        "unit s": "1.0",
        "links (1)": "link: smile_returned; rule: within 3 s",
        "links (2)": "link: bid_answered; rule: within 5 s",
        "per unit": "a unit counts once",
    }


def test_what_is_not_set_is_a_dash_and_what_is_told_elsewhere_is_not_there() -> None:
    rows = rows_of({"codable": None, "pair": [], "files": ["a.csv"], "both_ways": True})

    assert rows == {"codable": "–", "pair": "–", "both ways": "yes"}
