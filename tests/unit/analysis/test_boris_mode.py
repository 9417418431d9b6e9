import numpy as np

from coder.analysis.boris_mode import tally_instants
from coder.analysis.tracks import Track, make_track
from tests.unit.analysis.streams import track


def test_instants_run_from_the_first_onset_to_the_last_offset_and_states_are_there_at_both_ends() -> None:
    first, second = track((500, 2500, 0)), track((1500, 3500, 0))
    assert tally_instants(first, second, 1000).tolist() == [[0, 1], [1, 2]]  # at 0.5, 1.5, 2.5 and 3.5 s


def test_a_point_halfway_between_two_instants_counts_at_both() -> None:
    first = track((0, 0, 0), (1500, 1500, 1), (3000, 3000, 0))
    assert tally_instants(first, first, 1000).diagonal().tolist() == [2, 2]


def test_codes_that_are_there_together_are_one_label() -> None:
    first = track((0, 2000, 0), (1000, 2000, 1))
    second = track((0, 2000, 0))
    assert tally_instants(first, second, 1000).tolist() == [[1, 0], [2, 0]]


def test_two_coders_without_events_have_no_instants() -> None:
    assert tally_instants(track(), track(), 1000).shape == (0, 0)


def test_more_codes_than_a_number_has_bits_are_told_apart() -> None:
    codes = np.arange(70)
    many: Track = make_track(codes * 1000, codes * 1000 + 500, codes)
    assert (tally_instants(many, many, 1000) == np.eye(70)).all()
