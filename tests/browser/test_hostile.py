"""The whole report of texts, titles, topics and findings that would run if a page let them."""

import pandas as pd
import pytest
from published import make_report, published_tables

# `visit` fails on any dialog, any word in the console (a script that the policy stopped is one) and
# any request that leaves the folder.
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'><svg onload=alert(3)>",
    "<a href=javascript:alert(4)>甲</a>{{7*7}}${alert(5)}",
)
# Columns whose cells are told to the reader as they stand.
TOLD = ("text", "text_en", "text_zh", "section", "label", "object", "passage", "title", "message")


@pytest.fixture(scope="module")
def report(browser, tmp_path_factory):
    """The folder of a report whose tables have hostile cells; not made without a browser."""
    base = tmp_path_factory.mktemp("hostile")
    tables = published_tables(base / "tables")
    changed = 0
    for path in tables.values():
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for name in table.columns.intersection(TOLD):
            ends = [HOSTILE[row % len(HOSTILE)] for row in range(len(table))]
            table[name] = [cell and cell + end for cell, end in zip(table[name], ends, strict=True)]
            changed += len(table)
        table.to_csv(path, index=False, lineterminator="\n")
    assert changed > 2000
    make_report(base / "report", tables)
    return base / "report"


def test_no_page_runs_what_it_shows(visit, report):
    pages = sorted(report.glob("*.html"))
    assert len(pages) > 15
    shown = 0
    for path in pages:
        page = visit(path.as_uri())
        page.set_default_timeout(60_000)
        for chart in page.locator("[data-chart]").all():
            chart.scroll_into_view_if_needed()
            chart.locator("svg, img").first.wait_for()
        page.evaluate("() => new Promise(done => requestIdleCallback(done))")
        shown += sum(page.locator("body").inner_text().count(end) for end in HOSTILE)
        assert page.locator("[onerror], [onload], a[href^='javascript:']").count() == 0, path.name
        page.context.close()
    assert shown > 50
