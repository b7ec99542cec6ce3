"""``chengyan serve``: the report in a browser of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from chengyan.cli.app import app
from chengyan.cli.output import say
from chengyan.cli.project import find_project
from chengyan.serving import HOST, PORT, open_server

_EXAMPLES = """\
**Examples**

`chengyan serve`  (the report of this project)

`chengyan serve ~/Downloads/report --port 8123`"""


@app.command(epilog=_EXAMPLES)
def serve(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Folder of a report; by default that of this project.", show_default=False
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=1, max=65535, help=f"By default {PORT}, or a free one.", show_default=False
        ),
    ] = None,
) -> None:
    """Show a report at an address that only this machine can reach, until Ctrl-C.

    The report opens from disk as well; an address helps where a browser treats pages from disk
    with suspicion.
    """
    if folder is None:
        project = find_project()
        folder = project.root / str(project.config.get("results", "results")) / "report"
    server = open_server(folder, port)
    with server:
        print(f"http://{HOST}:{server.server_address[1]}/", flush=True)
        say(f"{folder} is shown there; Ctrl-C ends it.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("")
