"""``chengyan doctor``: whether what the analysis stands on is there and works."""

import typer

from chengyan.cli.app import app
from chengyan.cli.output import say, table
from chengyan.cli.project import find_project
from chengyan.doctor import Examined, examine_environment, examine_project
from chengyan.errors import ChengyanError

_EXAMPLES = """\
**Examples**

`chengyan doctor`  (exit code 1 if something does not work)

`chengyan doctor | grep error`  (tab-separated: state, what, found, remedy)"""


@app.command(epilog=_EXAMPLES)
def doctor() -> None:
    """Look at versions, engines, typeface, readers, disk and permissions."""
    examined = examine_environment()
    try:
        project = find_project()
    except ChengyanError as error:
        examined.append(
            Examined("error", "project", f"{error.place}: {error.problem}", error.remedy)
        )
    else:
        results = project.root / str(project.config.get("results", "results"))
        examined += examine_project(project.root, project.manifest, results)
    rows = [(one.state, one.what, one.found, one.remedy) for one in examined]
    table("", ("state", "what", "found", "what to do"), rows)
    wrong = sum(one.state == "error" for one in examined)
    say("All is well." if not wrong else f"{wrong} of {len(examined)} things do not work.")
    if wrong:
        raise typer.Exit(1)
