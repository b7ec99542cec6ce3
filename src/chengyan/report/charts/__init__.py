"""Charts that answer: Vega-Lite specifications made from the result tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from altair.utils.schemapi import debug_mode

from chengyan.language import LANGUAGES, speaking
from chengyan.report.charts.claims import claims, first_claims
from chengyan.report.charts.corpus import corpus, first_corpus
from chengyan.report.charts.effect import effect
from chengyan.report.charts.finish import Spec, Tables
from chengyan.report.charts.keyness import first_words, keyness
from chengyan.report.charts.parts import formulations, orientation
from chengyan.report.charts.priorities import first_priorities, priorities
from chengyan.report.charts.rhetoric import first_rhetoric, rhetoric
from chengyan.report.charts.similarity import similarity
from chengyan.report.charts.targets import targets
from chengyan.report.charts.topics import topics
from chengyan.report.reader import safe_json

Maker = Callable[[Tables, Sequence[str], Mapping[str, Any]], Spec | None]

# The five of the first screen, then those of the chapters.
CHARTS: dict[str, Maker] = {
    "first_corpus": first_corpus,
    "first_priorities": first_priorities,
    "first_rhetoric": first_rhetoric,
    "first_words": first_words,
    "first_claims": first_claims,
    "corpus": corpus,
    "keyness": keyness,
    "effect": effect,
    "similarity": similarity,
    "topics": topics,
    "priorities": priorities,
    "orientation": orientation,
    "rhetoric": rhetoric,
    "formulations": formulations,
    "targets": targets,
    "claims": claims,
}
# The printed figure that a chart replaces.
FIGURES = {
    "first_corpus": "corpus",
    "first_priorities": "priorities",
    "first_rhetoric": "rhetoric",
    "first_words": "keyness",
    "first_claims": "robustness",
    "formulations": "formulas",
    "targets": "promises",
    "claims": "robustness",
}


def specs(
    tables: Mapping[str, pd.DataFrame], groups: Sequence[str], config: Mapping[str, Any]
) -> dict[str, Spec]:
    """Make the charts in the language that is spoken.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Result tables by name.
    groups : sequence of str
        Values compared, in the order that gives them their colours.
    config : mapping
        The complete configuration.

    Returns
    -------
    dict of str to dict
        By name, without those whose tables are missing or empty. `usermeta` holds `table`, the
        result table with the numbers, and `note`, how the chart is to be read.

    Raises
    ------
    TableError
        Where a table lacks a column.
    """
    # Altair would check each part as it is made, and the whole with all parts once more.
    with debug_mode(False):
        made = {name: make(tables, groups, config) for name, make in CHARTS.items()}
    return {name: spec for name, spec in made.items() if spec is not None}


def files(
    tables: Mapping[str, pd.DataFrame], groups: Sequence[str], config: Mapping[str, Any]
) -> Iterator[tuple[str, bytes]]:
    """Give the files of the report that charts need, in both languages, and Vega itself."""
    for language in LANGUAGES:
        with speaking(language):
            for name, spec in specs(tables, groups, config).items():
                chart = f"{name}.{language}"
                told = f'chengyan.take("chart","{chart}",{safe_json(spec)});\n'
                yield f"data/chart-{chart}.js", told.encode()
    yield "assets/vega.js", vega()


def vega() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one script that sets ``window.vegaEmbed`` and nothing else.

    The bundle declares hundreds of names, which are kept from those of the page.
    """
    import vl_convert

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return f"(()=>{{{bundle}\n}})();\n".encode()
