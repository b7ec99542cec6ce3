"""The tables of the page of topics, from what benchmarks measured."""

from pathlib import Path

from chengyan.tables import read_table
from doc_pages.markdown import between_marks, table_of

TOPICS = Path(__file__).parents[2] / "benchmarks/topics"


def topics_page(page: str) -> str:
    """The page with the tables between its marks made anew from what benchmarks wrote."""
    tables = {
        "RECOVERY": _recovery(),
        "WEIGHTS": _weights(),
        "VERDICTS": _verdicts(),
        "COVERAGE": _topic_coverage(),
        "REGRESSION": _regression(),
    }
    for mark, table in tables.items():
        page = between_marks(page, mark, [table])
    return page


def _recovery() -> str:
    heads = "paragraphs, evenness of groups, model, cosine, least cosine, error of shares, time"
    rows = [
        [
            *(row.units, f"{row.unevenness:g}", row.model, f"{row.cosine:.3f}"),
            *(f"{row.least:.3f}", f"{row.error:.3f}", f"{row.time:.2f}", row.corpora),
        ]
        for row in read_table(TOPICS / "recovery.csv").itertuples()
    ]
    return table_of([*heads.split(", "), "corpora"], rows)


def _weights() -> str:
    heads = "evenness of groups, `balance`, cosine, gain over 0, error of shares, corpora"
    rows = [
        [
            *(f"{row.unevenness:g}", f"{row.balance:g}", f"{row.cosine:.3f}"),
            "" if row.balance == 0 else f"{row.gain:+.3f} ± {row.gain_se:.3f}",
            *(f"{row.error:.3f}", row.corpora),
        ]
        for row in read_table(TOPICS / "weights.csv").itertuples()
    ]
    return table_of(heads.split(", "), rows)


def _verdicts() -> str:
    table = read_table(TOPICS / "verdicts.csv")
    rule = ["words", "shuffles", "chance", "stands", "wobbles"]
    kinds = list(table[["case", "topics"]].drop_duplicates().itertuples(index=False, name=None))
    rows = []
    for named, part in table.groupby(["model", *rule], sort=False):
        cells = []
        for kind in kinds:
            own = part[(part["case"] == kind[0]) & (part["topics"] == kind[1])]
            # A topic that is in the texts should stand, another fall; the bad case is in brackets.
            wanted = ["standing", "falling"] if kind[1] == "planted" else ["falling", "standing"]
            shares = [own[name].iloc[0] for name in wanted] if len(own) else []
            cells.append("{:.3f} ({:.3f})".format(*shares) if shares else "")
        first, last = part["corpora"].min(), part["corpora"].max()
        corpora = f"{first}" if first == last else f"{first} to {last}"
        rows.append([named[0], *(f"{value:g}" for value in named[1:]), *cells, corpora])
    shown = {"planted": "stand", "other": "fall"}
    heads = [f"{case}: {shown[topics]}" for case, topics in kinds]
    return table_of(["model", *(f"`{name}`" for name in rule), *heads, "corpora"], rows)


def _topic_coverage() -> str:
    table = read_table(TOPICS / "coverage.csv")
    groups = list(dict.fromkeys(table["group"]))
    rows = []
    for named, part in table.groupby(["model", "units", "method", "noise"], sort=False):
        by_group = part.set_index("group")
        whole = by_group.loc["all"]
        cells = [f"{by_group.loc[group, 'coverage']:.3f}" for group in groups]
        first = [*named[:3], f"{named[3]:g}"]
        rows.append([*first, *cells, f"{whole['width']:.3f}", f"{whole['corpora']:.0f}"])
    return table_of(["model", "paragraphs", "method", "noise", *groups, "width", "corpora"], rows)


def _regression() -> str:
    rows = [
        [
            *(row.model, row.texts, f"{row.coverage:.3f} ± {row.se:.3f}", f"{row.width:.3f}"),
            *(f"{row.slope:.2f}", row.topics, row.corpora),
        ]
        for row in read_table(TOPICS / "regression.csv").itertuples()
    ]
    heads = "model, texts, coverage, width, estimate per unit of truth, topics, corpora"
    return table_of(heads.split(", "), rows)
