"""Exports: what other programs read of them is what was given, whatever stands in a term."""

import json
import os
import re
import shutil
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.io import mmread

from chengyan import whole
from chengyan.errors import TableError
from chengyan.matrix import TermMatrix
from chengyan.tables import read_table
from chengyan.topics.exports import unit_names, write_corpus, write_model
from chengyan.topics.ldavis import ldavis_html

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from gensim.corpora import MalletCorpus, MmCorpus

ODD = ["智慧 城市", "智慧_城市", '引"号', "制\t表", "换\n行", "'", "<b>&", "创新", "\u3000", "#"]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


@pytest.fixture
def corpus():
    words = [["智慧 城市", "创新", "创新", "听"], [], [*ODD, '引"号'], ["听"]]
    units = pd.DataFrame(
        {
            "unit": range(4),
            "doc_id": ["a", "a", "b", "b"],
            "group": ["北 京", "北 京", "2021", "2021"],
            "paragraph": [1, 2, 1, 1],
            "words": words,
        }
    )
    terms = np.array(sorted(ODD), dtype=object)
    counts = [[unit.count(term) for term in terms] for unit in words]
    matrix = TermMatrix(sparse.csr_matrix(counts), units.drop(columns="words"), terms)
    return units, matrix


@pytest.fixture
def model(random):
    words = random.dirichlet(np.full(len(ODD), 0.3), 3)
    return words, random.dirichlet(np.ones(3), 4), np.array([4, 0, 11, 1])


@pytest.fixture
def random():
    return np.random.default_rng(1)


def read_rows(path):
    return [line.split("\t") for line in path.read_text("utf-8").removesuffix("\n").split("\n")]


def test_counts_come_back_in_gensim_and_in_scipy(tmp_path, corpus):
    units, matrix = corpus
    write_corpus(tmp_path, units, matrix)
    dense = matrix.counts.toarray()
    assert np.array_equal(mmread(tmp_path / "corpus.mm").toarray(), dense)
    back = MmCorpus(str(tmp_path / "corpus.mm"))
    assert (back.num_docs, back.num_terms, back.num_nnz) == (*dense.shape, (dense > 0).sum())
    for row, unit in zip(dense, back, strict=True):
        assert dict(unit) == {column: row[column] for column in np.flatnonzero(row)}


def test_counts_are_as_r_reads_them(tmp_path, corpus):
    units, matrix = corpus
    write_corpus(tmp_path, units, matrix)
    head, size, *rows = (tmp_path / "corpus.mm").read_text("ascii").splitlines()
    assert head == "%%MatrixMarket matrix coordinate real general"
    assert size == f"4 {len(ODD)} {len(rows)}"
    assert all(re.fullmatch(r"\d+ \d+ \d+", row) for row in rows)


def test_a_count_that_is_a_stored_zero_or_in_two_parts_is_written_once(tmp_path, corpus):
    units, matrix = corpus
    parts = sparse.csr_matrix(
        (np.array([1, 1, 0]), np.array([1, 1, 0]), np.array([0, 3, 3, 3, 3])), matrix.counts.shape
    )
    write_corpus(tmp_path, units, TermMatrix(parts, matrix.units, matrix.terms))
    assert (tmp_path / "corpus.mm").read_text().splitlines()[1:] == [f"4 {len(ODD)} 1", "1 2 2"]


def test_a_corpus_longer_than_a_piece_is_whole(tmp_path, corpus, monkeypatch):
    units, matrix = corpus
    write_corpus(tmp_path / "whole", units, matrix)
    monkeypatch.setattr("chengyan.topics.exports.PIECE", 1)
    write_corpus(tmp_path / "pieces", units, matrix)
    for file in (tmp_path / "whole").iterdir():
        assert (tmp_path / "pieces" / file.name).read_bytes() == file.read_bytes()


def test_each_term_is_one_word_and_one_line(tmp_path, corpus):
    units, matrix = corpus
    write_corpus(tmp_path, units, matrix)
    lines = (tmp_path / "vocabulary.txt").read_text("utf-8").removesuffix("\n").split("\n")
    assert len(lines) == len(set(lines)) == len(ODD)
    assert not any(re.search(r"\s", line) for line in lines)
    spelt = dict(zip(matrix.terms, lines, strict=True))
    assert spelt["智慧 城市"] == "智慧_城市"
    assert spelt["智慧_城市"] == "智慧_城市_"
    assert spelt['引"号'] == '引"号'


def test_mallet_reads_the_units_by_its_own_rule(tmp_path, corpus):
    units, matrix = corpus
    write_corpus(tmp_path, units, matrix)
    path = tmp_path / "corpus.mallet.tsv"
    lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    # The line-regex of `mallet import-file`, in whose words \s is ASCII.
    rule = re.compile(r"^(\S*)[\s,]*(\S*)[\s,]*(.*)$", re.ASCII)
    names, groups, words = zip(*(rule.match(line).groups() for line in lines), strict=True)
    assert list(names) == unit_names(units) == ["a:0", "a:1", "b:2", "b:3"]
    assert groups == ("北_京", "北_京", "2021", "2021")
    assert [len(unit.split()) for unit in words] == [3, 0, len(ODD) + 1, 0]
    assert words[0] == "智慧_城市 创新 创新"
    read = MalletCorpus(str(path))
    assert [sum(count for _, count in unit) for unit in read] == [3, 0, len(ODD) + 1, 0]


def test_units_have_what_may_explain_their_topics(tmp_path, corpus):
    units, matrix = corpus
    manifest = pd.DataFrame(
        {"doc_id": ["b", "c"], "city": ['重"庆', "x"], "date": ["2021", ""], "path": ["p", "q"]}
    )
    write_corpus(tmp_path, units, matrix, manifest)
    back = pd.read_csv(tmp_path / "units.tsv", sep="\t", dtype=str, keep_default_na=False)
    assert list(back) == ["name", "unit", "doc_id", "group", "paragraph", "city", "date"]
    assert back["name"].tolist() == unit_names(units)
    assert back["city"].tolist() == ["", "", '重"庆', '重"庆']
    assert back["group"].tolist() == units["group"].tolist()


def test_units_that_were_not_counted_are_named(tmp_path, corpus):
    units, matrix = corpus
    with pytest.raises(TableError, match="3 units, but counts of 4"):
        write_corpus(tmp_path, units.iloc[1:], matrix)
    with pytest.raises(TableError, match="words is missing"):
        write_corpus(tmp_path, matrix.units, matrix)


def test_a_file_is_whole_or_not_there(tmp_path, corpus, monkeypatch):
    units, matrix = corpus

    def full(_):
        raise OSError("no space left")

    monkeypatch.setattr(whole.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_corpus(tmp_path, units, matrix)
    assert not list(tmp_path.iterdir())


def test_a_model_is_written_as_mallet_does(tmp_path, corpus, model):
    units, matrix = corpus
    words, shares, _ = model
    prevalence = np.array([0.5, 0.3, 0.2])
    write_model(tmp_path, "lda", words, shares, unit_names(units), matrix.terms, prevalence)
    folder = tmp_path / "lda"

    rows = read_rows(folder / "doc-topics.txt")
    assert [row[:2] for row in rows] == [
        [str(unit), name] for unit, name in enumerate(unit_names(units))
    ]
    assert np.allclose(np.array([row[2:] for row in rows], float), shares)

    keys = read_rows(folder / "topic-keys.txt")
    assert [row[:2] for row in keys] == [["0", "0.15000"], ["1", "0.09000"], ["2", "0.06000"]]
    write_corpus(tmp_path, units, matrix)
    spelt = np.array((tmp_path / "vocabulary.txt").read_text("utf-8").split("\n")[:-1])
    assert keys[0][2].split(" ") == spelt[np.argsort(-words[0])].tolist()

    weights = read_rows(folder / "topic-word-weights.txt")
    assert [row[1] for row in weights] == spelt.tolist() * 3
    assert [int(row[0]) for row in weights] == np.repeat(range(3), len(ODD)).tolist()
    assert np.allclose(np.array([row[2] for row in weights], float), words.ravel())

    table = read_table(folder / "topic-word.csv", ["term", "topic_1", "topic_3"])
    assert table["term"].tolist() == matrix.terms.tolist()
    assert np.allclose(table["topic_2"], words[1])


def test_bytes_are_the_same_whatever_the_locale_and_the_hashes(tmp_path):
    script = (
        "import sys, numpy as np, pandas as pd\n"
        "from scipy import sparse\n"
        "from chengyan.matrix import TermMatrix\n"
        "from chengyan.topics.exports import unit_names, write_corpus, write_model\n"
        "from chengyan.topics.ldavis import ldavis_html\n"
        "random = np.random.default_rng(3)\n"
        "terms = np.array([chr(0x4e00 + n) for n in range(50)], dtype=object)\n"
        "counts = random.integers(0, 3, (9, 50))\n"
        "units = pd.DataFrame({'unit': range(9), 'doc_id': '\\u6587', 'group': '\\u7ec4'})\n"
        "units['paragraph'] = 1\n"
        "units['words'] = [list(np.repeat(terms, row)) for row in counts]\n"
        "write_corpus(sys.argv[1], units, TermMatrix(sparse.csr_matrix(counts), units, terms))\n"
        "words, shares = random.dirichlet(np.ones(50), 4), random.dirichlet(np.ones(4), 9)\n"
        "write_model(sys.argv[1], 'm', words, shares, unit_names(units), terms, shares.mean(0))\n"
        "page = ldavis_html(words, shares, counts.sum(axis=1), terms, title='\\u9898')\n"
        "open(sys.argv[1] + '/page.html', 'wb').write(page.encode())\n"
    )
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        (tmp_path / seed).mkdir()
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed)],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
                "PYTHONUTF8": "0",
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
            check=True,
        )
    files = [path for path in (tmp_path / "1").rglob("*") if path.is_file()]
    assert len(files) == 9
    for path in files:
        assert (tmp_path / "2" / path.relative_to(tmp_path / "1")).read_bytes() == path.read_bytes()


def data_of(page):
    return json.loads(re.search(r'new LDAvis\("#ldavis", (.*)\);\n', page).group(1))


@pytest.mark.parametrize("topics", [1, 2, 3, 12])
def test_a_page_has_the_topics_in_our_order(random, topics):
    words = random.dirichlet(np.full(60, 0.2), topics)
    shares = random.dirichlet(np.arange(1.0, topics + 1), 30)
    sizes = random.integers(1, 90, 30)
    terms = [f"词{number}" for number in range(60)]
    data = data_of(ldavis_html(words, shares, sizes, terms, title=""))
    assert data["mdsDat"]["topics"] == list(range(1, topics + 1))
    assert data["topic.order"] == list(range(1, topics + 1))
    assert np.allclose(data["mdsDat"]["Freq"], 100 * sizes @ shares / sizes.sum())
    assert np.isfinite(data["mdsDat"]["x"] + data["mdsDat"]["y"]).all()
    info = pd.DataFrame(data["tinfo"])
    for topic in range(topics):
        rows = info[info["Category"] == f"Topic{topic + 1}"]
        likeliest = rows.sort_values("logprob", ascending=False, kind="stable")["Term"].iloc[0]
        assert likeliest == terms[words[topic].argmax()]


def test_topics_that_are_the_same_stand_in_one_place(corpus):
    _, matrix = corpus
    words = np.full((3, len(ODD)), 1 / len(ODD))
    data = data_of(ldavis_html(words, np.full((1, 3), 1 / 3), [9], matrix.terms, title=""))
    assert set(data["mdsDat"]["x"] + data["mdsDat"]["y"]) == {0}


def test_units_without_words_do_not_matter(corpus, model):
    _, matrix = corpus
    words, shares, sizes = model
    broken = np.where(sizes[:, None] > 0, shares, np.nan)
    page = ldavis_html(words, broken, sizes, matrix.terms, title="")
    assert page == ldavis_html(words, shares, sizes, matrix.terms, title="")


def test_a_term_that_no_topic_has_is_no_stumbling_block(corpus, model):
    _, matrix = corpus
    words, shares, sizes = model
    words[:, 0] = 0
    words /= words.sum(axis=1, keepdims=True)
    assert "NaN" not in json.dumps(
        data_of(ldavis_html(words, shares, sizes, matrix.terms, title=""))
    )


def test_a_page_asks_for_nothing(corpus, model):
    _, matrix = corpus
    page = ldavis_html(*model, matrix.terms, title="<题>")
    assert "<title>&lt;题&gt;</title>" in page
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", page)
    assert not re.search(r"""(?:url|load_lib|import)\(\s*["']?\s*(?:https?:)?//""", page)
    assert "<link" not in page
    # Terms do not end the script that they stand in, nor does what the package ships.
    assert page.count("</script") == page.count("<script") == 3
    assert page.count("<!--") == 0


def test_a_page_leaves_warnings_as_they_were(corpus, model):
    before = list(warnings.filters)
    ldavis_html(*model, corpus[1].terms, title="")
    assert list(warnings.filters) == before


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("topics", [1, 2, 8])
def test_a_browser_draws_the_page(tmp_path, random, topics):
    terms = [*ODD, *(f"词{number}" for number in range(50))]
    words = random.dirichlet(np.full(len(terms), 0.5), topics)
    shares = random.dirichlet(np.ones(topics), 20)
    page = ldavis_html(words, shares, np.full(20, 50), terms, title="drawn")
    watch = (
        "<script>window.onerror = message => { document.title = message };"
        "document.addEventListener('securitypolicyviolation',"
        " event => { document.title = event.violatedDirective });</script>"
    )
    hover = (
        "<script>for (const id of ['ldavis-topic1', 'ldavis-term词7'])"
        "document.getElementById(id)?.dispatchEvent(new MouseEvent('mouseover'));</script>"
    )
    path = tmp_path / "page.html"
    page = page.replace("<style>", f"{watch}<style>", 1).replace("</body>", f"{hover}</body>")
    path.write_text(page, "utf-8")
    seen = subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=3000",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    assert "<title>drawn</title>" in seen
    body = seen[seen.index("<body>") :]
    assert len(re.findall('class="dot"', body)) == topics
    assert re.findall('class="txt"[^>]*>([^<]*)<', body) == [str(n + 1) for n in range(topics)]
    assert len(re.findall('class="terms"', body)) == 30
    assert "Most Relevant Terms for Topic 1" in body
    assert not re.search(r'="[^"]*NaN', body)
