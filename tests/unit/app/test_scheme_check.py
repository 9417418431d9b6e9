from pathlib import Path

from coder.app.keymap import EDITOR, NUMPAD
from coder.app.scheme_check import check_schemes
from coder.app.shipped import shipped_schemes

CLASH = """\
format: 1
scheme: {id: clash, version: "0.1.0"}
actors:
  - {id: infant, role: infant}
tiers:
  - id: in_gaze
    actor: infant
    kind: state
    codes:
      - {id: object, key: j}
"""


def test_the_shipped_schemes_are_without_fault() -> None:
    assert check_schemes(list(shipped_schemes()), EDITOR) == []


def test_a_code_on_a_key_of_the_player_is_a_fault_under_that_preset_only(tmp_path: Path) -> None:
    scheme = tmp_path / "clash.yaml"
    scheme.write_text(CLASH, encoding="utf-8")
    faults = check_schemes([scheme], EDITOR)
    assert len(faults) == 1
    assert "Shuttle back" in str(faults[0])
    assert check_schemes([scheme], NUMPAD) == []


def test_a_scheme_may_extend_one_of_the_studys_or_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    (tmp_path / "session").mkdir()
    (tmp_path / "schemes" / "clash.yaml").write_text(CLASH.replace("key: j", "key: g"), encoding="utf-8")
    scheme = tmp_path / "session" / "mine.yaml"
    for other in ("clash", "core-cues"):
        head = f'format: 1\nscheme: {{id: mine, version: "0.1.0"}}\nextends: [{{scheme: {other}}}]\n'
        scheme.write_text(head, encoding="utf-8")
        assert check_schemes([scheme], EDITOR) == []
