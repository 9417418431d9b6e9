import json
from pathlib import Path

import pytest

from coder.app.training import find_feedback, find_training
from coder.app.training_json import training_to_json
from coder.app.training_lists import attempt_listing
from coder.app.training_look import look_at_training
from coder.app.training_tables import write_training
from coder.app.training_words import describe_clip, describe_training
from coder.errors import CoderError
from coder.model.training import Status
from coder.store.seal import reopen_observation, submit_observation
from tests.moving import MIDDLE, code
from tests.training import SECTION, TODAY, add_session, create_training, looks, make_consensus_gold, try_session


def test_a_trainee_is_scored_in_order_of_submission_and_certified(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G02", "ana", 1_000)
    try_session(study, "G01", "ana", 0)
    (standing,) = find_training(study).standings
    assert [one.session for one in standing.attempts] == ["G02", "G01"]
    assert (standing.status, standing.rows) == (Status.CERTIFIED, (2,))
    assert standing.since == standing.attempts[1].submitted
    assert [one.verdicts[0].reached.value for one in standing.attempts] == [pytest.approx(27 / 29), pytest.approx(1)]


def test_nothing_is_said_of_what_is_not_submitted(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    path = try_session(study, "G01", "ana", 1_000, sealed=False)
    found = find_training(study)
    assert found.standings == ()
    assert [one.session for one in found.waiting] == ["G01"]
    with pytest.raises(CoderError, match="ana has not submitted G01 yet"):
        find_feedback(study / "G01", "ana")
    submit_observation(path, "ana")
    assert len(find_feedback(study / "G01", "ana").disagreements) == 20


def test_feedback_names_each_clip_with_both_codes(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 1_000)
    tier, first = find_feedback(study / "G01", "ana").disagreements[0]
    assert (tier, first.onset_ms, first.offset_ms, first.code_a, first.code_b) == ("gaze", 0, 1_000, "none", "toy")
    assert describe_clip(tier, first) == "0:00.000–0:01.000  gaze · another edge · you none, gold toy"


def test_what_was_opened_again_does_not_count(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    path = try_session(study, "G01", "ana", 5_000)
    reopen_observation(path, "ana", "better now")
    submit_observation(path, "ana")
    attempt = find_training(study).standings[0].attempts[0]
    assert attempt.met is None
    assert attempt.reason == "it was opened again after it was submitted, so it is not blind any more"


def test_what_cannot_be_compared_is_a_sentence_and_the_rest_goes_on(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    submit_observation(code(study / "G01", "ana", MIDDLE, looks()), "ana")
    try_session(study, "G02", "ana", 0)
    first, second = find_training(study).standings[0].attempts
    assert first.reason == "Session G01 was coded with small 1.1.0 by ana and with small 1.0.0 by expert."
    assert first.met is None
    assert second.met


def test_one_who_coded_nothing_gets_no_certificate(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    for session in ("G01", "G02"):
        submit_observation(code(study / session, "ana", MIDDLE.replace("1.1.0", "1.0.0"), ()), "ana")
    standing = find_training(study).standings[0]
    assert standing.status is Status.TRAINING


def test_without_rules_of_the_study_those_of_the_scheme_hold(tmp_path: Path) -> None:
    asked = "reliability: {criterion: [{for: [gaze], statistic: time_kappa, min: 0.9}]}\n"
    section = "training: {gold: [{session: G01, coder: expert}], in_a_row: 1}\n"
    study = create_training(tmp_path / "study", section, ("G01",), asked)
    try_session(study, "G01", "ana", 0, more=asked)
    standing = find_training(study).standings[0]
    assert [rule.words for rule in standing.rules] == ["time kappa ≥ 0.90 on 1 in a row (gaze)"]
    assert standing.status is Status.CERTIFIED


def test_a_copy_of_a_gold_session_is_held_against_its_gold(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study", f"{SECTION}  again: [{{session: X7, of: G01}}]\n")
    add_session(study, "X7")
    try_session(study, "X7", "ana", 0)
    attempt = find_training(study).standings[0].attempts[0]
    assert (attempt.session, attempt.gold.session, attempt.met) == ("X7", "G01", True)


def test_gold_that_is_missing_or_open_is_said(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study", SECTION.replace("G03, coder: expert", "G03, coder: consensus"))
    try_session(study, "G03", "ana", 0)
    found = find_training(study)
    assert found.notes == ("The gold of G03 by consensus is not there: nobody is held against it.",)
    assert found.standings == ()
    reopen_observation(study / "G01" / "observations" / "expert.attune", "expert", "a slip")
    try_session(study, "G01", "ana", 0)
    assert "The gold of G01 by expert is not submitted: it may still change." in find_training(study).notes


@pytest.mark.parametrize(
    ("section", "coder", "said"),
    [
        ("", "", "This study has no gold observations."),
        (SECTION, "zoe", "zoe has coded no gold session."),
        (SECTION.replace("G03", "G09"), "", "study.yaml names the session G09 under training, which is not there."),
        (SECTION.replace("min: 0.70", "min: 70"), "", "study.yaml:9: a kappa lies between -1 and 1."),
    ],
)
def test_bad_input_is_one_sentence_with_a_hint(tmp_path: Path, section: str, coder: str, said: str) -> None:
    study = create_training(tmp_path / "study", section, ("G01", "G02"))
    if "G03" in section:
        add_session(study, "G03")
    with pytest.raises(CoderError) as refused:
        find_training(study, coder)
    assert refused.value.message == said
    assert refused.value.hint


def test_the_tables_hold_scores_status_and_feedback_without_nan(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 1_000)
    found = write_training(study, tmp_path / "out")
    tables = {path.name: path.read_text("utf-8").splitlines() for path in (tmp_path / "out").iterdir()}
    assert tables["training_status.csv"][1].startswith("ana,,in training,,")
    assert tables["training_scores.csv"][1].startswith("ana,,1,G01,expert,")
    assert len(tables["training_feedback.csv"]) == 21
    assert "nan" not in "\n".join(tables["training_scores.csv"]).lower()
    assert json.loads("".join(tables["analysis_settings.json"]))["what"] == "training of coders"
    assert training_to_json(found)["coders"][0]["attempts"][0]["met"] is True


def test_words_say_the_status_with_its_rule(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 1_000)
    try_session(study, "G02", "ana", 0, sealed=False)
    lines = list(describe_training(find_training(study), TODAY))
    assert lines[:2] == ["ana: in training", "  time kappa ≥ 0.70 on 2 in a row (gaze): 1 of 2"]
    assert lines[2].endswith(": reached (time kappa 0.93), 20 disagreements with gold")
    assert lines[3] == "ana: G02 is not submitted, so nothing is said of it."


def test_who_made_the_gold_is_not_scored_against_it_and_is_not_in_training(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study", SECTION.replace("G01, coder: expert", "G01, coder: consensus"))
    make_consensus_gold(study)
    try_session(study, "G01", "zoe", 0)
    try_session(study, "G02", "ben", 0)
    standings = {one.coder: one for one in find_training(study).standings}
    ana, ben = standings["ana"].attempts[0], standings["ben"].attempts[0]
    assert ana.reason == "ana made this gold: it is the consensus of ana and ben"
    assert (ana.met, ana.figures, ana.disagreements) == (None, (), ())
    assert (ben.session, ben.made_gold) == ("G01", True)
    assert [standings[coder].status for coder in ("ana", "ben", "zoe")] == [
        Status.MADE_GOLD,
        Status.TRAINING,
        Status.TRAINING,
    ]
    assert (standings["ana"].due, standings["ana"].rows, standings["ben"].rows) == (None, (), (1,))
    assert not standings["zoe"].attempts[0].made_gold


def test_words_and_tables_say_who_made_the_gold(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study", SECTION.replace("G01, coder: expert", "G01, coder: consensus"))
    make_consensus_gold(study)
    found = write_training(study, tmp_path / "out", "ana")
    day = found.standings[0].attempts[0].submitted[:10]
    assert list(describe_training(found, TODAY)) == [
        "ana: made the gold",
        f"  1. G01, submitted {day}: does not count, for ana made this gold: it is the consensus of ana and ben",
    ]
    scores = (tmp_path / "out" / "training_scores.csv").read_text("utf-8").splitlines()
    assert scores[1].endswith(",,,,,,,ana made this gold: it is the consensus of ana and ben")
    status = (tmp_path / "out" / "training_status.csv").read_text("utf-8").splitlines()
    assert status[1].startswith("ana,,made the gold,,")
    assert attempt_listing(found.standings[0], ()).rows[0].cells[2] == "made this gold"


def test_a_copy_of_the_session_that_a_maker_codes_again_is_held_against_gold(tmp_path: Path) -> None:
    section = SECTION.replace("G01, coder: expert", "G01, coder: consensus") + "  again: [{session: X7, of: G01}]\n"
    study = create_training(tmp_path / "study", section)
    add_session(study, "X7")
    make_consensus_gold(study)
    try_session(study, "X7", "ana", 0)
    attempts = find_training(study, "ana").standings[0].attempts
    assert [(one.session, one.made_gold) for one in attempts] == [("G01", True), ("X7", False)]


def test_those_who_made_gold_see_the_training_of_all(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study", SECTION.replace("G01, coder: expert", "G01, coder: consensus"))
    make_consensus_gold(study)
    try_session(study, "G01", "zoe", 0)
    assert look_at_training(study, "ana", lambda: None).own == ""
    assert look_at_training(study, "zoe", lambda: None).own == "zoe"
