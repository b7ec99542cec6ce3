"""Small texts for tests of claims, cut by hand."""

import pandas as pd

from chengyan.claims.claim import Claim


def sentences(*rows):
    """A table of sentences from (doc_id, group, paragraph, text), or with kind and level after."""
    table, number = [], {}
    for doc_id, group, paragraph, text, *rest in rows:
        kind, level = (*rest, "body", 0)[:2] if len(rest) < 2 else rest
        number[doc_id] = number.get(doc_id, 0) + 1
        table.append((doc_id, group, paragraph, number[doc_id], kind, level, text))
    columns = ["doc_id", "group", "paragraph", "sentence", "kind", "level", "text"]
    return pd.DataFrame(table, columns=columns).assign(orientation="")


def tokens(table):
    """Every character of the sentences a token."""
    rows = [
        (row.doc_id, row.sentence, start, character)
        for row in table.itertuples()
        for start, character in enumerate(row.text)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "start", "token"])


def claim(of=("红",), more=("甲",), less=("乙",), kind="terms", least=0.5, name="any"):
    """A claim that 甲 has more of something than 乙."""
    return Claim(name, f"Claim {name}", "主张", kind, tuple(of), tuple(more), tuple(less), least)
