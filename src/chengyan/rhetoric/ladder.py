"""The ladder of obligation: from what must be to what ought, and who is told."""

from collections.abc import Collection, Sequence

import pandas as pd

from chengyan.tables import require_columns

# From the highest: device and form (before the colon) of each rung, with its names.
RUNGS = (
    ("must", "modality_strong", "must", "必须、务必、一定要", "must"),
    ("resolve", "modality_strong", "resolve", "坚决、坚定不移", "with resolve"),
    ("command", "modality_strong", "yao", "要", "shall (要)"),
    ("promise", "commissive", "", "将", "will (我们将)"),
    ("effort", "modality_effort", "", "努力、力争", "strive"),
    ("ought", "weak_obligation", "", "应、需要", "ought"),
)
ADDRESSEES = ("us", "assembly", "others")
COLUMNS = (
    *("group", "rung", "zh", "en", "device", "addressee", "count", "positives", "sentences"),
    "share",
)


def ladder(
    instances: pd.DataFrame,
    sentences: pd.DataFrame,
    devices: Collection[str],
    groups: Sequence[str],
    *,
    kinds: Collection[str] = ("heading", "body"),
) -> pd.DataFrame:
    """How often each rung of obligation stands, and to whom it is said.

    Parameters
    ----------
    instances : pandas.DataFrame
        ``rhetoric_instances.csv``: device, form, group, doc_id, sentence.
    sentences : pandas.DataFrame
        group, kind.
    devices : collection of str
        The devices of the battery; rungs of others are left out.
    groups : sequence of str
    kinds : collection of str
        Kinds of sentences that count.

    Returns
    -------
    pandas.DataFrame
        One row a group, rung and addressee: group, rung (from ``must`` down to ``ought``), zh, en,
        device; addressee (``us``, ``assembly``, ``others``: who is told, of 要 and 必须; ``all`` of
        every rung); count (instances), positives (sentences with them), sentences, share (0–1).

    Raises
    ------
    TableError
        If a column is missing.

    Notes
    -----
    Of addressees only the words beside the verb tell (`chengyan.rhetoric.addressee`); that was not
    validated. Rungs may stand in one sentence together: shares do not add up.
    """
    require_columns(instances, ["device", "form", "group", "doc_id", "sentence"], "instances")
    require_columns(sentences, ["group", "kind"], "sentences")
    sizes = sentences[sentences["kind"].isin(kinds)].groupby("group").size()
    forms = instances["form"].astype(str).str.extract(r"(?P<rung>[^:]*):?(?P<told>.*)")
    rows = []
    for group in groups:
        own = instances["group"] == group
        for rung, device, form, zh, en in RUNGS:
            if device not in devices:
                continue
            on = own & (instances["device"] == device) & (forms["rung"].eq(form) | (not form))
            told = ("all", *ADDRESSEES) if form in ("must", "yao") else ("all",)
            for addressee in told:
                found = instances[on & (forms["told"].eq(addressee) | (addressee == "all"))]
                size = int(sizes.get(group, 0))
                positives = len(found[["doc_id", "sentence"]].drop_duplicates())
                rows.append(
                    {
                        "group": group,
                        "rung": rung,
                        "zh": zh,
                        "en": en,
                        "device": device,
                        "addressee": addressee,
                        "count": len(found),
                        "positives": positives,
                        "sentences": size,
                        "share": positives / size if size else float("nan"),
                    }
                )
    return pd.DataFrame(rows, columns=list(COLUMNS))
