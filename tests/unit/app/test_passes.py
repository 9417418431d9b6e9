"""In which viewings a coder codes a session: what there is to choose, how far each is, and what is clear by itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.open_session import open_session
from coder.app.passes import PassChoice, PassReader, find_clear_choice, likely_choice, read_viewing_at
from coder.model.scheme import Pass
from coder.model.session import Session
from coder.model.viewing import UNSEEN, Viewing
from coder.scheme import loader
from coder.store.session_folder import observation_path
from tests.unit.scheme.small import SMALL, scheme_of

WHOLE = PassChoice()
INFANT, CAREGIVER = PassChoice(one=Pass("infant", ())), PassChoice(one=Pass("caregiver", ()))


def begun(choice: PassChoice, share: float = 0.0) -> PassChoice:
    return replace(choice, viewing=Viewing(40, (), share))


def watch(session: Session, pass_id: str, viewing: Viewing) -> None:
    with open_session(session.folder, "ana", pass_id) as opened:
        opened.keep_viewing(viewing)


def test_all_tiers_and_every_pass_of_the_scheme_can_be_chosen(session: Session) -> None:
    choices = PassReader().read(session, "ana")
    assert [choice.pass_id for choice in choices] == ["", "caregiver", "infant_face", "infant_signal"]
    assert not any(choice.begun for choice in choices)


def test_each_coders_viewings_are_their_own(session: Session) -> None:
    watch(session, "infant_face", Viewing(1_000, ((0, 1_040),), 0.25))
    watch(session, "caregiver", Viewing(3_960, ((0, 4_000),), 1.0))
    _, caregiver, infant_face, infant_signal = PassReader().read(session, "ana")
    assert (caregiver.done, infant_face.done, infant_signal.begun) == (True, False, False)
    assert infant_face.viewing == Viewing(1_000, ((0, 1_040),), 0.25)
    assert not any(choice.begun for choice in PassReader().read(session, "ben"))


def test_one_that_is_open_is_read_through_what_holds_it(session: Session) -> None:
    with open_session(session.folder, "ana", "caregiver") as opened:
        opened.keep_viewing(Viewing(40, (), 0.5))
        opened.flush()
        assert PassReader().read(session, "ana")[1].viewing == Viewing(40, (), 0.5)
        opened.workspace.press("3", 0)
        assert opened.flush() == 1


def test_a_scheme_that_is_given_is_taken_instead_of_the_file(session: Session) -> None:
    scheme = scheme_of(f"{SMALL}passes: [{{id: infant, tiers: [face]}}]\n")
    assert [choice.pass_id for choice in PassReader().read(session, "ana", scheme)] == ["", "infant"]


def test_a_scheme_that_cannot_be_read_leaves_all_tiers(session: Session) -> None:
    (session.folder / "core-cues.yaml").write_text("format: [1", encoding="utf-8")
    for broken in (session, replace(session, scheme="gone.yaml")):
        assert [choice.pass_id for choice in PassReader().read(broken, "ana")] == [""]


def test_a_scheme_that_lies_in_many_folders_is_loaded_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []
    load = loader.load_scheme

    def count(path: Path, **others: tuple[Path, ...]) -> loader.LoadedScheme:
        loaded.append(path)
        return load(path, search=others["search"])

    monkeypatch.setattr(loader, "load_scheme", count)
    twin = replace(session, folder=session.folder.with_name("twin"))
    twin.folder.mkdir()
    (twin.folder / "core-cues.yaml").write_bytes((session.folder / "core-cues.yaml").read_bytes())
    reader = PassReader()
    assert len(reader.read(session, "ana")) == len(reader.read(twin, "ana")) == 4
    assert len(loaded) == 1


def test_an_observation_that_cannot_be_read_has_been_begun_and_no_more_is_known(session: Session) -> None:
    path = observation_path(session, "ana", "caregiver")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"no database")
    assert read_viewing_at(path) == UNSEEN
    assert PassReader().read(session, "ana")[1].viewing == UNSEEN


def test_a_coder_without_an_id_has_begun_nothing(session: Session) -> None:
    assert not any(choice.begun for choice in PassReader().read(session, "a/b"))


def test_what_is_clear_is_not_asked() -> None:
    assert find_clear_choice((WHOLE,)) == ""
    assert find_clear_choice((begun(WHOLE),)) == ""
    assert find_clear_choice((begun(WHOLE), INFANT)) == ""


def test_what_is_not_clear_is() -> None:
    assert find_clear_choice((WHOLE, INFANT)) is None
    assert find_clear_choice((WHOLE, begun(INFANT))) is None
    assert find_clear_choice((begun(WHOLE), begun(INFANT))) is None


def test_the_likely_choice_is_the_first_pass_that_is_not_done_once_one_is_begun() -> None:
    assert likely_choice((WHOLE, INFANT, CAREGIVER)) == 0
    assert likely_choice((WHOLE, begun(INFANT, 0.5), CAREGIVER)) == 1
    assert likely_choice((WHOLE, begun(INFANT, 1.0), CAREGIVER)) == 2
    assert likely_choice((WHOLE, begun(INFANT, 1.0), begun(CAREGIVER, 1.0))) == 0
