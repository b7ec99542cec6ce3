"""How fast the reading view of many texts opens and searches, and how large its folder is.

    python benchmarks/report_opening.py FOLDER --texts 28 140

FOLDER holds texts, UTF-8, one file a text; they are repeated until there are as many as asked for,
each with a name of its own. Codes and devices are drawn at random. The view opens from disk in a
Chromium without a window: CHENGYAN_CHROMIUM, else the one on the path; where there is none, only
sizes are told. Prints a row for each number of texts, times in seconds, the middle of five.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import chengyan.report
from chengyan.fonts import subset
from chengyan.language import speaking
from chengyan.priorities.codebook import read_codebook
from chengyan.report.reader import files
from chengyan.report.reader_page import read_page
from chengyan.rhetoric.devices import read_devices
from chengyan.sentences import split_sentences

ROOT = Path(__file__).parents[1]
ASSETS = Path(chengyan.report.__file__).parent / "assets"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
TIMES = 5
# A word of some texts, one of all, one that is in every second sentence, and one that is in none.
WORDS = ("首都", "高质量发展", "的", "鎏金")
COLUMNS = ("texts", "sentences", "folder, MB", "read.html, MB", "largest file, MB", "opens", *WORDS)


def main(folder: Path, numbers: list[int]) -> None:
    texts = {path.stem: path.read_text("utf-8-sig") for path in sorted(folder.glob("*.txt"))}
    print("|", " | ".join(COLUMNS), "|")
    print("|", " | ".join("--:" for _ in COLUMNS), "|")
    for number in numbers:
        with tempfile.TemporaryDirectory() as scratch:
            report = Path(scratch)
            sentences = write_view(report, texts, number)
            sizes = {path: path.stat().st_size / 1e6 for path in report.rglob("*.*")}
            row = [sum(sizes.values()), sizes[report / "read.html"], max(sizes.values())]
            told = [f"{value:.2f}" for value in row + in_browser(report)]
            print("|", " | ".join([f"{number}", f"{sentences:,}", *told]), "|", flush=True)


def write_view(report: Path, texts: dict[str, str], number: int) -> int:
    """The reading view of so many texts; how many sentences they have."""
    random = np.random.default_rng(number)
    codebook = read_codebook(ROOT / "lexicon/codebook.tsv")
    devices = read_devices(ROOT / "lexicon/rhetoric.tsv")
    documents, rows, raw = [], [], {}
    for place, (name, text) in enumerate(islice(cycle(texts.items()), number)):
        doc_id = f"{name}-{place}"
        documents.append({"doc_id": doc_id, "group": doc_id, "title": doc_id, "path": name})
        raw[doc_id] = text.splitlines()
        rows += [
            {"doc_id": doc_id, "paragraph": line, "source_line": line, "last_line": line}
            | {"text": part[start:end]}
            for line, part in enumerate(raw[doc_id], 1)
            for start, end in split_sentences(part)
        ]
    table = pd.DataFrame(rows)
    table["sentence"] = table.groupby("doc_id", sort=False).cumcount() + 1
    table = table.assign(group=table["doc_id"], kind="body", section="", secondary="")
    table["primary"] = random.choice([code.code for code in codebook], len(table))
    table["orientation"] = random.choice(["past", "present", "future"], len(table))
    found = table.sample(2 * len(table), replace=True, random_state=number)[["doc_id", "sentence"]]
    names = random.choice([device.device for device in devices], len(found))
    tables = {
        "sentences": table,
        "rhetoric_instances": found.assign(device=names, start=0, end=2),
    }
    shutil.copytree(ASSETS, report / "assets")
    (report / "data").mkdir()
    for path, content in files(documents, tables, raw, codebook, devices):
        (report / path).write_bytes(content)
    with speaking("en"):
        page = read_page(documents, tables, codebook, devices)
    (report / "read.html").write_text(page, "utf-8")
    (report / "assets/font.woff").write_bytes(subset(page + "".join(texts.values())))
    return len(table)


def in_browser(report: Path) -> list[float]:
    """Seconds until the view is open, and until each word is found; none without a browser."""
    given = os.environ.get("CHENGYAN_CHROMIUM")
    program = given or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        print("No Chromium: nothing is timed. Install one or name it in CHENGYAN_CHROMIUM.")
        return []
    from playwright.sync_api import sync_playwright

    address = (report / "read.html").as_uri()
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)

        def opened(after: str = "") -> Any:
            # A context of its own: nothing is kept from the last time.
            page = browser.new_context().new_page()
            page.goto(address + after)
            page.wait_for_function("document.getElementById('told').textContent.length > 0")
            return page

        def searched(word: str) -> None:
            page = opened(f"#q={word}")
            page.wait_for_function(
                "!document.getElementById('results').hidden"
                " || document.getElementById('told').textContent.startsWith('Nothing')"
            )
            page.context.close()

        times = [middle(lambda: opened().context.close())]  # noqa: PLW0108, it opens each time
        times += [middle(lambda word=word: searched(word)) for word in WORDS]
        browser.close()
    return times


def middle(done: Callable[[], None]) -> float:
    """The middle of some times."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        done()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="texts, one file each")
    parser.add_argument("--texts", type=int, nargs="+", default=[28, 140], help="how many")
    given = parser.parse_args()
    main(given.folder, given.texts)
