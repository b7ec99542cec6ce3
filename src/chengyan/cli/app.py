"""The application that the commands belong to, with what holds for all of them."""

from typing import Annotated

import typer

from chengyan import __version__

app = typer.Typer(
    name="chengyan",
    help="城言: compare what Chinese political texts say and how they say it.\n\n"
    "These commands bring texts in, tell what is wrong with them, and draw sentences for people to "
    "code; `snakemake` (or `make`) then makes tables, figures and report. The project is the "
    "current folder or the nearest one above it with a config.yaml.",
    epilog="First steps:  `chengyan doctor`,  `chengyan add report.docx --city 承德`,  "
    "`chengyan check`,  then  `snakemake`.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"chengyan {__version__}")
        raise typer.Exit


@app.callback()
def common(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""
