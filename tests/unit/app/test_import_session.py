"""What a second coder coded in another program comes into a session under its scheme, where that has all the codes."""

from pathlib import Path

from coder.app.import_log import ImportPlan, ImportWish, import_log


def imported(study: Path, table: str, coder: str) -> ImportPlan:
    source = study.with_name("log.csv")
    source.write_text(f"tier,code,onset,offset\n{table}", encoding="utf-8")
    plan, _ = import_log(ImportWish("csv", (source,), study, coder, session="D01"))
    return plan


def test_a_second_observation_has_the_scheme_of_the_session(tmp_path: Path) -> None:
    study = tmp_path / "study"
    first = imported(study, "gaze,at face,1,2\ngaze,away,2,3\n", "ana")
    second = imported(study, "gaze,away,2,3\n", "ben")
    assert (first.scheme.made, second.scheme.made, second.scheme.name) == (True, False, first.scheme.name)
    assert [loss.what for loss in second.scheme.losses] == ["By the same name: “gaze, away is gaze.away”."]
    (one,) = second.sessions[0].observations
    assert [(event.tier, event.code) for event in one.events] == [("gaze", "away")]


def test_codes_that_the_scheme_does_not_have_are_not_left_out(tmp_path: Path) -> None:
    study = tmp_path / "study"
    first = imported(study, "gaze,at face,1,2\n", "ana")
    second = imported(study, "gaze,elsewhere,2,3\n", "ben")
    assert (second.scheme.made, len(second.sessions[0].observations[0].events)) == (True, 1)
    assert second.scheme.name != first.scheme.name


def test_events_that_no_picture_is_of_are_told(tmp_path: Path, clip: Path) -> None:
    source = clip.with_suffix(".csv")
    source.write_text("code,onset,offset\nsmile,1,2\nsmile,3,4.2\nbid,9,\n", encoding="utf-8")
    plan, _ = import_log(ImportWish("csv", (source,), tmp_path / "study"))
    (told,) = [loss.what for loss in plan.sessions[0].losses if "beyond the end" in loss.what]
    assert "(1): events points, bid at 0:09.000" in told
    assert [event.onset_ms for event in plan.sessions[0].observations[0].events] == [1000, 3000, 9000]
