"""The ``training:`` section of a study.yaml: gold observations, the rules of training, re-tests."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coder.model.agreement import Criterion
from coder.model.training import IN_A_ROW, ROLLING, Again, Gold, Rule, Training
from coder.store.study_file import read_section
from coder.store.yaml_reading import Mapping, Scalar, as_mapping

_KEYS = ("gold", "criteria", "in_a_row", "retest_days", "rolling", "again")
STATISTICS = ("time_kappa", "event_kappa")
_MOST = 3650
_T = TypeVar("_T")


def find_training(folder: Path) -> Training:
    """Return what a study's study.yaml says of training, nothing where it has no such section; raise CoderError."""
    section = read_section(folder, "training")
    return Training() if section is None else build_training(section)


def build_training(section: Mapping) -> Training:
    """Read the section; raise CoderError with file and line for what is wrong."""
    section.refuse_unknown(_KEYS)
    in_a_row = _count(section, "in_a_row", IN_A_ROW)
    return Training(
        gold=_gold(section),
        rules=_each(section, "criteria", lambda one: _rule(one, in_a_row)),
        again=_again(section),
        in_a_row=in_a_row,
        retest_days=_count(section, "retest_days", 0) or None,
        rolling=_count(section, "rolling", ROLLING),
    )


def _each(section: Mapping, key: str, build: Callable[[Mapping], _T]) -> tuple[_T, ...]:
    if key not in section.values:
        return ()
    return tuple(build(as_mapping(item, key)) for item in section.sequence(key))


def _gold(section: Mapping) -> tuple[Gold, ...]:
    found: dict[tuple[str, str], Gold] = {}
    for one in _each(section, "gold", lambda one: one):
        one.refuse_unknown(("session", "coder", "pass"))
        gold = Gold(one.text("session"), one.text("coder"), one.text("pass", ""))
        if (gold.session, gold.pass_id) in found:
            raise one.place.error(
                f"session {gold.session} has two gold observations.", "Keep one, or name another pass for each."
            )
        found[gold.session, gold.pass_id] = gold
    return tuple(found.values())


def _again(section: Mapping) -> tuple[Again, ...]:
    found: dict[str, Again] = {}
    for one in _each(section, "again", lambda one: one):
        one.refuse_unknown(("session", "of"))
        again = Again(one.text("session"), one.text("of"))
        if again.session == again.of:
            raise one.place.error(f"{again.session} is named as its own copy.", "Name two sessions with one video.")
        if again.session in found:
            raise one.place.error(f"{again.session} is named twice.", "Name each session once under again:.")
        found[again.session] = again
    chained = next((one for one in found.values() if one.of in found), None)
    if chained is not None:
        told = f"{chained.session} is of {chained.of}, which is itself of {found[chained.of].of}."
        raise section.keys["again"].error(told, f"Write of: {found[chained.of].of}.")
    return tuple(found.values())


def _rule(one: Mapping, in_a_row: int) -> Rule:
    one.refuse_unknown(("for", "statistic", "min", "tolerance_s", "in_a_row", "pass"))
    statistic = one.text("statistic", STATISTICS[0])
    if statistic not in STATISTICS:
        raise one.keys["statistic"].error(
            f"the statistic “{statistic}” is not known.", f"Write {' or '.join(STATISTICS)}."
        )
    one.text("min")  # it must be there
    least = one.number("min", 0)
    if not -1 <= least <= 1:
        raise one.keys["min"].error("a kappa lies between -1 and 1.", "Write a number such as 0.70.")
    criterion = Criterion(_tiers(one), statistic, least, _tolerance(one))
    return Rule(criterion, _count(one, "in_a_row", in_a_row), one.text("pass", ""))


def _tiers(one: Mapping) -> tuple[str, ...]:
    if "for" not in one.values:
        return ()
    found = one.sequence("for")
    for item in found:
        if not isinstance(item, Scalar) or not item.text:
            raise item.place.error("“for” must be a list of tiers.", "Write for: [in_gaze, cg_gaze].")
    return tuple(item.text for item in found if isinstance(item, Scalar))


def _tolerance(one: Mapping) -> int | None:
    if not one.text("tolerance_s", ""):
        return None
    seconds = one.number("tolerance_s", 0)
    if not 0 <= seconds <= 60:
        raise one.keys["tolerance_s"].error("a tolerance is 0 to 60 seconds.", "Write seconds, such as 1.0.")
    return round(seconds * 1000)


def _count(section: Mapping, key: str, default: int) -> int:
    if not section.text(key, ""):
        return default
    found = section.whole(key)
    if not 1 <= found <= _MOST:
        raise section.keys[key].error(f"“{key}” is a whole number from 1 to {_MOST}.", f"Write {key}: {default or 28}.")
    return found
