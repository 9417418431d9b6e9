"""Draw the videos of the sample sessions: ``python sample_sessions/draw.py [SESSION…]``.

Every session folder holds a ``script.yaml`` that says what its video shows.
This writes ``video.mp4`` and ``truth.csv`` beside it.
"""

import argparse
import sys
from pathlib import Path

from drawing.film import write_film
from drawing.script import load_script, write_truth

_HERE = Path(__file__).parent


def main() -> None:
    """Draw the sessions that are named, or all of them."""
    parser = argparse.ArgumentParser(description="Draw the videos of the sample sessions.")
    parser.add_argument("sessions", nargs="*", help="session folders to draw; all of them when none is named")
    parser.add_argument("--truth-only", action="store_true", help="write truth.csv without drawing the video again")
    asked = parser.parse_args()
    names = asked.sessions or sorted(path.parent.name for path in _HERE.glob("*/script.yaml"))
    for name in names:
        folder = _HERE / name
        script = load_script(folder)
        write_truth(script, folder / "truth.csv")
        if not asked.truth_only:
            write_film(script, folder / "video.mp4")
        sys.stderr.write(f"{name}: {len(script.frame_ticks)} frames, {script.end_s:.2f} s\n")


if __name__ == "__main__":
    main()
