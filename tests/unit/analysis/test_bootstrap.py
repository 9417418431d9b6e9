import numpy as np
import pytest

from coder.analysis.bootstrap import Drawn, Draws, block_bootstrap, bootstrap

SCORES = np.array([3.0, 5.0, 8.0, 1.0, 9.0, 4.0, 6.0, 2.0, 7.0, 30.0])


def _mean(drawn: Drawn) -> float | None:
    return float(SCORES[drawn].mean())


def test_the_interval_of_a_mean_is_about_that_of_its_standard_error() -> None:
    found = bootstrap(len(SCORES), _mean)
    error = SCORES.std() / len(SCORES) ** 0.5
    assert found.value == 7.5
    assert found.low == pytest.approx(7.5 - 1.96 * error, abs=error)
    assert found.high == pytest.approx(7.5 + 1.96 * error, abs=error)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert bootstrap(10, _mean, Draws(300, seed=7)) == bootstrap(10, _mean, Draws(300, seed=7))
    assert bootstrap(10, _mean, Draws(300, seed=7)) != bootstrap(10, _mean, Draws(300, seed=8))


def test_the_corrected_interval_follows_the_skew() -> None:
    plain, corrected = bootstrap(10, _mean), bootstrap(10, _mean, Draws(corrected=True))
    assert plain.low is not None and plain.high is not None  # noqa: PT018
    assert corrected.low is not None and corrected.high is not None  # noqa: PT018
    assert corrected.low > plain.low
    assert corrected.high > plain.high


def test_one_session_has_no_interval() -> None:
    found = bootstrap(1, _mean)
    assert (found.value, found.low, "two sessions" in found.reason) == (3, None, True)
    assert bootstrap(0, _mean).value is None


def test_a_figure_that_is_mostly_not_there_has_no_interval() -> None:
    found = bootstrap(4, lambda drawn: 1.0 if len(set(drawn.tolist())) == 4 else None, Draws(200))
    assert (found.value, found.low) == (1, None)
    assert "not estimable" in found.reason
    assert (
        "not estimable" in bootstrap(4, lambda drawn: 1.0 if len(drawn) == 4 else None, Draws(9, corrected=True)).reason
    )


def test_blocks_of_neighbours_give_the_wider_interval() -> None:
    units = np.repeat([0.0, 1.0, 0.0, 1.0, 0.0, 1.0], 50)
    blocks, alone = (
        block_bootstrap(300, size, lambda drawn: float(units[drawn].mean()), Draws(400)) for size in (50, 1)
    )
    assert blocks.high is not None and blocks.low is not None  # noqa: PT018
    assert alone.high is not None and alone.low is not None  # noqa: PT018
    assert blocks.high - blocks.low > 3 * (alone.high - alone.low)


def test_a_session_shorter_than_two_blocks_is_not_estimable() -> None:
    assert block_bootstrap(10, 6, _mean).low is None
    assert block_bootstrap(0, 6, _mean).reason


def test_a_correction_that_turns_over_takes_the_end_that_it_went_to() -> None:
    outlier = np.array([0.0] * 30 + [1.0])
    draws = Draws(200, corrected=True, level=1 - 1e-13)
    found = bootstrap(31, lambda drawn: float(outlier[drawn].max()), draws)
    assert (found.value, found.high) == (1, 1)
