"""Long work does not keep the window from answering while the collector of cycles walks over what it makes."""

import gc

import pytest

from coder.gui.calm import calm, let_go


def test_while_any_work_goes_on_the_collector_does_not_walk_over_everything() -> None:
    before = gc.get_threshold()
    with calm():
        with calm():
            assert gc.get_threshold()[2] > 1_000_000
        assert gc.get_threshold()[2] > 1_000_000, "the other work still goes on"
        assert gc.get_threshold()[0] == before[0], "young objects are looked after all the time"
    assert gc.get_threshold() == before
    let_go()


def test_what_was_made_is_set_aside_until_it_is_let_go() -> None:
    let_go()
    with calm():
        made = [[number] for number in range(1000)]
    assert gc.get_freeze_count() >= len(made)
    let_go()
    assert gc.get_freeze_count() == 0


def test_work_that_fails_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="broken"), calm():
        raise ValueError("broken")
    assert gc.get_threshold() == before
    let_go()
