"""What is decoded next while nobody waits."""

from coder.media.filling import Stretch, next_ahead, next_behind, next_played, next_played_back


def test_the_frames_behind_come_in_one_stretch() -> None:
    assert next_behind(100, 500, set(range(92, 101)), 200) == Stretch(52, 91)


def test_the_frames_ahead_come_one_by_one() -> None:
    assert next_ahead(100, 500, {100, 101}, 200) == Stretch(102, 102)


def test_a_full_neighbourhood_wants_nothing() -> None:
    assert next_behind(100, 500, set(range(52, 125)), 200) is None
    assert next_ahead(100, 500, set(range(52, 125)), 200) is None


def test_frames_far_behind_are_not_filled_one_by_one() -> None:
    assert next_behind(100, 101, set(range(60, 101)), 200) is None


def test_nothing_is_wanted_beyond_the_ends() -> None:
    assert next_behind(0, 1, {0}, 200) is None
    assert next_ahead(0, 1, {0}, 200) is None
    assert next_played(9, 10, set(range(10)), 200) is None
    assert next_played_back(0, 500, {0}, 40) is None


def test_little_room_makes_a_small_neighbourhood() -> None:
    assert next_behind(100, 500, {100}, 6) == Stretch(96, 99)
    assert next_behind(100, 500, set(range(96, 103)), 6) is None
    assert next_ahead(100, 500, set(range(96, 103)), 6) is None


def test_playing_wants_only_what_comes() -> None:
    assert next_played(100, 500, {100, 101}, 200) == Stretch(102, 102)
    assert next_played(100, 500, set(range(100, 137)), 200) is None


def test_playing_back_wants_group_by_group() -> None:
    assert next_played_back(100, 500, set(), 40) == Stretch(81, 100)
    assert next_played_back(100, 500, {100}, 40) == Stretch(80, 99)
    assert next_played_back(100, 500, set(range(80, 101)), 40) == Stretch(60, 79)
    assert next_played_back(100, 500, set(range(60, 101)), 40) is None
    assert next_played_back(3, 500, {3}, 40) == Stretch(0, 2)
