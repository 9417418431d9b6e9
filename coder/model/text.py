"""Words for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people, in one or several languages (BCP 47 tag, words)."""

    by_language: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """Return the words in a language, else in English, else in the first there is."""
        words = dict(self.by_language)
        return words.get(language) or words.get("en") or words.get("") or next(iter(words.values()), "")


def plain(words: str) -> Text:
    """Build a text in no particular language."""
    return Text((("", words),)) if words else Text()
