"""How to read each figure: pictures, tables and worked sentences from the published run."""

from doc_pages.gallery import figures, table_file
from doc_pages.markdown import between_marks
from doc_pages.rules import read_rules
from doc_pages.worked_codes import CODES
from doc_pages.worked_words import WORDS

WORKED = WORDS | CODES


def figures_page(page: str) -> str:
    """The page with what stands between its marks made anew, two marks a figure."""
    titles = figures()
    rules = {rule.name: rule for rule in read_rules()}
    for name, title in titles.items():
        tables = [path for path in rules[f"plot_{name}"].inputs if path.startswith("tables/")]
        links = ", ".join(_table(path.removeprefix("tables/")) for path in tables)
        picture = f"![{title}](gallery/{name}.png)\n\nDrawn from {links} by the rule `plot_{name}`."
        page = between_marks(page, f"PICTURE {name}", [picture])
        page = between_marks(page, f"WORKED {name}", [f"> {WORKED[name]()}"])
    return page


def _table(file: str) -> str:
    path = table_file(file.removesuffix(".csv"))
    return f"[`{file}`](gallery/tables/{path.name})" if path else f"`{file}`"
