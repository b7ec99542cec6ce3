"""A browser without a window, pages that must be silent, the reading view of two texts."""

import os
import shutil
from pathlib import Path

import pytest
from reading_corpus import CODES, DEVICES, corpus

import chengyan.report
from chengyan.fonts import subset
from chengyan.language import speaking
from chengyan.report.reader import files, safe_json
from chengyan.report.reader_page import environment, read_page, text_pages
from chengyan.report.reader_tables import table_files
from chengyan.report.reader_words import table_words

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ASSETS = Path(chengyan.report.__file__).parent / "assets"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Chromium: that of CHENGYAN_CHROMIUM, else the one on the path; without one, a skip."""
    given = os.environ.get("CHENGYAN_CHROMIUM")
    program = given or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium on the path: install one or name it in CHENGYAN_CHROMIUM")
    if not Path(program).is_file():
        pytest.fail(f"CHENGYAN_CHROMIUM={program}: there is no such file")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        # As root, and in containers, Chromium has no sandbox to use.
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser):
    """A function that opens an address; nothing may be said in the console or asked of the net."""
    contexts, said, left = [], [], []

    def open_it(address, width=1440, height=900, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        page.on("request", lambda request: left.append(request.url))
        page.goto(address)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in left if not url.startswith(("file://", "data:", "blob:"))] == []


def make_report(folder, documents, tables, raw, codes, devices):
    """The reading view and a page of tables in a folder."""
    shutil.copytree(ASSETS, folder / "assets")
    for path, data in [
        *files(documents, tables, raw, codes, devices),
        *table_files(tables),
    ]:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    for language, suffix in (("en", ""), ("zh", ".zh")):
        with speaking(language):
            pages = dict(text_pages(documents, tables))
            read = read_page(documents, tables, codes, devices)
            pages[f"read{suffix}.html"] = read.encode("utf-8")
            known = safe_json({"words": table_words(), "tables": list(tables)})
            table = environment().from_string((HERE / "tables.html.j2").read_text("utf-8"))
            html = table.render(layout="bare.html.j2", language=language, facts=known)
            pages[f"data{suffix}.html"] = html.encode("utf-8")
        for name, html in pages.items():
            (folder / name).write_bytes(html)
    shown = "".join(p.read_text("utf-8") for p in folder.rglob("*") if p.suffix in {".js", ".html"})
    (folder / "assets/font.woff").write_bytes(subset(shown))
    return folder.as_uri()


@pytest.fixture(scope="session")
def reading(tmp_path_factory):
    """The address of the folder with the reading view of two texts full of hostile strings."""
    # A folder may have any name.
    folder = tmp_path_factory.mktemp("report") / "里 #1"
    folder.mkdir()
    return make_report(folder, *corpus(), CODES, DEVICES)


@pytest.fixture(scope="session")
def long_reading(tmp_path_factory):
    """As `reading`, with a sentence of a million characters."""
    return make_report(tmp_path_factory.mktemp("long"), *corpus(long=True), CODES, DEVICES)
