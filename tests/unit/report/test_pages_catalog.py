"""Everything that pages say is said in Chinese too, and nothing that they no longer say."""

from pathlib import Path

import pytest
from catalogs import catalog_of, messages_of, placeholders

ROOT = Path(__file__).parents[3]
REPORT = ROOT / "src/chengyan/report"
# These have catalogs of their own.
OTHERS = ("reader", "read.", "read_main", "read_scripts", "text.", "bare.")
SOURCES = [
    *sorted(REPORT.glob("*.py")),
    *sorted((REPORT / "templates").glob("*.j2")),
    ROOT / "src/chengyan/plan.py",
]
MESSAGES = messages_of([path for path in SOURCES if not path.name.startswith(OTHERS)])
CATALOG = catalog_of(ROOT / "src/chengyan/locale/zh/pages.po")


def test_every_message_is_in_the_catalog_and_none_is_obsolete():
    assert len(MESSAGES) > 500
    assert [message for message in MESSAGES if not CATALOG.get(message)] == []
    assert [message for message in CATALOG if message not in MESSAGES] == []


@pytest.mark.parametrize("message", CATALOG)
def test_translations_have_the_placeholders_and_the_tags_of_their_message(message):
    told = CATALOG[message]
    forms = set().union(*(placeholders(form) for form in MESSAGES[message]))
    assert placeholders(told) <= forms
    # Chinese may leave out a number that English needs for its plural, and nothing else.
    assert forms - placeholders(told) <= {"number"}
    for tag in ("b", "a ", "code", "em"):
        assert told.count(f"<{tag}") == message.count(f"<{tag}")


def test_chinese_is_set_as_chinese():
    for message, told in CATALOG.items():
        if not any("\u4e00" <= mark <= "\u9fff" for mark in told):
            continue
        assert not told.startswith(" "), message
        assert not told.endswith("."), message
