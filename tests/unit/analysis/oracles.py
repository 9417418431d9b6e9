"""Numbers that this project did not compute: published examples, and what independent programs give."""

import json
from pathlib import Path
from typing import Any

_GOLDEN = Path(__file__).parents[2] / "golden"


def oracle(name: str, of: str = "agreement") -> Any:
    """Return what is in ``tests/golden/OF/NAME.json``."""
    return json.loads((_GOLDEN / of / f"{name}.json").read_text(encoding="utf-8"))
