"""Who opens a session under another id than the imported observation's is told whose that is."""

from pathlib import Path

import pytest

from coder.app.import_log import ImportWish, import_log
from coder.app.imported import imported_by
from coder.app.open_session import open_session


@pytest.fixture
def session(tmp_path: Path) -> Path:
    table = tmp_path / "visit.csv"
    table.write_text("coder,onset,offset,code\nben,1,2,smile\nben.b,2,3,smile\n", encoding="utf-8")
    _, made = import_log(ImportWish("csv", (table,), tmp_path / "study"))
    return made.sessions[0]


def test_the_coders_of_imported_observations_are_known(session: Path, tmp_path: Path) -> None:
    assert imported_by(session) == ("ben", "ben.b")
    assert imported_by(tmp_path) == ()


def test_who_begins_an_observation_beside_an_imported_one_is_told(session: Path) -> None:
    with open_session(session, "ana") as opened:
        assert [notice.message for notice in opened.notices] == [
            "This observation of ana is new; what was imported is that of “ben”, “ben.b”."
        ]
    for coder in ("ana", "ben"):
        with open_session(session, coder) as opened:
            assert opened.notices == ()
