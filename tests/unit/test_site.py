"""The site of docs: it builds, opens from disk, loads nothing from elsewhere, tells dead links."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="the extra docs is not installed: no site is built")

ROOT = Path(__file__).parents[2]
REMOTE = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*(?:href|src)=\"(?:https?:)?//[^\"]*")
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
# What Markdown leaves behind where a list, a table, a link or a stress was not seen as such.
LEFT = re.compile(r"<p>[^<]*\n- |\|---|\]\(|\*\*|<p>\| ")


def build(config: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(folder)],
        capture_output=True, text=True, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    run = build(ROOT / "mkdocs.yml", folder)
    assert run.returncode == 0, run.stderr
    return folder


def pages(site: Path) -> dict[str, str]:
    found = {
        str(path.relative_to(site)): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }
    assert len(found) > 20
    return found


def test_every_page_of_docs_is_in_the_site(site):
    built = pages(site)
    for path in (ROOT / "docs").glob("*.md"):
        assert f"{path.stem}.html" in built
    assert "gallery/index.html" in built
    assert "project/CONTRIBUTING.html" in built


def test_no_page_loads_anything_from_elsewhere(site):
    for name, page in pages(site).items():
        assert not REMOTE.search(page), name
        # The theme would load a program for these from elsewhere.
        assert 'class="mermaid"' not in page, name
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", style.read_text("utf-8")), style


def test_all_markdown_was_understood(site):
    for name, page in pages(site).items():
        article = CODE.sub("", page[page.index("<article") : page.index("</article")])
        left = LEFT.search(article)
        assert not left, f"{name}: {article[left.start() : left.end() + 80]}"


def test_figures_and_linked_files_of_the_project_are_there(site):
    page = (site / "figures.html").read_text(encoding="utf-8")
    shown = re.findall(r'<img[^>]* src="(gallery/\w+\.png)"', page)
    assert len(shown) == len(list((ROOT / "docs/gallery").glob("*.png")))
    assert all((site / name).is_file() for name in shown)
    assert (site / "project/lexicon/codebook.tsv").is_file()


@pytest.mark.parametrize("link", ["[there](nowhere.md)", "[there](#nowhere)", "![](no.png)"])
def test_a_broken_link_fails(tmp_path, link):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(f"# A page\n\n{link}\n")
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nhooks: []\nplugins: []\nnav: [index.md]\n"
    )
    run = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert run.returncode != 0
    assert link.split("(")[1].rstrip(")") in run.stderr


@pytest.mark.browser
def test_the_search_finds_chinese_from_disk(site):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium: the search of the site was not tried")
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        asked, errors = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((site / "index.html").as_uri())
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type("提法")
        # What is typed before the index is read is searched with the next key.
        for _ in range(40):
            if page.locator(".md-search-result__item").count():
                break
            page.wait_for_timeout(250)
            page.keyboard.type(" ")
        titles = page.locator(".md-search-result__item h1").all_inner_texts()
        browser.close()
    assert any("Rhetoric" in title for title in titles)
    assert not errors
    assert all(url.startswith(("file:", "data:", "about:")) for url in asked)
