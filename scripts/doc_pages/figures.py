"""How to read each figure: pictures, tables and worked sentences from the published run."""

from chengyan.report.figures import FIGURES
from doc_pages.gallery import figures, table_file
from doc_pages.markdown import between_marks
from doc_pages.rules import read_rules
from doc_pages.worked_codes import CODES
from doc_pages.worked_words import WORDS

WORKED = WORDS | CODES


def figures_page(page: str) -> str:
    """The page with what stands between its marks made anew, two marks a figure."""
    titles = figures()
    rules = {file: rule.name for rule in read_rules() for file in rule.outputs}
    for name, title in titles.items():
        links = ", ".join(_table(f"{table}.csv") for table in FIGURES[name][1])
        rule = rules[f"figures/{name}.png"]
        picture = f"![{title}](gallery/{name}.png)\n\nShows {links}; drawn by the rule `{rule}`."
        page = between_marks(page, f"PICTURE {name}", [picture])
        page = between_marks(page, f"WORKED {name}", [f"> {WORKED[name]()}"])
    return page


def _table(file: str) -> str:
    path = table_file(file.removesuffix(".csv"))
    return f"[`{file}`](gallery/tables/{path.name})" if path else f"`{file}`"
