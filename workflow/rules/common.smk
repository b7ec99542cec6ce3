"""Plan of the analysis: configuration, texts, groups, and what every rule uses.

Reads config and manifest with the light modules of the package, since this runs whenever Snakemake starts.
"""

import os
import shlex
import sys
from pathlib import Path

import yaml

# Of this file, not of the one that Snakemake was started with: workflow/Snakefile is another way in.
ROOT = Path(str(workflow.current_basedir)).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from chengyan import plan  # noqa: E402
from chengyan.config import named_files  # noqa: E402
from chengyan.errors import ChengyanError  # noqa: E402
from chengyan.language import _, speaking  # noqa: E402
from chengyan.plots import layout  # noqa: E402
from chengyan.sources import sources  # noqa: E402
from chengyan.claims.specifications import options_of, variants  # noqa: E402

# Snakemake writes the interpreter's path into a shell command as it is: one with blanks would break.
# Once only: a quoted path is no file.
if Path(sys.executable).exists():
    sys.executable = shlex.quote(sys.executable)

# One thread a job and one processor's kernels: more threads or other kernels change the last bits.
os.environ.update(
    PYTHONPATH=os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])),
    PYTHONUTF8="1",
    OPENBLAS_NUM_THREADS="1",
    OMP_NUM_THREADS="1",
    OPENBLAS_CORETYPE="Haswell",
    MPLBACKEND="agg",
)


def planned():
    """The plan, or one line that says what to mend."""
    schema = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text("utf-8"))
    try:
        return plan.make_plan(config, schema, inspect=workflow.is_main_process)
    except ChengyanError as error:
        sys.exit(f"chengyan: {error}")


def made():
    """What a run made, and where."""
    if SHARDS:
        return [f"Shards: {len(SHARDS)}.", f"Tables: {RESULTS}/tables/"]
    places = {"Figures": "figures/", "Tables": "tables/", "Report": "report/index.html"}
    named = "   ".join(f"{name}: {RESULTS}/{place}" for name, place in places.items())
    return [f"Texts: {reused()}.", named]


def shards_of(folder):
    """The file of each shard, by its name; none where the corpus is that of the manifest."""
    if not folder:
        return {}
    files = {path.stem: str(path) for path in sorted(Path(folder).glob("*.parquet"))}
    if not files:
        sys.exit(
            f"chengyan: config key `shards.folder`: there is no .parquet file in {folder!r}. "
            "Name a folder of shards, or leave it empty."
        )
    return files


def compact(wildcards):
    """Which figures take their form for many groups or texts: their captions say so."""
    texts = [len(texts) for texts in PLAN.parts()[part_of(wildcards)].values()]
    return {name: layout.is_compact(name, texts) for name in FIGURE_NAMES}


def drawn(name, category, numbered):
    """The files of a figure, its PNG for Snakemake's own report; none of one that is not drawn."""
    if name not in FIGURE_NAMES:
        return []
    png, *others = (f"<results>/{{part}}figures/{name}.{ending}" for ending in ENDINGS)
    return [report(png, caption=caption(name), category=category, labels=numbered), *others]


def caption(name, folder="../report"):
    """The caption of a figure or table of the report in the language of figures."""
    return f"{folder}/{'zh/' if config['language'] == 'zh' else ''}{name}.rst"


def titled(message):
    """A title of the report in the language of figures."""
    with speaking(config["language"]):
        return _(message)


def labels(title):
    """How the report labels a figure: by its number and title."""
    return {titled("figure"): titled(title)}


def part_of(wildcards):
    """The name of the part of the corpus that an output is of: "" or appendix."""
    return wildcards.part.rstrip("/")


def of_part(ask):
    """What the plan has to say of the part that an output is of, in the language of figures."""

    def said(wildcards):
        with speaking(config["language"]):
            return ask(part=part_of(wildcards))

    return said


def counted(what):
    """The counts of the part that an output is of."""
    return lambda wildcards: f"<results>/work/{part_of(wildcards) or 'corpus'}_{what}.parquet"


def group_of(corpus):
    """The group of each text that is counted together, by doc_id."""
    if corpus == "reference":
        return PLAN.group_of(corpus)
    return PLAN.group_of("corpus", part="" if corpus == "corpus" else corpus)


def script_sources(script):
    """The package's files that a script runs on: the script reruns when one of them changes."""
    return [beside(path) for path in sources(ROOT / "scripts" / script, ROOT / "src/chengyan")]


def beside(path):
    """A path from the working folder, so that a project that moves has nothing to do again."""
    return os.path.relpath(path)


def captions(language):
    """Captions of figures in a language that stands in a folder of its own, where there are any."""
    files = [ROOT / "workflow/report" / language / f"{name}.rst" for name in FIGURE_NAMES]
    return [beside(path) for path in files if path.exists()]


def raw_texts():
    """The raw file of every text of the headline, in the order of its rows."""
    return [str(document.path) for group in PLAN.parts()[""].values() for document in group]


def report_sources():
    """What pages are made from beside code: templates, assets, translations."""
    folders = (ROOT / "src/chengyan/report", ROOT / "src/chengyan/locale")
    files = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return [beside(path) for path in files if path.suffix in (".j2", ".css", ".js", ".po")]


def told_tables(wildcards):
    """The tables that findings are told from, of the part that these are of."""
    whole = [f"<results>/tables/{name}.csv" for name in ("contrasts", "needs")]
    names = [name for name in TOLD if name not in ("contrasts", "needs")]
    return whole + [f"<results>/{wildcards.part}tables/{name}.csv" for name in names]


def word_list(name):
    """A word list of the config as an optional input."""
    return [config["lexicon"][name]] if config["lexicon"][name] else []


def codebook():
    """The files of the codebook as inputs: codes, lexicon, coded samples."""
    chosen = config["priorities"]
    return {
        "codebook": [chosen["codebook"]],
        "priorities": [chosen["lexicon"]],
        "samples": chosen["samples"],
    }


def texts(corpus, file):
    """One working file of every text that is counted together."""
    folder = "reference" if corpus == "reference" else "corpus"
    return [f"<results>/work/{folder}/{doc_id}/{file}" for doc_id in group_of(corpus)]


def reference_texts(file):
    """One working file of every text of the reference corpus; none where the config names none."""
    return texts("reference", file) if config["tfidf"]["reference"] else []


def texts_of_part(file):
    """One working file of every text of the part that an output is of."""
    return lambda wildcards: texts(part_of(wildcards) or "corpus", file)


def texts_claimed(file):
    """One working file of every text whose group a claim names, of the part that an output is of."""
    return lambda wildcards: [
        f"<results>/work/corpus/{document.doc_id}/{file}"
        for document in PLAN.claimed(part_of(wildcards))
    ]


def tokens_of_cut(wildcards):
    """Tokens that are there already: those of the config's own engine and lexicon."""
    own = "jieba-with" if config["lexicon"]["formulations"] else "jieba-without"
    return texts_claimed("tokens.parquet")(wildcards) if wildcards.variant == own else []


def tried_topics(wildcards):
    """The trials of every voice with every number of topics, in the order of the config."""
    return expand(
        "<results>/work/{part}topics/{model}-{k}/{table}.parquet",
        part=wildcards.part,
        model=config["topics"]["models"],
        k=config["topics"]["k"],
        table=["words", "tokens", "refits"],
    )


def cuts(wildcards):
    """Estimates of claims under every cut of the texts; none where there is no claim to test."""
    options = options_of(PLAN.options(part_of(wildcards)))
    return [
        f"<results>/work/{wildcards.part}robustness/{variant}.parquet"
        for variant in (variants(options) if CLAIMS else [])
    ]


PLAN = planned()
config.update(PLAN.config)
RESULTS = config["results"].rstrip("/")

SHARDS = shards_of(config["shards"]["folder"])
CLAIMS, UNTESTED = ([vars(claim) for claim in claims] for claims in PLAN.claims)
# The longest chain of jobs is that to the topics, the next that to the findings. The report waits for
# all but exports, and needs one core alone.
FIRST, SOON, LAST = 2, 1, -1
# What three groups share is drawn between three corners; what more do, on a map.
MAP = (
    ["correspondence"]
    if layout.has_map(len(PLAN.groups))
    else ["ternary"] if len(PLAN.groups) == 3 else []
)
FIGURE_NAMES = [
    *(
        "corpus",
        "robustness",
        "specifications",
        *("priorities", "agenda", "praise", "confusion", "ways", "promises"),
        *("rhetoric", "metaphors", "modality", "formulas", "echo"),
        "keyness",
        "effect",
        "orientation",
        "outlook",
        "plan",
        "tfidf",
        *MAP,
        "xray",
    ),
    *("similarity", "prose", "trial", "topics", "topic_map", "course"),
]
# Where a part of the corpus is matched it is the headline, and the whole stands below appendix/.
PARTS = [f"{part}/" if part else "" for part in PLAN.parts()]
ENDINGS = ["png", "svg", "pdf"]
# The endings of a figure that the report takes with it.
DRAWN = ["png", "svg"]
FIGURES = expand(
    "<results>/{part}figures/{name}.{ending}",
    part=PARTS,
    name=FIGURE_NAMES,
    ending=ENDINGS,
)
TOPIC_TABLES = [
    *("topic_models", "topic_verdicts", "topics", "topic_prevalence", "topic_sentences"),
    *("topic_correlations", "topic_effects", "topic_years", "topic_map", "course"),
]
PRIORITY_TABLES = [
    *("priorities", "priority_validation", "priority_accuracy", "priority_confusion"),
    *("priority_coverage", "priority_ways", "priority_disputed", "priority_seeds"),
]
RHETORIC_TABLES = [
    *("rhetoric", "rhetoric_instances", "rhetoric_validation", "rhetoric_differences"),
    *("rhetoric_examples", "modality"),
]
# What sentences echo of a reference corpus, where the config names one.
REUSE_TABLES = ["reuse", "reuse_groups", "echo"] + (
    ["echo_reference"] if config["tfidf"]["reference"] else []
)
FORMULATION_TABLES = ["formulations", "formulation_coverage", "formulation_candidates"]
TABLE_NAMES = [
    *("corpus", "paragraphs", "sentences", "quasi_sentences", "segmentation"),
    *("parts", "keyness_parts"),
    *("tfidf", "keyness", "keyness_pairs", *MAP, "similarity"),
    *TOPIC_TABLES,
    *PRIORITY_TABLES,
    "targets",
    *RHETORIC_TABLES,
    *FORMULATION_TABLES,
    *REUSE_TABLES,
    *("positions", "spread"),
    *("collocations", "diversity", "readability"),
    *("specifications", "robustness", "choices", "claims"),
    "findings",
]
WHOLE_TABLES = expand("<results>/tables/{name}.csv", name=["checks", "contrasts", "needs"])
# What findings are told from; some of these are always of the whole corpus.
TOLD = [
    *("claims", "choices", "contrasts", "corpus", "diversity", "echo", "formulation_coverage"),
    *("formulations", "keyness", "keyness_pairs", "modality", "needs", "parts", "positions"),
    *("priorities", "priority_accuracy", "priority_validation", "priority_ways"),
    *("quasi_sentences", "readability", "reuse", "reuse_groups", "rhetoric"),
    *("rhetoric_differences", "rhetoric_instances", "robustness", "sentences", "similarity"),
    *("spread", "targets", "topic_models", "topic_prevalence", "topic_verdicts"),
]
TABLES = WHOLE_TABLES + expand("<results>/{part}tables/{name}.csv", part=PARTS, name=TABLE_NAMES)
EXPORTS = expand("<results>/{part}topics", part=PARTS)


wildcard_constraints:
    corpus="corpus|appendix|reference",
    part="(appendix/)?",
    variant=r"[a-z]+(-with|-without)?",
    model="nmf|lda|gibbs",
    k=r"\d+",
    doc_id=r"[\w\-][\w\-.]*",
    shard=r"[^/]+",
