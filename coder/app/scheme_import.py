"""Take a scheme over from another program's file, and say everything that is not as it was there."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.foreign_file import read_beside, read_bytes
from coder.app.keymap import EDITOR, build_keymap
from coder.app.scheme_schema import place_schema
from coder.errors import CoderError
from coder.model.foreign_scheme import ForeignScheme, Loss, LossKind

if TYPE_CHECKING:
    from coder.scheme.import_draft import Draft

FORMATS: Mapping[str, tuple[str, ...]] = {
    "boris": (".boris", ".boris.gz"),
    "elan": (".etf", ".eaf", ".ecv"),
    "datavyu": (".opf",),
    "csv": (".csv", ".tsv"),
}
"""The formats by name, with the endings that their files have."""
_HEADS = {
    LossKind.DROPPED: "Dropped: what a scheme has no place for",
    LossKind.GUESSED: "Guessed: what the file does not say; check it",
    LossKind.CHANGED: "Changed: what had to become something else",
}


@dataclass(frozen=True, slots=True)
class ImportedScheme:
    """The scheme file that was written, the report beside it, and the losses in it."""

    source: Path
    path: Path
    report: Path
    losses: tuple[Loss, ...]

    @property
    def counts(self) -> str:
        """Say in a line how much was lost."""
        counted = Counter(loss.kind for loss in self.losses)
        return ", ".join(f"{counted[kind]} {kind.value}" for kind in LossKind)

    def words(self, most: int | None = None) -> str:
        """Return the report, the first ``most`` losses of each kind."""
        return describe_losses(self.source.name, self.path.name, self.losses, most)


def import_scheme(source: Path, out: Path | None = None, format_name: str = "", preset: str = EDITOR) -> ImportedScheme:
    """Write a scheme from another program's file to ``out``, which must not be there, or beside it under its own name.

    The report of losses goes beside the scheme, and so does the JSON Schema for editors. Raises CoderError, having
    written nothing, when that cannot be done.
    """
    if out is not None and out.suffix not in (".yaml", ".yml"):
        raise CoderError(f"{out.name} does not end in .yaml.", "Name the scheme file that is to be written.")
    named = format_name or find_format(source)
    if named not in FORMATS:
        raise CoderError(f"There is no format {named!r}.", f"Choose one of {', '.join(FORMATS)}.")
    foreign = _reader(named)(read_bytes(source), source)
    path = out if out is not None else _free_path(source)
    draft = _draft(foreign, path.stem, source, preset)
    report = path.with_name(f"{path.stem}.losses.txt")
    words = describe_losses(source.name, path.name, draft.losses)
    _write((path, draft.text), (report, words))
    place_schema(path.parent)
    return ImportedScheme(source, path, report, draft.losses)


def find_format(source: Path) -> str:
    """Return the format that the ending of a file says; raise CoderError when it says none."""
    name = source.name.lower()
    for format_name, endings in FORMATS.items():
        if name.endswith(endings):
            return format_name
    hint = f"Name the format with --format: {', '.join(FORMATS)}."
    raise CoderError(f"The ending of {source.name} does not say which program wrote it.", hint)


def describe_losses(source: str, scheme: str, losses: Sequence[Loss], most: int | None = None) -> str:
    """Return the report of an import, kind by kind; at most so many of each."""
    lines = [f"{scheme}, made from {source}"]
    for kind, head in _HEADS.items():
        found = [loss.what for loss in losses if loss.kind is kind]
        lines += ["", f"{head} ({len(found)})", *(f"- {what}" for what in found[:most])]
        if most is not None and len(found) > most:
            lines.append(f"- … and {len(found) - most} more")
    return "\n".join(lines) + "\n"


_Read = Callable[[bytes, Path], ForeignScheme]


def _reader(format_name: str) -> _Read:
    from coder.formats.boris.scheme import read_scheme as read_boris
    from coder.formats.code_list.scheme import read_scheme as read_list
    from coder.formats.datavyu.scheme import read_scheme as read_datavyu
    from coder.formats.elan.scheme import read_scheme as read_elan

    readers: dict[str, _Read] = {
        "boris": lambda content, source: read_boris(content, source.name),
        "elan": lambda content, source: read_elan(content, source.name, lambda name: read_beside(source, name)),
        "datavyu": lambda content, source: read_datavyu(content, source.name),
        "csv": lambda content, source: read_list(content, source.name),
    }
    return readers[format_name]


def _draft(foreign: ForeignScheme, name: str, source: Path, preset: str) -> "Draft":
    from coder.scheme.import_draft import write_draft
    from coder.scheme.loader import read_scheme

    if not any(tier.codes for tier in foreign.tiers):
        raise CoderError(f"{source.name} has no codes.", "Choose a file in which codes are defined.")
    keys = build_keymap(preset).titles()
    draft = write_draft(foreign, name, keys)
    if len(draft.text.encode("utf-8")) > 1 << 20:
        raise CoderError(f"{source.name} holds more than one scheme can.", "Take over a part of it, as CSV.")
    read_scheme(draft.text, f"{draft.id}.yaml", player_keys=keys)
    return draft


def _stem(source: Path) -> str:
    return source.name.removesuffix(".gz").rpartition(".")[0] or source.name


def _free_path(source: Path) -> Path:
    """Return a path beside the source, named as the id of its scheme, that no scheme and no report has yet."""
    from coder.scheme.import_names import to_id

    folder, scheme_id = source.parent, to_id(_stem(source), "scheme", "-")[:36]
    names = [scheme_id, *(f"{scheme_id}-{number}" for number in range(2, 1000))]
    return next(
        folder / f"{name}.yaml"
        for name in names
        if not (folder / f"{name}.yaml").exists() and not (folder / f"{name}.losses.txt").exists()
    )


def _write(*files: tuple[Path, str]) -> None:
    """Write files that are not there yet, all or none."""
    from coder.store.atomic import make_folder, name_beside, place_new, write_synced
    from coder.store.plain_words import explain_os_error

    for path, _ in files:
        if path.exists():
            raise CoderError(f"There is already a file {path.name}.", "Choose another name; nothing was written.")
    for path, text in files:
        make_folder(path.parent)
        fresh = name_beside(path)
        try:
            write_synced(fresh, text.encode("utf-8"))
        except OSError as error:
            raise explain_os_error(error, path) from error
        place_new(fresh, path)
