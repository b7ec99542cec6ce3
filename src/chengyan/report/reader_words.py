"""What the scripts of the reading view and of tables say, in the language that is spoken."""

from chengyan.language import _

Words = dict[str, str | list[str]]


def words() -> Words:
    """Phrases of the reading view by the name that scripts have for them.

    Values in braces are put in by the scripts; a pair of phrases is for one and for more.
    """
    return {
        "ask": _("Type a word, or choose a filter; or choose a text."),
        "loading": _("Searching: {done} of {all} texts …"),
        "found": [
            _("{number} place in {sentences} sentence of {texts} text."),
            _("{number} places; sentences: {sentences}, texts: {texts}."),
        ],
        "foundsentences": [
            _("{number} sentence; texts: {texts}."),
            _("{number} sentences; texts: {texts}."),
        ],
        "none": _("Nothing found."),
        "broken": _("The file {file} of this report is missing or broken: copy the whole folder."),
        "strings": _(
            "A search counts strings wherever they stand; tables count words as they were cut, so "
            "their numbers may differ. Rates are per 10,000 Han characters of the group’s texts."
        ),
        "typical": _("Only the sentences most typical of the topic are listed, not all."),
        "codenote": _(
            "A sentence is listed whether the code is its first or its second; the tables of "
            "priorities count the first, in the parts that are analysed."
        ),
        "allkinds": _("Titles, headings, bylines and front matter are searched too."),
        "bygroup": [_("Counts of {number} group"), _("Counts of {number} groups")],
        "occurrences": _("places"),
        "sentences": _("sentences"),
        "insentences": _("sentences"),
        "rate": _("per 10,000 characters"),
        "share": _("share of sentences"),
        "onlygroup": _("Show this group only"),
        "anygroup": _("Show all groups"),
        "more": _("Show {number} more of {left}"),
        "all": _("show all ({number} characters)"),
        "goto": _("Sentence {sentence}, line {line}"),
        "sentence": _("Sentence {sentence}"),
        "raw": _("Raw text, with line numbers"),
        "empty": _("(empty line)"),
        "noline": _("The raw line is not in this report."),
        "machine": _(
            "Codes, devices and orientation are what the instruments found, not a person; how "
            "often they are right is said in the report."
        ),
        "where": _("Place"),
        "nothing": _("none"),
        "codes": _("Codes"),
        "devices": _("Devices"),
        "formulations": _("Formulations"),
        "previous": _("← previous hit"),
        "next": _("next hit →"),
        "stop": _("Sentence {at} of {number} found"),
        "cut": _(
            "Too long for a browser: the first {shown} of {all} sentences; sentences.csv has all."
        ),
        "cutsearch": _("Not all sentences are searched: {texts} are cut."),
        "size": _("{han} Han characters, {sentences} sentences"),
        "back": _("← Back to what was found"),
        "alltexts": _("← All texts"),
        "before": _("Show what comes before"),
        "after": _("Show what comes after"),
        "jump": _("Go to a section …"),
        "unknown": _("This report has no {what} “{value}”."),
        "nosentence": _("This text has no sentence {value}; it has {number}."),
        "without": _("Go on without it"),
        "remove": _("Remove filter: {what}"),
        "filteris": _("{what}: {value}"),
        "copied": _("Copied."),
        "notcopied": _("Not copied: take it from the address bar."),
        "groupfirst": _("choose a group first"),
        "all-section": _("all sections"),
        "group": _("Group"),
        "section": _("Section"),
        "code": _("Code"),
        "device": _("Device"),
        "looks": _("Orientation"),
        "formulation": _("Formulation"),
        "topic": _("Topic"),
        "past": _("past"),
        "present": _("present"),
        "future": _("future"),
        **{f"a-{key}": phrase for key, phrase in _nouns().items()},
        **{f"kind-{key}": phrase for key, phrase in kinds().items()},
        **table_words(),
    }


def table_words() -> Words:
    """Phrases of tables that sort, filter and download."""
    return {
        "filter": _("Filter rows"),
        "filterrows": _("Filter the rows of {name}"),
        "csv": _("Download CSV"),
        "rows": [_("{number} row"), _("{number} rows")],
        "rowsof": _("{number} of {all} rows"),
        "cut": _(
            "Of {total} rows this page holds {number}; the whole table is in download/tables.zip."
        ),
        "where-column": _("Only rows where {conditions}."),
        "allrows": _("Show all rows"),
        "nocolumn": _("The table {name} has no column “{column}”."),
        "notable": _("This report has no table “{name}”."),
        "norows": _("No row fits."),
        "open": _("Sentences"),
        "opensentence": _("Sentence {sentence}"),
        "brokentable": _("The file {file} of this report is missing or broken."),
        "table": _("Table {name}"),
        "morerows": _("Show {number} more rows"),
    }


def kinds() -> dict[str, str]:
    """What a sentence is, beside body."""
    return {
        "heading": _("heading"),
        "title": _("title"),
        "byline": _("byline"),
        "front_matter": _("front matter"),
        "salutation": _("salutation"),
        "furniture": _("page furniture"),
    }


def families() -> dict[str, str]:
    """Families of devices."""
    return {
        "form": _("Form"),
        "formula": _("Formula"),
        "stance": _("Stance"),
        "person": _("Person"),
        "metaphor": _("Metaphor"),
        "evidence": _("Evidence"),
    }


def statuses() -> dict[str, str]:
    """What is said of a device that is not validated."""
    return {
        "fails": _(
            "This device is found too badly to be counted: take each place for a suggestion."
        ),
        "not validated": _("This device is not validated: how often it is found rightly is open."),
    }


def _nouns() -> dict[str, str]:
    return {
        "group": _("group"),
        "section": _("section"),
        "code": _("code"),
        "device": _("device"),
        "looks": _("orientation"),
        "formulation": _("formulation"),
        "topic": _("topic"),
        "text": _("text"),
    }
