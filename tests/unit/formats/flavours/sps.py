"""A reader of SPSS syntax that is as strict as SPSS: what a file of it does, or what is wrong with it."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"'(?:[^'\n]|'')*'|[A-Za-z][\w.]*|-?\d+(?:\.\d+)?|[/=()]")


@dataclass
class DataSet:
    """What is read of one table: the formats of its variables, what they are called, their values' words."""

    file: str
    delimiter: str
    formats: dict[str, str]
    labels: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    levels: dict[str, str] = field(default_factory=dict)


def commands(text: str) -> list[list[str]]:
    """Return the words of each command; raise ValueError for one without its period, or with an open quote."""
    found, words = [], ""
    for line in text.splitlines():
        if len(line.encode()) > 255:
            raise ValueError(f"too long: {line}")
        if words and line and not line.startswith(" "):
            raise ValueError(f"no period before: {line}")
        words += f"{line}\n"
        if line.endswith(".") and re.sub(r"'(?:[^']|'')*'", "", words).count("'") == 0:
            if not words.strip().startswith("*"):
                found.append(_tokens(words.strip()[:-1]))
            words = ""
        elif not words.strip():
            words = ""
    if words.strip():
        raise ValueError(f"no period: {words}")
    return found


def _tokens(command: str) -> list[str]:
    left = _TOKEN.sub("", command).strip()
    if left.strip():
        raise ValueError(f"not understood: {left!r} in {command}")
    return [match.group() for match in _TOKEN.finditer(command)]


def read(text: str) -> dict[str, DataSet]:
    """Return the data sets by name; raise ValueError for names, widths or labels that do not fit."""
    found: dict[str, DataSet] = {}
    current = DataSet("", "", {})
    for words in commands(text):
        match words[:2]:
            case ["GET", "DATA"]:
                current = _get_data(words)
            case ["VARIABLE", "LABELS"]:
                current.labels |= {part[0]: _plain(part[1]) for part in _parts(words[2:])}
            case ["VALUE", "LABELS"]:
                for name, *rest in _parts(words[2:]):
                    current.values[name] = dict(zip(map(_plain, rest[::2]), map(_plain, rest[1::2]), strict=True))
            case ["MISSING", "VALUES"]:
                current.missing |= set(words[2 : words.index("(")])
            case ["VARIABLE", "LEVEL"]:
                for part in _parts(words[2:]):
                    current.levels |= dict.fromkeys(part[: part.index("(")], part[part.index("(") + 1])
            case ["DATASET", "NAME"]:
                found[words[2]] = _checked(current)
            case _:
                if words[0] not in ("PRESERVE", "RESTORE", "SET", "EXECUTE"):
                    raise ValueError(f"unknown: {words}")
    return found


def _get_data(words: list[str]) -> DataSet:
    parts = {part[0]: part[2:] for part in _parts(words[2:])}
    variables = parts["VARIABLES"]
    formats = dict(zip(variables[::2], variables[1::2], strict=True))
    if len({name.lower() for name in formats}) * 2 != len(variables):
        raise ValueError(f"a name is there twice: {variables}")
    return DataSet(_plain(parts["FILE"][0]), _plain(parts["DELIMITERS"][0]), formats)


def _parts(words: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word == "/":
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _plain(word: str) -> str:
    return word[1:-1].replace("''", "'") if word.startswith("'") else word


def _checked(one: DataSet) -> DataSet:
    for name, said in one.formats.items():
        if not re.fullmatch(r"[A-Za-z]\w{0,63}", name) or not re.fullmatch(r"A[1-9]\d*|F\d+\.\d", said):
            raise ValueError(f"{name} {said}")
    for name in (*one.labels, *one.values, *one.missing, *one.levels):
        if name not in one.formats:
            raise ValueError(f"no variable {name}")
    for name, values in one.values.items():
        if one.formats[name][0] == "A" and max(len(value.encode()) for value in values) > int(one.formats[name][1:]):
            raise ValueError(f"a value of {name} is wider than the variable")
    return one
