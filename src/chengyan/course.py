"""How a text spends its length: its paragraphs in order, with section and leading topic."""

import pandas as pd

from chengyan.han import count_han


def course(sentences: pd.DataFrame, unit_topics: pd.DataFrame, kinds: list[str]) -> pd.DataFrame:
    """Paragraphs along each text.

    Parameters
    ----------
    sentences : pandas.DataFrame
        doc_id, group, paragraph, kind, section, text, of all texts in order.
    unit_topics : pandas.DataFrame
        doc_id, paragraph, topic, label, verdict, share of one model.
    kinds : list of str
        Kinds of sentence that are analysed.

    Returns
    -------
    pandas.DataFrame
        doc_id, group, paragraph, start, end (in analysed Han characters from the text's beginning),
        section, topic (0 and an empty label where the paragraph is no unit of the model), label,
        verdict, weight (the leading topic's share of the paragraph).
    """
    analysed = sentences[sentences["kind"].isin(kinds)]
    lengths = (
        analysed.assign(length=analysed["text"].map(count_han))
        .groupby(["doc_id", "group", "paragraph"], sort=False)
        .agg(
            section=("section", "last"),
            length=("length", "sum"),
            lone_heading=("kind", lambda kinds: set(kinds) == {"heading"}),
        )
        .reset_index()
    )
    lengths = lengths[lengths["length"] > 0].reset_index(drop=True)
    lengths["end"] = lengths.groupby("doc_id", sort=False)["length"].cumsum()
    lengths["start"] = lengths["end"] - lengths["length"]
    # A lone heading counts with the paragraph it opens: it shows that paragraph's topic.
    joined = lengths.merge(
        unit_topics[["doc_id", "paragraph", "topic", "label", "verdict", "share"]],
        on=["doc_id", "paragraph"],
        how="left",
    ).rename(columns={"share": "weight"})
    opens_another = joined["lone_heading"] & joined["topic"].isna()
    opened = joined.index.to_series().where(~opens_another)
    opened = opened.groupby(joined["doc_id"]).bfill().fillna(joined.index.to_series())
    shown = ["topic", "label", "verdict", "weight"]
    joined[shown] = joined.loc[opened.astype(int), shown].set_axis(joined.index)
    joined["topic"] = joined["topic"].fillna(0).astype(int)
    for name in ("label", "verdict"):
        joined[name] = joined[name].fillna("")
    columns = "doc_id group paragraph start end section topic label verdict weight".split()
    return joined[columns]
