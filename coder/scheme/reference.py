"""The reference of the format, ``schemes/README.md``: every key of every part, from the loader's own parts.

``python -m coder.scheme.reference`` writes it anew.
"""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from coder.scheme.key_names import keys_of, part_in
from coder.scheme.key_texts import KEY_TEXTS
from coder.scheme.parts import SchemePart

FILE = Path("schemes") / "README.md"
BEGIN, END = "<!-- The reference: python -m coder.scheme.reference -->", "<!-- End of the reference -->"


def all_parts() -> list[type[BaseModel]]:
    """Return every part of the format once, in the order in which the file has them."""
    return list(dict.fromkeys(_walk(SchemePart)))


def _walk(part: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield part
    for declared in keys_of(part).values():
        inner = part_in(declared)
        if inner is not None:
            yield from _walk(inner)


def format_reference() -> str:
    """Return the reference as Markdown, a table for each part."""
    return "\n".join("\n".join(_table(part)) for part in all_parts())


def _table(part: type[BaseModel]) -> Iterator[str]:
    title, texts = KEY_TEXTS[part.__name__]
    yield f"### {title}\n"
    yield "| key | | what it says |"
    yield "|---|---|---|"
    for name, field in part.model_fields.items():
        key = field.alias or name
        yield f"| `{key}` | {'needed' if field.is_required() else ''} | {texts[key]} |"
    yield ""


def with_reference(page: str) -> str:
    """Return the page with the reference between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{format_reference()}\n{END}{after}"


def write_reference(path: Path = FILE) -> None:
    """Write the reference into the page."""
    page = with_reference(path.read_text(encoding="utf-8"))
    path.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_reference()
