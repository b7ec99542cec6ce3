"""Every figure in Chinese: whole, inside the page, and without a word of English."""

import importlib
import re
from pathlib import Path

import pytest
import test_plots_claims
import test_plots_priorities
import test_plots_promises
import test_plots_topics
import test_plots_ways
import yaml
from figure_texts import check, words_of

from chengyan.language import speaking
from chengyan.manifest import read_manifest
from chengyan.plots import (
    agenda,
    confusion,
    corpus,
    course,
    praise,
    promises,
    ranking,
    similarity,
    style,
    tfidf,
    topic_map,
    topics,
    trial,
)
from chengyan.plots.page import Page
from chengyan.priorities.codebook import read_codebook

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "docs/gallery/tables"
GROUPS = ["保定", "廊坊", "石家庄"]
# Names that are the same in Chinese, of methods, files and signs.
NAMES = {
    *("TF-IDF", "LDA", "NMF", "NPMI", "JSD", "Delta", "Burrows", "Jensen-Shannon", "kappa", "GDP"),
    *("jieba", "config", "yaml", "docs", "coding", "md", "F", "n", "N", "z", "csv", "needs"),
    *("DP", "JS", "tfidf", "reference"),
}
CONFIG = yaml.safe_load((ROOT / "config.yaml").read_text("utf-8"))
# What scripts take beside tables and a folder, by the names of their parameters.
OPTIONS = {
    "groups": GROUPS,
    "contrast": "unmatched",
    "coding": "model-coded",
    "codebook": str(ROOT / "lexicon/codebook.tsv"),
    "options": {
        "occasion_words": False, "terms": 12, "min_tokens": 300, "min_expected": 5.0,
        "kinds": CONFIG["analysis"]["kinds"],
    },
    "agree": 0.9,
    "reference": "these texts themselves",
}  # fmt: skip
CHAPTERS = sorted(path.stem for path in (ROOT / "scripts").glob("plot_*.py"))
FIGURES = [path.stem for path in sorted((ROOT / "docs/gallery").glob("*.png"))]


def chapter(script):
    """What a script draws from the published tables, by the name of each figure."""
    main = importlib.import_module(script).main
    parameters = main.__code__.co_varnames[: main.__code__.co_argcount]
    given = {name: OPTIONS[name] for name in parameters if name in OPTIONS}
    drawn = {}
    with pytest.MonkeyPatch.context() as patch, speaking("zh"):
        patch.setattr(style, "save", lambda figure, stem: drawn.update({stem.name: figure}))
        main(tables=sorted(TABLES.glob("*.csv*")), folder=Path(), **given)
    return drawn


@pytest.fixture(scope="module")
def shipped():
    """Every published figure, drawn anew in Chinese."""
    return {name: figure for script in CHAPTERS for name, figure in chapter(script).items()}


def data_words():
    """Words of Latin letters that the texts and the manifest have: data stay as they are."""
    documents = read_manifest(ROOT / "corpora/documents.tsv")
    read = [document.path.read_text("utf-8") for document in documents]
    read += [value for document in documents for value in document.row.values()]
    codes = [code.code for code in read_codebook(OPTIONS["codebook"])]
    return {*latin(" ".join(read)), *codes, "hebei", "dev"}


def latin(text):
    return re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", text)


def english(figure, known=frozenset()):
    """Words of Latin letters that are no names."""
    return {word for word in latin(words_of(figure)) if word not in NAMES | set(known)}


@pytest.fixture(scope="module")
def data():
    return data_words()


@pytest.mark.parametrize("name", FIGURES)
def test_the_shipped_figures_speak_chinese(name, data, shipped):
    assert english(shipped[name], data) == set()
    check(shipped[name])


def test_each_figure_is_drawn_by_one_script(shipped):
    assert sorted(shipped) == FIGURES


P, T, W = test_plots_priorities, test_plots_topics, test_plots_ways
MANY = P.MANY
SIX, ALL = MANY[:6], [f"{city}{i}" for i in range(6) for city in MANY]
BOOK = P.CODEBOOK
MADE = {
    "corpus of many": lambda: corpus.draw(corpora(MANY), MANY),
    "corpus of very many": lambda: corpus.draw(corpora(ALL), ALL),
    "corpus of several texts": lambda: ranking.ranking(
        corpora([*SIX, *SIX]), SIX, title="每组两篇"
    ),
    "priorities of many": lambda: P.drawn_priorities(MANY),
    "priorities of one": lambda: P.drawn_priorities(MANY[:1]),
    "priorities, corrected": lambda: P.drawn_priorities(SIX[:3], corrected=SIX[:2]),
    "priorities, uncoded": lambda: P.drawn_priorities(SIX[:3], P.UNCODED),
    "praise of many": lambda: praise.draw(
        P.share_table(MANY), P.validation_table(), MANY, **P.CODING
    ),
    "praise, too few": lambda: praise.draw(
        P.share_table(SIX, sizes=(5,)), P.validation_table(), SIX, **P.CODING
    ),
    "agenda of many": lambda: agenda.draw(
        *P.part_table(MANY), P.validation_table(), BOOK, MANY, **P.CODING
    ),
    "confusion without a sample": lambda: confusion.draw(
        P.full_confusion(BOOK).head(0), P.UNCODED, BOOK, **P.CODING
    ),
    "ways of many": lambda: W.drawn(MANY),
    "ways, the codebook alone": lambda: W.drawn(SIX[:3], found=("codebook",)),
    "promises of many": lambda: promises.draw(test_plots_promises.table(MANY, 40), MANY),
    "promises along years": lambda: promises.draw(
        test_plots_promises.table(MANY[:3], 60), MANY[:3]
    ),
    "trial of one": lambda: trial.draw(
        T.model_table(("gibbs",), (8,), standing=0), reference="a reference corpus"
    ),
    "topics of many": lambda: topics.draw(*T.topic_tables(MANY), MANY, "nmf"),
    "topics that fall": lambda: topics.draw(*T.topic_tables(SIX, turns=("falls",)), SIX, "nmf"),
    "topics of few, many topics": lambda: topics.draw(
        *T.topic_tables(SIX[:2], k=60), SIX[:2], "nmf"
    ),
    "map of many topics": lambda: topic_map.draw(T.map_table(60), T.word_table(60), "nmf"),
    "course of many": lambda: course.draw(T.course_table(MANY), MANY),
    "claims": lambda: test_plots_claims.curves(*chinese_claims(90))[0],
    "curve": lambda: test_plots_claims.curves(*chinese_claims(3))[1],
    "pairs of many": lambda: similarity.draw(pairs(MANY), MANY),
    "ranks of many": lambda: tfidf.draw(ranks(MANY), MANY),
}
# Words of the made-up tables.
MADE_UP = {
    *("genre", "text", "dev", "Energy", "a", "b", "x", "government", "work", "report"),
    *(code.code for code in BOOK),
}


def corpora(groups):
    return importlib.import_module("test_plots").corpus_table(groups)


def pairs(groups):
    return importlib.import_module("test_plots").similarity_table(groups)


def ranks(groups):
    return importlib.import_module("test_plots").tfidf_table(groups)


def chinese_claims(number):
    found, *rest = test_plots_claims.tables(number)
    return found.assign(text_zh=[f"甲比乙更多地谈第{i}件事" for i in range(number)]), *rest


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_up_speaks_chinese(name):
    with speaking("zh"):
        figure = MADE[name]()
    assert english(figure, MADE_UP) == set()
    check(figure)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("各组均以政治引领居首。", 99, ["各组均以政治引领居首。"]),
        # Neither a mark that closes begins a line, nor one that opens ends it.
        ("建设现代化，“十四五”规划", 0.56, ["建设现代", "化，“十", "四五”规", "划"]),
        # Words of letters and numbers stay whole, the sign with its number.
        ("占全文的37%以上", 0.62, ["占全文的", "37%以上"]),
    ],
)
def test_chinese_breaks_between_characters(text, width, lines):
    with speaking("zh"):
        found = style.wrap(text, 10, width)
    assert "".join(found) == text
    for line in found:
        assert line[0] not in "，。；：、！？）》”’%"
        assert line[-1] not in "（《“‘"
    if width == 99:
        assert found == lines


def test_a_mark_that_opens_a_line_hangs_in_the_margin():
    @style.styled
    def drawn():
        return Page(1.0, title="（一）甲", guide="甲").figure

    with speaking("zh"):
        figure = drawn()
    places = {text.get_text(): text.get_position()[0] for text in figure.texts}
    assert places["（一）甲"] < places["甲"]
