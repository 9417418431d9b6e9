from pathlib import Path

import pytest

from coder.app.consensus_opening import ReviewWish, open_consensus
from coder.app.open_session import Opened, open_session
from coder.app.plan import draw_plan
from coder.editing.edits import Press
from coder.errors import CoderError
from coder.model.agreement import DisagreementType, Method
from coder.model.change import Change
from coder.model.consensus import CONSENSUS, Ruling, Wanted
from coder.model.event import Event
from coder.model.observation import Identity
from coder.store.audit import read_log
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation, open_observation
from coder.store.seal import reopen_observation, submit_observation
from tests.deciding import ANA, BEN, create_pair
from tests.doubles import Ear, StillPlayer
from tests.moving import code

PAIR = ("ana", "ben")


class Decided:
    """A consensus that is open, with a player that stands still and what was said."""

    def __init__(self, folder: Path, wanted: Wanted | None = None, pair: tuple[str, str] = PAIR) -> None:
        wish = ReviewWish(folder, pair, decided_by="cleo", wanted=wanted or Wanted())
        self.opened: Opened = open_consensus(wish)
        assert self.opened.review is not None
        self.review, self.player = self.opened.review, StillPlayer()
        self.review.serve(self.player, lambda: 2_000)
        self.ear = Ear.at(self.opened.workspace)
        self.review.begin()

    def close(self) -> None:
        """Let the file go."""
        self.opened.close()

    @property
    def said(self) -> str:
        """What was said last."""
        return str(self.ear.notices[-1])

    def gaze(self) -> list[tuple[str, int, int | None]]:
        """Return the looks of the consensus."""
        lane = self.opened.workspace.observation.lane("gaze")
        return [(one.code, one.onset_ms, one.offset_ms) for one in lane]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return create_pair(tmp_path / "study")


def test_each_disagreement_is_played_over_and_over_with_what_comes_before_it(folder: Path) -> None:
    desk = Decided(folder)
    assert desk.player.looped == (1_000, 2_000, 2_000)
    desk.review.go(1)
    assert desk.player.looped == (5_000, 6_000, 2_000)
    desk.review.go(-2)
    assert desk.review.current is not None
    assert desk.review.current.onset_ms == 40_000
    assert desk.player.looped == (40_000, 40_800, 2_000)
    desk.close()


def test_a_decision_goes_on_to_the_next_and_undo_comes_back(folder: Path) -> None:
    desk = Decided(folder)
    assert desk.review.accept(Ruling.A)
    assert desk.gaze() == [("face", 1_000, 5_000)]
    assert desk.said == "Decided gaze at 0:01.000: ana: face. 6 left to decide."
    assert desk.review.current is not None
    assert desk.review.current.onset_ms == 5_000
    desk.opened.workspace.undo()
    assert desk.gaze() == [("face", 2_000, 5_000)]
    assert desk.review.current.onset_ms == 1_000
    assert desk.review.left == 7
    desk.opened.workspace.redo()
    assert desk.review.left == 6
    desk.close()


def test_all_ways_of_deciding_are_said_in_words_and_it_goes_on_where_it_was_left(folder: Path) -> None:
    desk = Decided(folder)
    desk.review.give_reason("  seen in  slow motion ")
    assert desk.review.edge(1_400)
    assert desk.review.accept(Ruling.B)
    assert desk.review.take("gaze", "face")
    assert desk.review.uncodable("hidden")
    assert desk.review.nothing()
    desk.close()
    desk = Decided(folder)
    assert desk.review.left == 2
    assert desk.review.current is not None
    assert desk.review.current.onset_ms == 33_000
    assert desk.gaze() == [("face", 1_400, 5_000), ("face", 10_000, 14_000)]
    assert desk.review.disputes[0].ruled.reason == "seen in slow motion"
    desk.opened.workspace.undo()
    assert desk.review.left == 3
    desk.close()
    with open_observation(folder / "observations" / "consensus.attune", read_only=True) as file:
        steps = [(who, title) for _, _, who, _, title, _, _ in read_log(file).rows]
    assert steps == [
        ("cleo", "Begin with what ana and ben agree on"),
        ("cleo", "Decide gaze at 0:01.000 – change at 0:01.400 (seen in slow motion)"),
        ("cleo", "Decide touch stroke at 0:05.000 – ben: none"),
        ("cleo", "Decide gaze at 0:10.000 – neither: face"),
        ("cleo", "Decide gaze at 0:20.000 – uncodable: hidden"),
        ("cleo", "Decide signal at 0:30.000 – neither: none"),
        ("cleo", "Decide signal at 0:30.000 – neither: none"),
    ]


def test_the_originals_are_not_touched(folder: Path) -> None:
    paths = [folder / "observations" / f"{coder}.attune" for coder in PAIR]
    before = [path.read_bytes() for path in paths]
    desk = Decided(folder)
    assert desk.review.accept_all(Ruling.A) == 7
    desk.close()
    assert [path.read_bytes() for path in paths] == before


def test_agreement_is_told_before_and_after(folder: Path) -> None:
    desk = Decided(folder)
    before = {(one.tier, one.method): one.kappa for one in desk.review.before()}
    assert (before["gaze", Method.DURATION] or 1) < 1
    assert {method for _, method in before} == {Method.DURATION, Method.OVERLAP, Method.POINTS}
    desk.review.accept_all(Ruling.A)
    first, second = desk.review.after()
    after = {(one.tier, one.method): one.kappa for one in first}
    assert after["gaze", Method.DURATION] == pytest.approx(1)
    assert [one.kappa for one in second] == pytest.approx([one.kappa for one in desk.review.before()])
    desk.close()


def test_disagreements_of_a_cell_are_gone_through_alone(folder: Path) -> None:
    desk = Decided(folder, Wanted("gaze", "toy", "away"))
    assert [one.onset_ms for one in desk.review.shown] == [10_000]
    desk.review.want(Wanted(types=frozenset({DisagreementType.MISSED_BY_B})))
    assert [one.onset_ms for one in desk.review.shown] == [20_000, 40_000]
    assert desk.review.current is not None
    assert desk.review.current.onset_ms == 20_000
    desk.review.want(Wanted("nowhere"))
    assert not desk.review.accept(Ruling.A)
    assert desk.said == "No disagreement is looked at. Go to the next one first."
    desk.close()


def test_what_cannot_be_decided_is_said_and_changes_nothing(folder: Path) -> None:
    desk = Decided(folder)
    assert not desk.review.take("signal", "bid")
    assert desk.said.startswith("bid is no code of gaze.")
    assert not desk.review.edge(1_000)
    assert desk.said.startswith("That frame is not inside the disagreement.")
    desk.review.go(1)
    assert not desk.review.uncodable("hidden")
    assert desk.said.startswith("The scheme has no reason for which touch is uncodable.")
    assert desk.opened.workspace.do(Press("gaze", "toy", 3_000)) is None
    assert desk.said.startswith("Nothing is coded by hand in a consensus.")
    assert desk.review.left == 7
    desk.close()


def test_an_original_that_changed_since_is_told_and_compared_again(folder: Path) -> None:
    desk = Decided(folder)
    desk.review.accept(Ruling.A)
    desk.close()
    (folder / "observations" / "ben.attune").unlink()
    code(folder, "ben", (folder / "small.yaml").read_text(encoding="utf-8"), BEN[:1])
    desk = Decided(folder)
    assert " ".join(desk.review.stale) == "ben"
    assert desk.opened.notices[-1].message == "ben changed what was coded since this consensus was begun."
    desk.review.compare_again()
    assert not desk.review.stale
    assert not desk.review.disputes[0].open
    assert len(desk.review.disputes) > 7
    desk.close()


def test_submitting_and_reopening_an_original_changes_nothing_that_was_coded(folder: Path) -> None:
    Decided(folder).close()
    path = folder / "observations" / "ana.attune"
    submit_observation(path, "ana")
    reopen_observation(path, "ana", "a look")
    submit_observation(path, "ana")
    desk = Decided(folder)
    assert desk.review.stale == ()
    desk.close()


def test_a_consensus_is_of_two_who_coded_the_session(folder: Path) -> None:
    with pytest.raises(CoderError, match="A consensus is made of two coders"):
        open_consensus(ReviewWish(folder, ("ana", "ana")))
    with pytest.raises(CoderError, match="dora has coded nothing in D01") as refused:
        open_consensus(ReviewWish(folder, ("ana", "dora")))
    assert refused.value.hint == "It was coded by ana, ben."
    assert not (folder / "observations" / "consensus.attune").exists()


def test_a_consensus_of_others_is_not_touched(tmp_path: Path) -> None:
    folder = create_pair(tmp_path / "study", "dora")
    Decided(folder).close()
    with pytest.raises(CoderError, match="The consensus of this session is that of ana and ben"):
        open_consensus(ReviewWish(folder, ("ana", "dora")))
    desk = Decided(folder, pair=("ben", "ana"))
    assert desk.review.pair == ("ana", "ben")
    desk.close()


def test_nobody_codes_as_consensus(folder: Path) -> None:
    for name in (CONSENSUS, "Consensus"):
        with pytest.raises(CoderError, match="Nobody codes as consensus"):
            open_session(folder, name)
    Decided(folder).close()
    with pytest.raises(CoderError, match="Nobody codes as consensus"):
        open_session(folder, CONSENSUS)
    with open_session(folder, CONSENSUS, view_only=True) as opened:
        assert opened.workspace.observation.identity.record == "consensus"


def test_in_a_planned_study_both_submit_first(folder: Path) -> None:
    study = folder.parent / "study.yaml"
    study.write_text("format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0, seed: 3}\n", encoding="utf-8")
    draw_plan(folder.parent)
    submit_observation(folder / "observations" / "ana.attune", "ana")
    with pytest.raises(CoderError) as refused:
        open_consensus(ReviewWish(folder, PAIR))
    assert refused.value.message == "ben has not submitted D01 yet."
    submit_observation(folder / "observations" / "ben.attune", "ben")
    desk = Decided(folder)
    assert desk.review.accept(Ruling.A)
    desk.close()


def test_only_the_blocks_that_both_coded_are_decided(tmp_path: Path) -> None:
    folder = create_pair(tmp_path / "study")
    (folder / "observations" / "ben.attune").unlink()
    scheme = StoredScheme("small", "1.0.0", (folder / "small.yaml").read_text(encoding="utf-8"))
    path = folder / "observations" / "ben.attune"
    with create_observation(path, Identity("D01", "ben"), scheme, blocks=((0, 12_000),)) as file:
        file.commit(Change("Code", added=BEN))
    desk = Decided(folder)
    assert [one.onset_ms for one in desk.review.disputes] == [1_000, 5_000, 10_000]
    assert desk.opened.workspace.observation.blocks == ((0, 12_000),)
    desk.close()


def test_a_session_that_two_coded_alike_has_nothing_to_decide(tmp_path: Path) -> None:
    folder = create_pair(tmp_path / "study")
    (folder / "observations" / "ben.attune").unlink()
    code(folder, "ben", (folder / "small.yaml").read_text(encoding="utf-8"), ANA)
    desk = Decided(folder)
    assert desk.review.disputes == ()
    assert desk.review.current is None
    assert not desk.player.playing
    desk.review.go(1)
    assert desk.said == "No disagreement is shown. Show all types and tiers."
    desk.close()


def test_an_observation_by_that_name_that_is_none_is_left_alone(folder: Path) -> None:
    (folder / "observations" / "ben.attune").rename(folder / "observations" / "kept.attune")
    code(folder, "ben", (folder / "small.yaml").read_text(encoding="utf-8"), BEN)
    path = code(folder, CONSENSUS, (folder / "small.yaml").read_text(encoding="utf-8"), BEN)
    before = path.read_bytes()
    with pytest.raises(CoderError, match="was not made from two coders' observations"):
        open_consensus(ReviewWish(folder, PAIR))
    assert path.read_bytes() == before


def test_one_change_decides_all_that_is_left(folder: Path) -> None:
    desk = Decided(folder)
    seen: list[Change] = []
    desk.opened.workspace.changed.add(seen.append)
    assert desk.review.accept_all(Ruling.B, Wanted("gaze"), "ben saw the other camera") == 4
    assert len(seen) == 1
    assert isinstance(seen[0].come[0], Event)
    assert desk.review.left == 3
    desk.close()


def test_undo_never_takes_away_what_both_agree_on(folder: Path) -> None:
    desk = Decided(folder)
    assert desk.opened.workspace.undo() is None
    assert desk.gaze() == [("face", 2_000, 5_000)]
    desk.close()


def test_a_point_is_put_near_where_it_was_seen(folder: Path) -> None:
    desk = Decided(folder, Wanted("signal"))
    assert not desk.review.edge(20_000)
    assert desk.said.startswith("That frame is more than 2 s away.")
    assert desk.review.edge(30_120)
    assert [one.onset_ms for one in desk.opened.workspace.observation.code_lane("signal", "bid")] == [8_000, 30_120]
    desk.close()
