from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError


def test_a_notice_of_an_error_says_what_is_wrong_and_what_to_do() -> None:
    notice = notice_of(CoderError("The folder is read-only.", "Save a copy elsewhere."))
    assert notice == Notice("The folder is read-only.", "Save a copy elsewhere.", Severity.ERROR)
    assert str(notice) == "The folder is read-only. Save a copy elsewhere."


def test_a_notice_without_a_hint_is_its_sentence() -> None:
    assert str(Notice("Undone: Begin touch.")) == "Undone: Begin touch."


def test_an_error_without_a_hint_reads_as_its_sentence() -> None:
    assert str(CoderError("It broke.")) == "It broke."
    assert str(CoderError("It broke.", "Mend it.")) == "It broke. Mend it."
