"""The report of an import is whole: what the scheme lost or was guessed of it stands beside each observation."""

from pathlib import Path

from coder.app.import_log import ImportWish, import_log

TABLE = "subject,tier,behavior,start,stop\ninfant,gaze,away,1.0,2.0\n"


def report(study: Path, source: Path, scheme: Path | None) -> str:
    _, made = import_log(ImportWish("csv", (source,), study, scheme=scheme, again=True))
    return made.reports[0].read_text(encoding="utf-8")


def test_what_was_guessed_of_a_scheme_stands_beside_every_observation(tmp_path: Path) -> None:
    source = tmp_path / "visit.csv"
    source.write_text(TABLE, encoding="utf-8")
    first, second = (report(tmp_path / "study", source, Path("still-face")) for _ in range(2))
    assert "By the same name: “gaze, away is in_gaze.away”." in first
    assert "By the same name: “gaze, away is in_gaze.away”." in second
    assert "Actor infant has the role infant" in report(tmp_path / "other", source, None)
