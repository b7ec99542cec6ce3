"""The command line: texts in, doubts out. Numbers and figures are the workflow's."""

import sys

# Each module adds its commands to the app.
from chengyan.cli import (  # noqa: F401
    add,
    check,
    design,
    doctor,
    kwic,
    pack,
    remove,
    sample,
    score,
    serve,
)
from chengyan.cli.app import app
from chengyan.errors import ChengyanError


def main() -> None:
    """Run the command that the arguments name; what a user can mend is one line on stderr."""
    # Names of files need not be valid text; what is printed must be.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="chengyan")
    except ChengyanError as error:
        print(f"chengyan: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read the output has enough of it.
        sys.stderr.close()
        sys.exit(1)
