"""The formats of other programs that observations can be written in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its program, what one file of it holds, and whether a file can be written into."""

    program: str
    holds: str
    takes_base: bool = False


FORMATS: Mapping[str, Format] = {
    "elan": Format("ELAN", "session", takes_base=True),
    "datavyu": Format("Datavyu", "observation", takes_base=True),
    "boris": Format("BORIS", "study", takes_base=True),
    "gseq": Format("GSEQ", "study"),
    "gridware": Format("GridWare", "study"),
    "textgrid": Format("Praat", "observation", takes_base=True),
    "bids": Format("BIDS", "session"),
}
"""The formats by name. A file of ELAN holds all observations of a session, and so on."""
