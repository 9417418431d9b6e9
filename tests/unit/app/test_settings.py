import json
from pathlib import Path

import pytest

from coder.app.settings import (
    RECENT,
    Recent,
    Settings,
    cache_folder,
    load_settings,
    save_settings,
    settings_folder,
)


def test_settings_are_as_new_before_any_were_saved() -> None:
    assert load_settings() == Settings()


def test_what_was_saved_is_loaded_again() -> None:
    settings = Settings(
        coder="ana",
        preset="Datavyu numpad",
        keys={"play.toggle": ("f13",)},
        recent=(Recent("D01", "ana"),),
        window={"geometry": "AAAA"},
        pre_roll_s=1.5,
        volume=0.25,
        reduced_motion=True,
        density="compact",
        language="de",
    )
    save_settings(settings)
    assert load_settings() == settings
    assert [path.name for path in settings_folder().iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", '"ana"'])
def test_a_spoilt_file_is_as_new_and_can_be_saved_over(text: str) -> None:
    settings_folder().mkdir(parents=True)
    (settings_folder() / "settings.json").write_text(text, encoding="utf-8")
    assert load_settings() == Settings()
    save_settings(Settings(coder="ana"))
    assert load_settings().coder == "ana"


def test_one_spoilt_setting_costs_only_itself() -> None:
    settings_folder().mkdir(parents=True)
    spoilt = {
        "coder": "ana",
        "keys": 7,
        "recent": [{"path": "x"}],
        "volume": "loud",
        "unknown": 1,
        "density": "compact",
    }
    (settings_folder() / "settings.json").write_text(json.dumps(spoilt), encoding="utf-8")
    assert load_settings() == Settings(coder="ana", density="compact")


def test_a_folder_that_cannot_be_written_costs_the_memory_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ATTUNE_SETTINGS", str(tmp_path / "file" / "below"))
    save_settings(Settings(coder="ana"))
    assert load_settings() == Settings()


def test_the_latest_session_comes_first_once_and_the_oldest_are_forgotten() -> None:
    settings = Settings()
    for number in range(RECENT + 3):
        settings = settings.opened(Path(f"D{number:02}"), "ana")
    settings = settings.opened(Path("D10"), "ben")
    assert settings.coder == "ben"
    assert settings.recent[0] == Recent("D10", "ben")
    assert len(settings.recent) == RECENT
    assert len({recent.path for recent in settings.recent}) == RECENT


def test_without_other_wishes_the_folders_are_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATTUNE_SETTINGS")
    monkeypatch.delenv("ATTUNE_CACHE")
    assert "Attune" in settings_folder().parts
    assert "Attune" in cache_folder().parts
