import pytest

from coder.errors import CoderError
from coder.model.agreement import Criterion
from coder.model.training import Again, Gold, Rule, Training
from coder.store.training_file import build_training
from coder.store.yaml_reading import parse_yaml

WHOLE = """\
gold:
  - {session: G01, coder: consensus}
  - {session: G02, coder: expert, pass: face}
criteria:
  - {for: [gaze, touch], statistic: time_kappa, tolerance_s: 1.0, min: 0.70}
  - {statistic: event_kappa, min: 0.6, in_a_row: 2, pass: face}
in_a_row: 4
retest_days: 28
rolling: 5
again: [{session: X7, of: G01}]
"""


def _build(text: str) -> Training:
    return build_training(parse_yaml(text, "study.yaml"))


def test_the_whole_section_is_read() -> None:
    assert _build(WHOLE) == Training(
        gold=(Gold("G01", "consensus"), Gold("G02", "expert", "face")),
        rules=(
            Rule(Criterion(("gaze", "touch"), "time_kappa", 0.7, 1000), 4),
            Rule(Criterion((), "event_kappa", 0.6), 2, "face"),
        ),
        again=(Again("X7", "G01"),),
        in_a_row=4,
        retest_days=28,
        rolling=5,
    )


def test_what_is_left_out_has_its_default() -> None:
    assert _build("gold: [{session: G01, coder: consensus}]") == Training((Gold("G01", "consensus"),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("golds: []", "study.yaml:1: unknown key “golds”."),
        ("gold: [{coder: ana}]", "study.yaml:1: “session” is missing."),
        ("gold: [G01]", "study.yaml:1: “gold” must be a map."),
        ("gold: [{session: G, coder: a}, {session: G, coder: b}]", "session G has two gold observations."),
        ("criteria: [{min: 0.7, statistic: kappa}]", "the statistic “kappa” is not known."),
        ("criteria: [{statistic: time_kappa}]", "“min” is missing."),
        ("criteria: [{min: 70}]", "a kappa lies between -1 and 1."),
        ("criteria: [{min: nan}]", "“min” must be a number, not “nan”."),
        ("criteria: [{min: 0.7, for: gaze}]", "“for” must be a list."),
        ("criteria: [{min: 0.7, for: [[gaze]]}]", "“for” must be a list of tiers."),
        ("criteria: [{min: 0.7, tolerance_s: -1}]", "a tolerance is 0 to 60 seconds."),
        ("criteria: [{min: 0.7, in_a_row: 0}]", "“in_a_row” is a whole number from 1 to 3650."),
        ("retest_days: soon", "“retest_days” must be a whole number, not “soon”."),
        ("again: [{session: G, of: G}]", "G is named as its own copy."),
        ("again: [{session: X, of: G}, {session: X, of: H}]", "X is named twice."),
        ("again: [{session: X, of: G}, {session: Y, of: X}]", "Y is of X, which is itself of G."),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(text: str, said: str) -> None:
    with pytest.raises(CoderError) as refused:
        _build(text)
    assert said in refused.value.message
    assert refused.value.hint
