"""The rules that a coder works by, short enough to be read before coding."""

import re
from collections.abc import Sequence

from chengyan.priorities.codebook import Code

# One a paragraph. Those that name codes are for codebooks that have them.
_RULES = """\
Code alone, and talk about it when both of you are done.

Read headings, before and after; code what stands under text.

Code what it asks for, reports or praises, not the words it happens to use: a slogan inside a
sentence on schools is still about schools.

Write one code under primary and none, one or two under secondary, the weightier first, with ; or a
blank between them. What you doubt goes under note.

Leave no primary empty, delete no row, and change nothing but primary, secondary and note. You may
sort the rows.

A row whose id ends in .1, .2 and so on is a part of the sentence whose id is the same without it.
Code the sentence as a whole, and each part by itself.

A heading is coded like a sentence.

Where areas are listed with equal weight, the first named is primary, the next two are secondary.

A target in figures follows its object: GDP is ECON, income LIVE, PM2.5 ECOL.

A sentence that sums up the whole programme (再造一个新保定) is LOYAL; if it names one area as the
means, that area is secondary. Where concrete areas are listed, the rule on lists goes first.

人民至上 and its kin without a measure: LIVE when it speaks of well-being, LOYAL when it speaks of
the Party's bond with the people.

The city's past before the present leadership's record is HIST, the area it speaks of second.

An aphorism or allusion without a policy object is NONE; one that calls for loyalty, effort or the
overall goal is LOYAL.

Cadres' conduct, study, training and organisation are PARTY even when no measure is named; formulas
of allegiance alone are LOYAL.

首都政治“护城河” is SAFE. Hotlines and 接诉即办 are LIVE, SAFE second. Universities and vocational
schools as education are LIVE, INNO second.

Development zones are ECON; trade zones and serving investors are OPEN. County economy is RURAL,
county-town building URBAN.
"""


def rules_of(codes: Sequence[Code]) -> list[str]:
    """Rules for coders: general ones, and those on codes that the codebook has."""
    known = {code.code for code in codes}
    rules = [" ".join(rule.split("\n")).strip() for rule in _RULES.split("\n\n")]
    return [rule for rule in rules if {*re.findall(r"\b[A-Z]{4,}\b", rule)} <= known]
