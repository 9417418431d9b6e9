"""What all parts of the file format have in common."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from coder.scheme.values import WRITTEN


class Part(BaseModel):
    """A map in the file; keys that are not listed are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _or_word(schema: dict[str, Any]) -> None:
    """Let the JSON Schema say that one word may stand for the whole map."""
    whole = dict(schema)
    schema.clear()
    schema.update({"anyOf": [WRITTEN, whole]})


class Named(Part):
    """A map that may be written as one word, its id."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_or_word)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: object) -> object:
        return {"id": value} if isinstance(value, str) else value
