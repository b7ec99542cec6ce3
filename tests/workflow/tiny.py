"""A corpus of three made-up cities, small enough to run the whole workflow in seconds."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
# What of the project a run needs.
PARTS = (
    *("Snakefile", "CITATION.cff", "config.yaml", "coded", "corpora", "lexicon", "profiles"),
    *("scripts", "src", "workflow"),
)

# One that holds, one that does not, and one on a city that is not there.
CLAIMS = (
    "claims=["
    "{id: industry, text_en: 甲州 speaks more of industry, text_zh: 甲州多谈工业, kind: terms, "
    "of: [工业, 园区, 矿山], more: [甲州], less: [乙州, 丙州], min_effect: 0.5}, "
    "{id: sentences, text_en: 乙州 writes longer sentences, text_zh: 乙州句子长, kind: measure, "
    "of: [sentence_length], more: [乙州], less: [丙州], min_effect: 0.2}, "
    "{id: elsewhere, text_en: 癸府 speaks more of it, text_zh: 癸府多谈, kind: terms, "
    "of: [工业], more: [癸府], less: [乙州], min_effect: 0.5}]"
)
TOPICS = (
    "topics={k: 3, models: [nmf], min_paragraphs: 1, max_share: 1, "
    "trial: {resamples: 3, shuffles: 1}}"
)
# Settings that fit so small a corpus, as arguments of --config.
SMALL = (
    "manifest=tiny/documents.tsv",
    TOPICS,
    "ternary={min_expected: 1}",
    "priorities={folds: 3, repeats: 1}",
    CLAIMS,
)

CITIES = {
    "甲州": ("工业", "项目", "园区"),
    "乙州": ("教育", "医疗", "就业"),
    "丙州": ("干部", "纪律", "作风"),
}

_PARAGRAPH = (
    "要抓好{a}这件大事，坚定不移推动{a}和{b}协同发展。我们必须坚持人民至上，把{b}放在更加突出的位置。"
    "第{n}个问题是{c}，{c}关系全局，{a}关系长远。"
)


def text(city: str) -> str:
    """A report with a title, numbered headings and one sentence that a page break cuts."""
    # Further cities have words of the first ones, in another order.
    words = CITIES.get(city) or (*list(CITIES.values())[len(city) % 3][1:], city[0] * 2)
    parts = [f"{city}工作报告", "各位代表：", "一、过去的工作"]
    for n in range(6):
        a, b, c = (words[(n + shift) % 3] for shift in range(3))
        paragraph = _PARAGRAPH.format(a=a, b=b, c=c, n=n + 1)
        if n == 2:
            parts.append("二、今后的打算")
            paragraph = paragraph[:20] + "\n\n" + paragraph[20:]
        parts.append(paragraph)
    return "\n\n".join(parts) + "\n"


def write_corpus(folder: Path, cities: Iterable[str] = CITIES) -> Path:
    """Write texts and manifest; return the manifest's path."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["doc_id\tcity\ttitle\tauthor\toffice\tgenre\toccasion\tdate\tpath\tsha256"]
    for number, city in enumerate(cities, start=1):
        raw = text(city).encode("utf-8")
        (folder / f"{city}.txt").write_bytes(raw)
        genre = "report" if number < 3 else "speech"
        digest = hashlib.sha256(raw).hexdigest()
        lines.append(
            f"text-{number}\t{city}\t{city}工作报告\t\t市长\t{genre}\t\t2024-01\t{city}.txt\t{digest}"
        )
    manifest = folder / "documents.tsv"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return manifest


def copy_project(folder: Path) -> Path:
    """Copy what a run needs, with this corpus in it."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        else:
            shutil.copy2(source, folder / part)
    write_corpus(folder / "tiny")
    return folder
