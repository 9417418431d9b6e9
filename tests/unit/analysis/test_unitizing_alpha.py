import numpy as np
import pytest
from hypothesis import given

from coder.analysis.tracks import Spans, Track
from coder.analysis.unitizing_alpha import Disagreement, category_disagreement, unitizing_alpha
from tests.unit.analysis.oracles import oracle
from tests.unit.analysis.streams import exclusive_tracks, spans

KNOWN = oracle("unitizing_alpha")


def _category(name: str) -> Disagreement:
    units = [unit for unit in KNOWN["data"] if unit["category"] == name]
    coders = [
        np.array([(u["offset"], u["offset"] + u["length"]) for u in units if u["rater"] == rater]) for rater in (0, 1)
    ]
    return category_disagreement(coders, 300, 150)


def test_alpha_of_krippendorff_2004() -> None:
    c, k = _category("c"), _category("k")
    assert c.observed == pytest.approx(KNOWN["published"]["Do_c"], abs=5e-5)
    assert c.expected == pytest.approx(KNOWN["published"]["De_c"], abs=5e-5)
    assert k.expected == pytest.approx(KNOWN["published"]["De_k"], abs=5e-5)
    assert c.alpha().value == pytest.approx(KNOWN["dkpro_java"]["alpha_c"], abs=1e-9)
    assert k.alpha().value == pytest.approx(KNOWN["dkpro_java"]["alpha_k"], abs=1e-9)
    assert unitizing_alpha([c, k]).value == pytest.approx(KNOWN["dkpro_java"]["alpha_u"], abs=1e-9)


def test_a_category_that_nobody_marked_is_not_defined() -> None:
    found = category_disagreement([spans(), spans()], 100)
    assert found.alpha().value is None
    assert found.alpha().reason


def test_agreement_takes_two() -> None:
    with pytest.raises(ValueError, match="two coders"):
        category_disagreement([spans((0, 5))], 100)


def _spans(track: Track) -> Spans:
    return np.stack([track.onset, track.offset], axis=1)


@given(exclusive_tracks(), exclusive_tracks())
def test_it_is_1_for_the_same_stretches_and_never_for_others(first: Track, second: Track) -> None:
    one, other = _spans(first), _spans(second)
    found = category_disagreement([one, other], 2000)
    assert found.observed == category_disagreement([other, one], 2000).observed
    assert (found.observed == 0) == (one.tolist() == other.tolist())
