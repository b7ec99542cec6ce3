"""``chengyan pack``: the texts of a manifest as shards, for a corpus too large for memory."""

from pathlib import Path
from typing import Annotated

import typer

from chengyan.cli.app import app
from chengyan.cli.output import say
from chengyan.cli.project import find_project
from chengyan.corpus import read_text
from chengyan.manifest import Document, read_manifest

# What a manifest says of the file; a shard holds the text itself.
_OF_FILES = ("doc_id", "path", "sha256", "shard")
_EXAMPLES = """\
**Examples**

`chengyan pack shards`  (shards of some 64 MB)

`chengyan pack shards --manifest other/documents.tsv --megabytes 16`

then `snakemake --config shards='{folder: shards}' engine=rjieba`; docs/large.md says more."""


@app.command(epilog=_EXAMPLES)
def pack(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the shards go.")],
    manifest: Annotated[
        Path | None, typer.Option(help="The table of texts; left out: that of the config.")
    ] = None,
    megabytes: Annotated[
        float, typer.Option(min=0.001, help="Bytes of text of a shard, in millions.")
    ] = 64,
) -> None:
    """Write the texts of a manifest as shards: Parquet files with a text a row.

    Exit code 2: there are shards in the folder already.
    """
    from chengyan.shards.texts import Text, write_shards

    if any(folder.glob("*.parquet")):
        say(f"chengyan: {folder}: there are shards already. Choose another folder or empty it.")
        raise typer.Exit(2)
    documents = read_manifest(manifest or find_project().manifest)
    texts = (Text(each.doc_id, "", read_text(each), _facts(each)) for each in documents)
    written = write_shards(texts, folder, int(megabytes * 1_000_000))
    say(f"{len(documents)} texts in {len(written)} shards: {folder}")


def _facts(document: Document) -> dict[str, str]:
    return {name: value for name, value in document.row.items() if name not in _OF_FILES}
