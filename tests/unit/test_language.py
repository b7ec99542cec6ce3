"""Both languages: every message of the code has its Chinese, with the same values in it."""

import re
import string
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from chengyan.language import LOCALE, _, later, n_, speaking, spoken

ROOT = Path(__file__).parents[2]
MARKS = {"_": None, "n_": (1, 2), "later": None, "tell": None, "tell_number": (1, 2)}
# Where messages are marked: in Python, in rules, whose titles a report has, and in templates.
SOURCES = [
    ("src/chengyan/**/*.py", "python", MARKS),
    ("workflow/rules/*.smk", "python", {"titled": None, "labels": None}),
    (
        "src/chengyan/**/*.j2",
        "jinja2.ext:babel_extract",
        MARKS | {"gettext": None, "ngettext": (1, 2)},
    ),
]
CATALOGS = sorted((LOCALE / "zh").glob("*.po"))


def extracted():
    """Singular of each message, and where it stands."""
    found = defaultdict(list)
    options = {"trimmed": "true", "silent": "false"}
    for pattern, method, marks in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            for line, message, *_rest in extract_from_file(
                method, path, keywords=marks, options=options
            ):
                key = message if isinstance(message, str) else message[0]
                found[key].append(f"{path.relative_to(ROOT)}:{line}")
    return dict(found)


def translated():
    """Translations by message: one for each catalog that has it."""
    found = defaultdict(list)
    for path in CATALOGS:
        with path.open("rb") as file:
            for message in read_po(file, locale="zh"):
                key = message.id if isinstance(message.id, str) else message.id[0]
                told = message.string if isinstance(message.string, str) else message.string[0]
                if key:
                    found[key].append(told)
    return dict(found)


MESSAGES, CHINESE = extracted(), translated()


def fields(text):
    """Names of the values that a text has, with their format; a sign in per cent is none."""
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError:
        parsed = []
    named = {f"{name}:{form}" for _text, name, form, _conversion in parsed if name is not None}
    return named | set(re.findall(r"%\((\w+)\)s", text))


def test_every_message_has_its_chinese():
    missing = {key: places[0] for key, places in MESSAGES.items() if not CHINESE.get(key, [""])[0]}
    assert missing == {}


def test_no_catalog_has_what_is_no_longer_said():
    assert set(CHINESE) - set(MESSAGES) == set()


def test_a_message_that_two_catalogs_have_is_the_same_in_both():
    assert {key: told for key, told in CHINESE.items() if len(set(told)) > 1} == {}


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.stem)
def test_values_are_those_of_the_message(catalog):
    with catalog.open("rb") as file:
        messages = [message for message in read_po(file, locale="zh") if message.id]
    for message in messages:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        told = [message.string] if isinstance(message.string, str) else list(message.string)
        # Chinese may tell the number that English leaves out where it is one.
        allowed = set().union(*map(fields, ids)) | ({"number:"} if len(ids) > 1 else set())
        needed = set.intersection(*map(fields, ids)) - {"number:"}
        for text in told:
            assert needed <= fields(text) <= allowed, ids[0]


@pytest.mark.parametrize("tag", ["a", "b", "code", "em"])
def test_tags_are_those_of_the_message(tag):
    opening = re.compile(rf"<{tag}[ >]")
    odd = {
        key
        for key, told in CHINESE.items()
        for text in told
        if len(opening.findall(key)) != len(opening.findall(text))
    }
    assert odd == set()


def test_chinese_has_full_width_marks_and_no_space_beside_han():
    han = r"[\u4e00-\u9fff]"
    odd = re.compile(rf"{han}[,;:!?()]|[,;:!?(]{han}|{han} |(?<![>}}]) {han}|\d %")
    # Arrows and dots between parts stand apart, and so does the number before a title.
    apart = re.compile(r" ?[·←→↑↓▲▼] ?|^\d+ ")
    found = {
        key: text
        for key, told in CHINESE.items()
        for text in told
        if odd.search(apart.sub("", text))
    }
    assert found == {}


def test_english_is_spoken_unless_told_otherwise():
    assert spoken() == "en"
    with speaking("zh"):
        assert spoken() == "zh"
        assert _("matched") == "可比"
        assert _("{number} %", number=37) == "37%"
        assert n_("{number} genre", "{number} genres", 2) == "2种体裁"
        assert _("what no catalog has") == "what no catalog has"
    assert spoken() == "en"
    assert _("matched") == later("matched") == "matched"
    assert [n_("{number} genre", "{number} genres", n) for n in (1, 2)] == ["1 genre", "2 genres"]


def test_a_language_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="fr"), speaking("fr"):
        pass


def test_braces_of_values_are_left_alone():
    assert _("{name} ({code})", name="{x}", code="%") == "{x} (%)"
