"""A page to look into a topic model, that needs nothing but a browser."""

import json
import warnings
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chengyan.fonts import subset
from chengyan.topics.relations import topic_map
from chengyan.topics.voices import FLOOR

Array = NDArray[np.float64]


def ldavis_html(
    words: Array,
    shares: Array,
    sizes: NDArray[Any],
    terms: Sequence[str] | NDArray[Any],
    *,
    title: str,
) -> str:
    """A page to look into a model, of pyLDAvis, that needs nothing but a browser.

    Parameters
    ----------
    words : numpy.ndarray, topics × terms
        Rows sum to 1.
    shares : numpy.ndarray, units × topics
    sizes : numpy.ndarray, shape (units,)
        Tokens of each unit; the shares of a unit without any do not matter.
    terms : sequence of str
    title : str

    Returns
    -------
    str
        HTML. Scripts and styles are those that pyLDAvis ships (LDAvis, MIT; d3, BSD), put inline
        with the typeface of Chinese terms; a content security policy keeps the page from fetching
        anything. Topics are numbered from 1 as they come and stand where
        `chengyan.topics.relations.topic_map` puts them.

    Notes
    -----
    How often a term occurs, over all and in a topic, is what the model expects: words × tokens of
    topics. So does pyLDAvis whatever counts it is given, lest a part be longer than its whole.

    References
    ----------
    Sievert, C., & Shirley, K. (2014). LDAvis: A method for visualizing and interpreting topics.
    Workshop on Interactive Language Learning, Visualization, and Interfaces, ACL.
    """
    # The package sets a filter of warnings for the whole program, and calls old parts of others.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyLDAvis import prepare, urls

        warnings.simplefilter("ignore")
        counted = np.asarray(sizes) > 0
        tokens = np.asarray(sizes)[counted] @ np.asarray(shares)[counted]
        likely = np.asarray(words) + FLOOR / words.shape[1]
        likely /= likely.sum(axis=1, keepdims=True)
        # All that it takes of the units is the tokens of each topic: they are one unit here.
        prepared = prepare(
            likely,
            (tokens / tokens.sum())[None],
            [tokens.sum()],
            np.asarray(terms, dtype=object),
            tokens @ likely,
            mds=lambda _: np.round(topic_map(likely), 6),
            sort_topics=False,
            n_jobs=1,
        )
        prepared = prepared._replace(
            topic_info=prepared.topic_info.round(4), token_table=prepared.token_table.round(6)
        )
        # What stands in a script must not end it.
        data = json.dumps(json.loads(prepared.to_json()), ensure_ascii=False).replace(
            "<", "\\u003c"
        )
        scripts = [Path(path).read_text("utf-8") for path in (urls.D3_LOCAL, urls.LDAVIS_LOCAL)]
        style = Path(urls.LDAVIS_CSS_LOCAL).read_text("utf-8")
    return _PAGE.format(
        title=escape(title),
        font=b64encode(subset(data)).decode("ascii"),
        style=style,
        d3=scripts[0],
        ldavis=scripts[1],
        data=data,
    )


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:">
<title>{title}</title>
<style>
{style}
@font-face {{ font-family: "Chengyan SC"; src: url(data:font/woff;base64,{font}) format("woff"); }}
text {{ font-family: "Chengyan SC", sans-serif; }}
</style>
<script>
{d3}
</script>
<script>
{ldavis}
</script>
</head>
<body>
<div id="ldavis" lang="zh-Hans" style="background-color:white;"></div>
<script>
new LDAvis("#ldavis", {data});
</script>
</body>
</html>
"""
