"""Hooks of mkdocs: what pages of docs/ link to elsewhere in the project belongs to the site too.

On GitHub and on disk a page links to ``../lexicon/codebook.tsv``; the site has no place above its
root, so such files are copied below ``project/`` and the links bent. Whatever is linked and is not
there is left as it is: mkdocs then tells.
"""

import re
import tempfile
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

import jieba
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

# The front of the repository is another page than that of the site.
FRONT = {"README.md": "index.md", "docs/gallery": "gallery/README.md"}
BELOW = "project"
_CACHE = tempfile.TemporaryDirectory(prefix="chengyan-site-")
_LINK = re.compile(r"(?<=\]\()(?!\w+:|[#/])([^)#\s]+)(?=[)#])")
_PICTURE = re.compile(r'<img alt="[^"]*" src="([^"]+\.png)" ?/>')
# Links in boxes are no links.
_BOX = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]+`)", re.DOTALL)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let jieba, which cuts Chinese for the search, trust no cache that others may have written."""
    jieba.setLogLevel("WARNING")
    jieba.dt.tmp_dir = _CACHE.name
    return config


def on_post_build(**_: object) -> None:
    """Leave nothing behind."""
    _CACHE.cleanup()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what pages link to outside docs/, and what those link to in turn."""
    root = Path(config.config_file_path).parent
    waiting = [
        (f"docs/{file.src_uri}", file.content_string) for file in files.documentation_pages()
    ]
    while waiting:
        source, text = waiting.pop()
        for target in _LINK.findall("".join(_BOX.split(text)[::2])):
            path = normpath(PurePosixPath(source).parent / target)
            uri = site_uri(path)
            known = uri in files.src_uris or not uri.startswith(f"{BELOW}/")
            if known or path.startswith("../") or not (root / path).is_file():
                continue
            files.append(File.generated(config, uri, abs_src_path=str(root / path)))
            if path.endswith(".md"):
                waiting.append((path, (root / path).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, *, page: Page, files: Files, **_: object) -> str:
    """Bend the links of a page to where their targets lie in the site."""
    here = page.file.src_uri
    source = here.removeprefix(f"{BELOW}/") if here.startswith(f"{BELOW}/") else f"docs/{here}"

    def bent(link: re.Match[str]) -> str:
        uri = site_uri(normpath(PurePosixPath(source).parent / link[1]))
        return relpath(uri, PurePosixPath(here).parent) if uri in files.src_uris else link[1]

    parts = _BOX.split(markdown)
    parts[::2] = [_LINK.sub(bent, part) for part in parts[::2]]
    return "".join(parts)


def on_page_content(html: str, **_: object) -> str:
    """Let a figure open in full, and load when it comes into view."""
    return _PICTURE.sub(_figure, html)


def _figure(picture: re.Match[str]) -> str:
    lazy = picture[0].replace("<img ", '<img loading="lazy" ')
    return f'<a class="figure" href="{picture[1]}">{lazy}</a>'


def site_uri(path: str) -> str:
    """Where a file of the project, by its path in it, lies in the site."""
    if path in FRONT:
        return FRONT[path]
    return path.removeprefix("docs/") if path.startswith("docs/") else f"{BELOW}/{path}"
