"""Numbers that this project did not compute: published examples, and what independent programs give."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[2] / "golden" / "agreement"


def oracle(name: str) -> Any:
    """Return what is in ``tests/golden/agreement/NAME.json``."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
