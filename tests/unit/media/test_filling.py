"""What is decoded next while nobody waits."""

from coder.media.filling import Stretch, next_played, next_stretch


def test_the_frames_behind_come_first_and_in_one_stretch() -> None:
    assert next_stretch(100, 500, set(range(92, 101)), 200) == Stretch(52, 91, True)


def test_then_the_frames_ahead() -> None:
    assert next_stretch(100, 500, set(range(52, 101)), 200) == Stretch(101, 101, False)


def test_a_full_neighbourhood_wants_nothing() -> None:
    assert next_stretch(100, 500, set(range(52, 125)), 200) is None


def test_frames_far_behind_are_not_filled_one_by_one() -> None:
    assert next_stretch(100, 101, set(range(60, 101)), 200) is None


def test_nothing_is_wanted_beyond_the_ends() -> None:
    assert next_stretch(0, 1, {0}, 200) is None
    assert next_played(9, 10, set(range(10)), 200) is None


def test_little_room_makes_a_small_neighbourhood() -> None:
    assert next_stretch(100, 500, {100}, 6) == Stretch(96, 99, True)
    assert next_stretch(100, 500, set(range(96, 103)), 6) is None


def test_playing_wants_only_what_comes() -> None:
    assert next_played(100, 500, {100, 101}, 200) == Stretch(102, 102, False)
    assert next_played(100, 500, set(range(100, 113)), 200) is None
