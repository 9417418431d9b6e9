from typing import Any

import pytest

from coder.analysis.observer_accuracy import base_rates, estimated_accuracy, expected_kappa
from tests.unit.analysis.oracles import oracle

KNOWN = oracle("observer_accuracy")


@pytest.mark.parametrize("case", KNOWN["forward"], ids=str)
def test_the_kappa_to_expect_of_an_accuracy(case: dict[str, Any]) -> None:
    assert expected_kappa(case["accuracy"], case["base_rates"]) == pytest.approx(case["expected_kappa"], abs=1e-9)


@pytest.mark.parametrize("case", KNOWN["inverse"], ids=str)
def test_the_accuracy_that_a_kappa_means(case: dict[str, Any]) -> None:
    assert estimated_accuracy(case["kappa"], case["base_rates"]).value == pytest.approx(case["accuracy"], abs=1e-9)


def test_base_rates_are_the_margins_of_both_coders() -> None:
    assert base_rates([[3, 1], [2, 4]]) == [0.45, 0.55]
    assert base_rates([[0.0]]) == []


@pytest.mark.parametrize(("kappa", "rates"), [(None, [0.5, 0.5]), (0.5, [1.0, 0.0]), (-0.1, [0.5, 0.5])])
def test_what_has_no_accuracy_says_why(kappa: float | None, rates: list[float]) -> None:
    found = estimated_accuracy(kappa, rates)
    assert (found.value, bool(found.reason)) == (None, True)
    assert expected_kappa(0.9, [1.0]) is None
