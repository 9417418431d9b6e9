import pytest

from coder.analysis.kappa import cohen
from coder.analysis.weighted_kappa import Weights, tally_levels, weighted_kappa
from tests.unit.analysis.oracles import oracle

KNOWN = oracle("weighted_kappa")


def test_weighted_kappa_of_cohen_1968() -> None:
    case = KNOWN["cohen1968"]
    found = weighted_kappa(case["proportions"], case["disagreement_weights"])
    assert found.value == pytest.approx(case["weighted_kappa"], abs=1e-9)


def test_weights_by_level_over_the_declared_scale() -> None:
    case = KNOWN["irr_anxiety_r1_r2"]
    m = tally_levels([(one, other) for one, other in case["ratings"]], case["levels"])
    assert weighted_kappa(m, Weights.LINEAR).value == pytest.approx(case["linear"], abs=1e-9)
    assert weighted_kappa(m, Weights.QUADRATIC).value == pytest.approx(case["quadratic"], abs=1e-9)
    assert cohen(m).kappa == pytest.approx(case["unweighted"], abs=1e-9)


def test_one_level_or_none_at_all_is_not_defined() -> None:
    assert weighted_kappa(tally_levels([(2, 2)], [1, 2, 3]), Weights.LINEAR).value is None
    assert "nothing" in weighted_kappa(tally_levels([], [1, 2]), Weights.LINEAR).reason


def test_a_level_that_the_scale_has_not_is_refused() -> None:
    with pytest.raises(KeyError):
        tally_levels([(9, 1)], [1, 2])
