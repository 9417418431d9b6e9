from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.kappa import by_code, cohen, nominal_alpha, pabak, scott_pi
from tests.unit.analysis.oracles import oracle

TABLES: list[dict[str, Any]] = oracle("kappa_tables")
MATRICES = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 50), min_size=k, max_size=k), min_size=k, max_size=k)
)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["name"]))
def test_kappa_of_published_tables(table: dict[str, Any]) -> None:
    found = cohen(table["matrix"])
    for name in ("n", "po", "pe", "kappa", "kappa_max"):
        assert getattr(found, name) == pytest.approx(table[name], abs=1e-9), name
    assert found.alpha == pytest.approx(table["alpha_nominal"], abs=1e-9)
    assert scott_pi(table["matrix"]) == pytest.approx(table["scott_pi"], abs=1e-9)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["name"]))
def test_each_code_of_published_tables(table: dict[str, Any]) -> None:
    found = by_code(table["matrix"])
    for one, expected in zip(found, table["percode"], strict=True):
        assert [[one.a, one.b], [one.c, one.d]] == expected["table_yes_no"]
        assert one.kappa == pytest.approx(expected["kappa"], abs=1e-9)


@pytest.mark.parametrize("table", [table for table in TABLES if "PABAK" in table], ids=lambda table: str(table["name"]))
def test_prevalence_and_bias_of_published_tables(table: dict[str, Any]) -> None:
    first = by_code(table["matrix"])[0]
    assert first.pabak == pytest.approx(table["PABAK"], abs=1e-9)
    assert pabak(table["matrix"]) == pytest.approx(table["PABAK"], abs=1e-9)
    assert first.prevalence == pytest.approx(table["prevalence_index"], abs=1e-9)
    assert first.bias == pytest.approx(table["bias_index"], abs=1e-9)
    assert first.positive == pytest.approx(table["p_pos"], abs=1e-9)
    assert first.negative == pytest.approx(table["p_neg"], abs=1e-9)


def test_one_code_for_both_has_no_kappa_but_a_reason() -> None:
    found = cohen([[60, 0], [0, 0]])
    assert (found.po, found.pe, found.kappa, found.kappa_max, found.alpha) == (1, 1, None, None, None)
    assert "one code only" in found.reason


def test_nothing_tallied_is_no_agreement() -> None:
    assert cohen([[0, 0], [0, 0]]).kappa is None
    assert cohen([[0, 0], [0, 0]]).reason
    assert by_code([[0, 0], [0, 0]])[0].reason
    assert scott_pi([[0.0]]) is None
    assert nominal_alpha([[5.0]]) is None
    assert pabak([[5.0]]) is None


def test_a_code_that_nobody_used_is_no_agreement_about_it() -> None:
    found = by_code([[5, 1, 0], [2, 7, 0], [0, 0, 0]])[2]
    assert (found.kappa, found.positive) == (None, None)
    assert "neither coder used it" in found.reason


def test_each_code_of_short_durations_is_without_rounding_and_without_a_number_that_is_none() -> None:
    first, second = by_code([[0.3, 0.1], [0.1, 0.0]])
    assert (first.d, first.negative, second.a, second.positive) == (0, 0, 0, 0)
    assert by_code([[0.1, 0.2, 0.0], [0.2, 0.0, 0.0], [0.0, 0.0, 0.0]])[0].d == 0


def test_a_matrix_that_is_not_square_is_refused() -> None:
    with pytest.raises(ValueError, match="square"):
        cohen([[1, 2, 3], [4, 5, 6]])


@given(MATRICES)
def test_kappa_does_not_depend_on_who_is_first_or_on_the_order_of_codes(matrix: list[list[int]]) -> None:
    transposed = [list(row) for row in zip(*matrix, strict=True)]
    turned = [row[::-1] for row in matrix[::-1]]
    for other in (transposed, turned):
        assert cohen(other).kappa == pytest.approx(cohen(matrix).kappa, abs=1e-9)
        assert cohen(other).alpha == pytest.approx(cohen(matrix).alpha, abs=1e-9)


@given(MATRICES)
def test_kappa_is_never_above_its_maximum(matrix: list[list[int]]) -> None:
    found = cohen(matrix)
    if found.kappa is not None and found.kappa_max is not None:
        assert found.kappa <= found.kappa_max + 1e-12 <= 1 + 2e-12


@given(st.lists(st.integers(1, 50), min_size=2, max_size=6))
def test_agreement_without_exception_is_1(diagonal: list[int]) -> None:
    matrix = [[count if i == j else 0 for j in range(len(diagonal))] for i, count in enumerate(diagonal)]
    found = cohen(matrix)
    assert [found.kappa, found.kappa_max, found.alpha] == pytest.approx([1, 1, 1])
