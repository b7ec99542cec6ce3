"""``chengyan remove``: texts out of the corpus, not out of the world."""

from typing import Annotated

import typer

from chengyan.cli.app import app
from chengyan.cli.output import line, say
from chengyan.cli.project import find_project
from chengyan.intake.remove import remove_texts

_EXAMPLES = """\
**Examples**

`chengyan remove 承德-2024`

`chengyan remove 承德-2024 潍坊-2024 --dry-run`

Files go to the folder .removed beside the manifest; delete them there when you are sure."""


@app.command(epilog=_EXAMPLES)
def remove(
    doc_ids: Annotated[list[str], typer.Argument(metavar="DOC_ID...", help="Names of texts.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done.")] = False,
) -> None:
    """Remove texts: drop their rows, put their files aside."""
    for doc_id, old, new in remove_texts(find_project().manifest, doc_ids, dry_run=dry_run):
        line(doc_id, old, new)
    say(f"{len(doc_ids)} removed." if not dry_run else f"{len(doc_ids)} would be removed.")
