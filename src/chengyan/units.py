"""Which paragraph a token or sentence counts with."""

import pandas as pd


def opened_paragraph(tokens: pd.DataFrame) -> pd.Series:
    """The paragraph that tokens or sentences count with: of a lone heading, the next that is none.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns doc_id, paragraph, kind, in the order of the text.
    """
    headed = (
        tokens.groupby(["doc_id", "paragraph"], sort=False)["kind"]
        .agg(lambda kinds: set(kinds) == {"heading"})
        .reset_index(name="heading_only")
    )
    headed["opened"] = headed["paragraph"].where(~headed["heading_only"])
    headed["opened"] = headed.groupby("doc_id", sort=False)["opened"].bfill()
    headed["opened"] = headed["opened"].fillna(headed["paragraph"]).astype(int)
    keys = pd.MultiIndex.from_frame(tokens[["doc_id", "paragraph"]])
    return pd.Series(
        headed.set_index(["doc_id", "paragraph"])["opened"].reindex(keys).to_numpy(),
        index=tokens.index,
    )
