"""``load_events.R`` says what ``load_events.py`` says; R itself runs it in `tests/outside`."""

from pathlib import Path

from coder.formats.flavours.load_r import format_r
from tests.unit.formats.flavours.some_tables import write_tables


def test_it_is_ascii_so_that_r_reads_it_in_any_locale(tmp_path: Path) -> None:
    assert format_r(write_tables(tmp_path)).isascii()


def test_every_column_has_its_type_and_its_levels_in_order(tmp_path: Path) -> None:
    text = format_r(write_tables(tmp_path))
    assert 'types[["events"]] <- list(\n  "session_id" = "id",\n' in text
    assert '  "phase" = c("level", "play", "still", "reunion", "extra"),\n  "onset_s" = "number",\n' in text
    assert '  "comment" = "text"\n)\n' in text


def test_it_needs_no_package(tmp_path: Path) -> None:
    text = format_r(write_tables(tmp_path))
    assert not [word for word in ("library(", "require(", "::") if word in text]
