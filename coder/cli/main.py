"""``coder WORD …``: the command line, put together from one file a subcommand."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from coder import __version__
from coder.cli.agreement import agreement
from coder.cli.audit import audit
from coder.cli.bundle import bundle
from coder.cli.code import code
from coder.cli.consensus import consensus
from coder.cli.demo import demo
from coder.cli.doctor import doctor
from coder.cli.drift import drift
from coder.cli.export import export
from coder.cli.import_ import import_
from coder.cli.media import media
from coder.cli.merge import merge
from coder.cli.motion import motion
from coder.cli.new import new
from coder.cli.open import open_session
from coder.cli.plan import plan
from coder.cli.printing import say, warn
from coder.cli.regulation import regulation
from coder.cli.scheme import scheme
from coder.cli.submit import reopen, submit
from coder.cli.training import training
from coder.cli.window import Shell, Window
from coder.errors import CoderError

OK, FINDINGS, USAGE, DATA_ERROR = 0, 1, 2, 3


def build_app() -> typer.Typer:
    """Build the command line."""
    app = typer.Typer(
        name="coder",
        help="Attune: code caregiver–infant interaction from video. Without a word, the window opens.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    app.command("open")(open_session)
    app.command("import")(import_)
    app.command()(training)
    app.command()(drift)
    for word in (demo, new, code, submit, reopen, export, agreement, consensus, merge, motion, regulation, doctor):
        app.command()(word)
    app.add_typer(scheme, name="scheme")
    app.add_typer(media, name="media")
    app.add_typer(bundle, name="bundle")
    app.add_typer(audit, name="audit")
    app.add_typer(plan, name="plan")
    return app


def _tell_version(wanted: bool) -> None:
    if wanted:
        say(f"Attune {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """Leave everything to the words that follow."""


def run(words: Sequence[str], window: Window) -> int:
    """Run the command line and return its exit code: 0 ok, 1 findings, 2 usage, 3 data error."""
    _speak_utf8()
    try:
        build_app()(args=list(words), obj=Shell(window))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else OK
    except CoderError as error:
        warn(str(error))
        return DATA_ERROR
    return OK


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's own code page: sentences carry signs it may not know."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
