"""The kinds of value a scheme file holds: each reads the words as written, and says what is wrong with them."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from coder.scheme.chords import find_chord
from coder.scheme.nodes import NULLS, Plain
from coder.scheme.number_mends import suggest_number

IDENTIFIER = r"^[a-z][a-z0-9_]{0,39}$"
SCHEME_IDENTIFIER = r"^[a-z][a-z0-9_-]{0,39}$"
VERSION = r"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$"
COLOR = r"^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
_NUMBER = re.compile(r"[-+]?(\.\d+|(0|[1-9]\d*)(\.\d*)?)([eE][-+]?\d+)?")
_WHOLE = re.compile(r"[-+]?(0|[1-9]\d{0,17})")
PAUSE: Literal["pause"] = "pause"
_TRUE, _FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")
_FLAGS_MEANT = {
    **dict.fromkeys(("true", "yes", "on", "y"), "true"),
    **dict.fromkeys(("false", "no", "off", "n"), "false"),
}
WRITTEN: dict[str, Any] = {"type": ["string", "number", "boolean"]}

_BY_LANGUAGE: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"pattern": LANGUAGE},
    "additionalProperties": WRITTEN,
    "minProperties": 1,
}


def wrong(message: str, mend: str = "") -> PydanticCustomError:
    """Build the error that a value is refused with."""
    return PydanticCustomError("scheme", "{message}", {"message": message, "mend": mend})


def is_null(value: object) -> bool:
    """Tell whether nothing is written."""
    return isinstance(value, Plain) and value in NULLS


def read_text(value: object) -> str:
    """Return words as they are written, whatever they look like."""
    if not isinstance(value, str):
        raise wrong("must be text, not a list or a map.", "Put text that holds a colon or brackets in quotes.")
    if is_null(value):
        raise wrong("Nothing is written here.", "Write something, or delete the key.")
    return str(value)


def _read_identifier(value: object) -> str:
    words = read_text(value)
    if not re.fullmatch(IDENTIFIER, words):
        raise wrong(
            f'"{words}" is no id: small letters, digits and _, a letter first, at most 40.', _suggest(words, "_")
        )
    return words


def _read_scheme_identifier(value: object) -> str:
    words = read_text(value)
    if "/" in words or "\\" in words or words.endswith((".yaml", ".yml")):
        name = re.split(r"[/\\]", words)[-1].removesuffix(".yaml").removesuffix(".yml")
        raise wrong(
            f'"{words}" is a path; a scheme is named by its id.', f"Write {name}, and put its file beside this one."
        )
    if not re.fullmatch(SCHEME_IDENTIFIER, words):
        raise wrong(
            f'"{words}" is no id: small letters, digits, - and _, a letter first, at most 40.', _suggest(words, "-")
        )
    return words


def _suggest(words: str, joint: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", joint, words.lower()).strip(joint)[:40]
    return (
        f"Write {slug}."
        if slug[:1].isalpha() and slug.isascii()
        else "Write a short name and put the words in `label`."
    )


def _read_version(value: object) -> str:
    words = read_text(value)
    if isinstance(value, Plain) and _NUMBER.fullmatch(words):
        quoted = words if words.count(".") == 2 else ".".join([*words.split("."), "0", "0"][:3])
        raise wrong(f"The version {words} is a number.", f'Write it with three parts in quotes: "{quoted}".')
    if not re.fullmatch(VERSION, words):
        raise wrong(f'"{words}" is no version.', 'Write three numbers in quotes, such as "1.2.0".')
    if isinstance(value, Plain):
        raise wrong(f"The version {words} stands without quotes.", f'Write "{words}".')
    return words


def _read_color(value: object) -> str:
    if is_null(value):
        raise wrong("No colour is written here.", 'A plain # begins a comment: put the colour in quotes, "#0072b2".')
    words = read_text(value)
    if not re.fullmatch(COLOR, words):
        raise wrong(f'"{words}" is no colour.', 'Write red, green and blue in quotes: "#0072b2".')
    short = words.lower()[1:]
    return "#" + ("".join(sign * 2 for sign in short) if len(short) == 3 else short)


def _read_chord(value: object) -> str:
    words = read_text(value)
    chord = find_chord(words)
    if chord is not None:
        return chord
    if len(words) == 1 and find_chord(words.lower()):
        raise wrong(f'"{words}" is a capital.', f"Write {words.lower()}, or shift+{words.lower()}.")
    mend = "Choose a to z, 0 to 9 or F1 to F24, with shift+ before it or without."
    raise wrong(f'"{words}" is no key for a code.', mend)


def _read_flag(value: object) -> bool:
    if isinstance(value, Plain) and value in _TRUE + _FALSE:
        return value in _TRUE
    meant = _FLAGS_MEANT.get(value.lower(), "true or false") if isinstance(value, str) else "true or false"
    raise wrong(f"must be true or false{_shown(value)}.", f"Write {meant}, without quotes.")


def _read_required(value: object) -> bool | Literal["pause"]:
    if value == PAUSE:
        return PAUSE
    if isinstance(value, str) and value.lower() not in _FLAGS_MEANT:
        raise wrong(f"must be true, false or pause{_shown(value)}.", "Write one of them, without quotes.")
    return _read_flag(value)


def _read_number(value: object) -> float:
    if isinstance(value, Plain) and _NUMBER.fullmatch(value) and abs(float(value)) < 1e15:
        return float(value)
    raise wrong(f"must be a number{_shown(value)}.", suggest_number(value))


def _read_whole(value: object) -> int:
    if isinstance(value, Plain) and _WHOLE.fullmatch(value):
        return int(value)
    raise wrong(f"must be a whole number{_shown(value)}.", "Write digits, without quotes.")


def _read_format(value: object) -> int:
    number = _read_whole(value)
    if number != 1:
        raise wrong(f"This program reads format 1, not {number}.", "Write `format: 1`, or use the Attune it is for.")
    return number


def _read_words(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        for language in value:
            if not re.fullmatch(LANGUAGE, language):
                raise wrong(
                    f'"{language}" is no language.', "Put text that holds a colon in quotes, or write {en: Smile}."
                )
        if not value:
            raise wrong("Nothing is written here.", "Write something, or delete the key.")
        return {str(language): read_text(words) for language, words in value.items()}
    return {"": read_text(value)}


def _read_reference(value: object) -> str:
    words = read_text(value)
    tier, dot, code = words.partition(".")
    if not dot or not re.fullmatch(IDENTIFIER, tier) or not re.fullmatch(IDENTIFIER, code):
        raise wrong(f'"{words}" names no code.', "Write tier.code, such as in_gaze.away.")
    return words


def _shown(value: object) -> str:
    return f', not "{value}"' if isinstance(value, str) and not is_null(value) else ""


Id = Annotated[str, BeforeValidator(_read_identifier), WithJsonSchema({"type": "string", "pattern": IDENTIFIER})]
SchemeId = Annotated[
    str, BeforeValidator(_read_scheme_identifier), WithJsonSchema({"type": "string", "pattern": SCHEME_IDENTIFIER})
]
Version = Annotated[str, BeforeValidator(_read_version), WithJsonSchema({"type": "string", "pattern": VERSION})]
Color = Annotated[str, BeforeValidator(_read_color), WithJsonSchema({"type": "string", "pattern": COLOR})]
Chord = Annotated[
    str,
    BeforeValidator(_read_chord),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": r"^([Ss]hift\+)?([a-z0-9]|[Ff]([1-9]|1[0-9]|2[0-4]))$",
            "minimum": 0,
            "maximum": 9,
        }
    ),
]
Flag = Annotated[bool, BeforeValidator(_read_flag), WithJsonSchema({"type": "boolean"})]
Required = Annotated[
    bool | Literal["pause"],
    BeforeValidator(_read_required),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "enum": ["pause"]}]}),
]
Written = Annotated[str, BeforeValidator(read_text), WithJsonSchema(WRITTEN)]
Reference = Annotated[
    str,
    BeforeValidator(_read_reference),
    WithJsonSchema({"type": "string", "pattern": IDENTIFIER[:-1] + r"\." + IDENTIFIER[1:]}),
]
Words = Annotated[
    dict[str, str],
    BeforeValidator(_read_words),
    WithJsonSchema({"anyOf": [WRITTEN, _BY_LANGUAGE]}),
]
# A bound stands before the reader, so that the JSON Schema knows of it.
Number = Annotated[float, BeforeValidator(_read_number)]
Positive = Annotated[float, Field(gt=0), BeforeValidator(_read_number)]
NotNegative = Annotated[float, Field(ge=0), BeforeValidator(_read_number)]
Share = Annotated[float, Field(ge=0, le=1), BeforeValidator(_read_number)]
Rate = Annotated[float, Field(ge=0.05, le=8), BeforeValidator(_read_number)]
Count = Annotated[int, Field(ge=1), BeforeValidator(_read_whole)]
FormatNumber = Annotated[int, Field(ge=1, le=1), BeforeValidator(_read_format)]
