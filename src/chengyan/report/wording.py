"""Words that pages put into sentences: data words, lists, ranges, in the language spoken."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from chengyan.language import _, spoken
from chengyan.report.facts import Row


def tell(message: str, **values: object) -> Markup:
    """A message of ours, which may hold markup, with values put in as text."""
    text = Markup(_(message))  # noqa: S704, ours: no string of a corpus is a message
    return text.format(**values) if values else text


def tell_number(singular: str, plural: str, number: int, **values: object) -> Markup:
    """As `tell`, by number; Chinese has one form."""
    text = singular if number == 1 or spoken() != "en" else plural
    return tell(text, number=whole(number), **values)


def said(*parts: object) -> Markup:
    """Sentences that are there, with the gap between them that the language has."""
    gap = Markup(" ") if spoken() == "en" else Markup("")
    return gap.join(escape(part) for part in parts if part)


def whole(value: float) -> str:
    """A number without a fraction."""
    return fixed(value, 0)


def fixed(value: float, digits: int = 2) -> str:
    """A number with a true minus sign; a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:,.{digits}f}".replace("-", "−")


def percent(value: float) -> str:
    """A share in whole per cent."""
    return per_cent(fixed(100 * value, 0))


def per_cent(number: object) -> str:
    """The number with its sign, which stands close in Chinese."""
    return f"{number} %" if spoken() == "en" else f"{number}%"


def full_percent(share: float) -> str:
    """A share in per cent, rounded down, so that what is not all is not 100."""
    return "–" if math.isnan(share) else per_cent(int(100 * share + 1e-9))


def span(low: object, high: object) -> Markup:
    """From one number to the other."""
    return tell("{low} to {high}", low=low, high=high)


def share_span(low: float, high: float) -> Markup:
    """From one share to the other, in per cent without its sign."""
    return span(fixed(100 * low, 1), fixed(100 * high, 1))


def times(effect: float) -> str:
    """A binary logarithm as the factor it stands for."""
    if math.isnan(effect):
        return "–"
    # Three digits where two would not tell a small difference from none.
    return f"×{2**effect:.3g}" if abs(effect) < 0.2 or effect > 6 else f"×{2**effect:.2g}"


def range_of(row: Row) -> Markup:
    """The interval of an effect, where it has one, else its leave-one-out range."""
    if not math.isnan(row["ci_low"]):
        return tell(
            "95 % interval {low} to {high}", low=times(row["ci_low"]), high=times(row["ci_high"])
        )
    return span(times(row["loo_low"]), times(row["loo_high"]))


def listed(parts: Iterable[object]) -> Markup:
    """The parts as a reader says them: a, b and c."""
    *most, last = list(parts) or [""]
    if not most:
        return escape(last)
    return tell("{most} and {last}", most=commas(most), last=last)


def comma() -> Markup:
    """What stands between the parts of a list."""
    return Markup(", ") if spoken() == "en" else Markup("、")


def pause() -> Markup:
    """What stands between the parts of a note."""
    return Markup(", ") if spoken() == "en" else Markup("，")


def commas(parts: Iterable[object]) -> Markup:
    """The parts with what stands between them: in Chinese nothing, where both are quoted."""
    return comma().join(escape(part) for part in parts).replace("”、“", "”“")


def bracketed(aside: object) -> Markup:
    """What is said aside, in the brackets of the language."""
    return tell(" ({aside})", aside=aside)


def quoted(text: object) -> Markup:
    """A string of the texts in quotation marks, with single ones inside."""
    return Markup("“{}”").format(str(text).replace("“", "‘").replace("”", "’"))


def semicolon() -> Markup:
    """What stands between the longer parts of a list."""
    return Markup("; ") if spoken() == "en" else Markup("；")


def and_more(number: int) -> Markup:
    """How many more there are than are listed; nothing if none."""
    return tell(" and {number} more", number=number) if number > 0 else Markup("")


def reasons(confounds: Sequence[str]) -> Markup:
    """What speaks against a match, to be said of the texts."""
    unknown = [part.removesuffix(" unknown") for part in confounds if part.endswith(" unknown")]
    differ = [p for p in confounds if not p.endswith(" unknown") and p != "too few texts"]
    parts = [
        differ and tell("differ in {what}", what=listed(map(word, differ))),
        unknown and tell("do not all have a known {what}", what=listed(map(word, unknown))),
        "too few texts" in confounds and tell("are fewer than asked for"),
    ]
    return listed(part for part in parts if part)


def one_out(left_out: Sequence[str]) -> Markup:
    """What is left out at a time, for ranges."""
    if list(left_out) == ["text"]:
        return tell("one text at a time")
    if "text" in left_out:
        return tell("one paragraph at a time, or one text of a group with several,")
    return tell("one paragraph at a time")


def others(config: Mapping[str, Any]) -> Markup:
    """What a group is compared with."""
    if config["keyness"]["reference"] == "balanced":
        return tell("the other groups, each weighing the same")
    return tell("the other groups taken together")


def word(value: object) -> str:
    """A word of our tables in the language that is spoken; what is not ours as it is."""
    text = "" if isinstance(value, float) and math.isnan(value) else str(value)
    return _words(spoken()).get(text, text)


@cache
def _words(language: str) -> dict[str, str]:
    from chengyan.language import speaking

    with speaking(language):
        return {**_verdicts(), **_kinds(), **_measures()}


def _verdicts() -> dict[str, str]:
    return {
        "matched": _("matched"),
        "unmatched": _("unmatched"),
        "robust": _("robust"),
        "fragile": _("fragile"),
        "reversed": _("reversed"),
        "stands": _("stands"),
        "wobbles": _("wobbles"),
        "falls": _("falls"),
        "validated": _("validated"),
        "not validated": _("not validated"),
        "fails": _("fails"),
        "genre": _("genre"),
        "office": _("office"),
        "year": _("year"),
        "city": _("city"),
        "genre unknown": _("genre unknown"),
        "office unknown": _("office unknown"),
        "year unknown": _("year unknown"),
        "city unknown": _("city unknown"),
        "too few texts": _("too few texts"),
        "model-coded": _("model-coded"),
        "human-coded": _("human-coded"),
        "human-coded and model-coded": _("human-coded and model-coded"),
        "warning": _("warning"),
        "error": _("error"),
        "note": _("note"),
    }


def _kinds() -> dict[str, str]:
    return {
        "heading": _("heading"),
        "body": _("body"),
        "title": _("title"),
        "byline": _("byline"),
        "salutation": _("salutation"),
        "colophon": _("colophon"),
        "formulation": _("formulation"),
        "idiom": _("idiom"),
        "institution": _("institution"),
        "numbered_shorthand": _("numbered shorthand"),
        "occasion": _("occasion"),
        "person": _("person"),
        "place": _("place"),
        "project": _("project"),
        "national": _("national"),
        "provincial": _("provincial"),
        "local": _("local"),
        "evidence": _("evidence"),
        "form": _("form"),
        "formula": _("formula"),
        "metaphor": _("metaphor"),
        "stance": _("stance"),
        "lda": _("variational LDA"),
        "variational LDA": _("variational LDA"),
        "sampled LDA": _("sampled LDA"),
        "seeded topics": _("seeded topics"),
        "free topics": _("free topics"),
        "codebook": _("codebook"),
        "nmf": "NMF",
        "gibbs": _("sampled LDA"),
    }


def _measures() -> dict[str, str]:
    return {
        "clause_length": _("clause length"),
        "clauses_per_sentence": _("clauses per sentence"),
        "four_character_words": _("four character words"),
        "long_sentences": _("long sentences"),
        "rare_words": _("rare words"),
        "sentence_length": _("sentence length"),
        "sentence_length_median": _("sentence length median"),
        "sentence_length_p10": _("sentence length p10"),
        "sentence_length_p25": _("sentence length p25"),
        "sentence_length_p75": _("sentence length p75"),
        "sentence_length_p90": _("sentence length p90"),
        "word_length": _("word length"),
        "mattr": "MATTR",
        "mtld": "MTLD",
        "hdd": "HD-D",
        "Han characters": _("Han characters"),
        "clauses": _("clauses"),
        "share": _("share"),
        "tokens": _("tokens"),
        "types a token": _("types a token"),
        "per 10,000 words": _("per 10,000 words"),
        "per 10,000 Han characters": _("per 10,000 Han characters"),
        "Han characters a sentence, headings too": _("Han characters a sentence, headings too"),
        "share of Han characters": _("share of Han characters"),
        "share of Han characters with a counted code": _(
            "share of Han characters with a counted code"
        ),
        "share of sentences": _("share of sentences"),
        "types a token in windows of 100, whole text": _(
            "types a token in windows of 100, whole text"
        ),
    }
