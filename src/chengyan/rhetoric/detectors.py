"""How each device is found: by its patterns, or by what its detector makes of them."""

from collections.abc import Callable, Iterator, Mapping

from chengyan.cues import Hit
from chengyan.formulations.entries import KINDS
from chengyan.rhetoric.addressee import addressee
from chengyan.rhetoric.antithesis import find_antithesis
from chengyan.rhetoric.commissive import committing
from chengyan.rhetoric.four_characters import find_four_character_runs
from chengyan.rhetoric.names import name_spans
from chengyan.rhetoric.patterns import DevicePattern
from chengyan.rhetoric.quantities import arguing
from chengyan.rhetoric.quotation import without_shorthand
from chengyan.rhetoric.rank import aim_of
from chengyan.rhetoric.repetition import find_anaphora
from chengyan.rhetoric.span import Instance, Span, stretch
from chengyan.rhetoric.subjects import acting
from chengyan.rhetoric.text import Text
from chengyan.rhetoric.thanked import thanked

Detector = Callable[[Text, str], Iterator[Instance]]
Hits = list[list[Hit[DevicePattern]]]


def by_patterns(text: Text, device: str) -> Iterator[Instance]:
    """Every match of the device's patterns."""
    return _spans(text, text.tools.finder.find(device, text.texts))


def _spans(text: Text, hits: Hits) -> Iterator[Instance]:
    for row, (words, found) in enumerate(zip(text.texts, hits, strict=True)):
        for hit in found:
            yield (stretch(words, row, hit.start, hit.end, hit.cue.form),)


def by_subject(text: Text, device: str) -> Iterator[Instance]:
    """Names that are the subject of a clause."""
    found = text.tools.finder.find(device, text.texts)
    return _spans(
        text, [acting(words, hits) for words, hits in zip(text.texts, found, strict=True)]
    )


def by_promise(text: Text, device: str) -> Iterator[Instance]:
    """将 before an act of the city's own."""
    found = text.tools.finder.find(device, text.texts)
    return _spans(
        text,
        [
            committing(words, hits, text.tools.cut)
            for words, hits in zip(text.texts, found, strict=True)
        ],
    )


def by_obligation(text: Text, device: str) -> Iterator[Instance]:
    """Words of obligation, 要 with who is told."""
    for row, (words, hits) in enumerate(
        zip(text.texts, text.tools.finder.find(device, text.texts), strict=True)
    ):
        for hit in hits:
            told = addressee(words, hit.start, hit.end)
            form = f"{hit.cue.form}:{told}" if hit.cue.form != "resolve" else hit.cue.form
            yield (Span(row, hit.start, hit.end, form),)


def by_rank(text: Text, device: str) -> Iterator[Instance]:
    """Claims of rank, achieved or aimed at."""
    for row, (words, looks, hits) in enumerate(
        zip(text.texts, text.orientations, text.tools.finder.find(device, text.texts), strict=True)
    ):
        for hit in hits:
            yield (Span(row, hit.start, hit.end, aim_of(words, hit.start, looks)),)


def by_thanks(text: Text, device: str) -> Iterator[Instance]:
    """Words of thanks, with those who are thanked."""
    for row, (words, hits) in enumerate(
        zip(text.texts, text.tools.finder.find(device, text.texts), strict=True)
    ):
        for hit in hits:
            yield (Span(row, hit.start, hit.end, thanked(words, hit.start, hit.end)),)


def by_marks(text: Text, device: str) -> Iterator[Instance]:
    """What stands in quotation marks, but for numbered shorthands."""
    find = text.tools.finder.find
    pairs = zip(find(device, text.texts), find("numbered_shorthand", text.texts), strict=True)
    return _spans(text, [without_shorthand(slogans, shorthand) for slogans, shorthand in pairs])


def by_quantity(text: Text, _device: str) -> Iterator[Instance]:
    """Numbers that argue, by what they tell: achieved, pledged, other."""
    place = {number: row for row, number in enumerate(text.sentences["sentence"])}
    rows = arguing(text.targets[text.targets["sentence"].isin(place)])
    for sentence, start, end, kind in zip(
        *(rows[name] for name in ("sentence", "start", "end", "kind")), strict=True
    ):
        yield (Span(place[sentence], start, end, kind),)


def by_orientation(text: Text, device: str) -> Iterator[Instance]:
    """Whole sentences that look where the device says: past, present, future."""
    for row, (words, looks) in enumerate(zip(text.texts, text.orientations, strict=True)):
        if looks == device:
            yield (Span(row, 0, len(words)),)


def by_formulation(text: Text, _device: str) -> Iterator[Instance]:
    """Fixed formulations by level: all entries compete, names too, and the longest wins."""
    matcher = text.tools.matcher
    for row, words in enumerate(text.texts):
        for match in matcher.longest(matcher.all_matches(words)):
            if text.tools.entries[match.entry.term].is_of(KINDS):
                yield (Span(row, match.start, match.end, match.entry.level),)


def by_name(text: Text, device: str) -> Iterator[Instance]:
    """Places, projects and firms with a name of their own."""
    for row, words in enumerate(text.texts):
        for found, span in name_spans(row, text.tools.named(words), text.tools.entries, text.own):
            if found == device:
                yield (span,)


def by_likeness(text: Text, device: str) -> Iterator[Instance]:
    """Runs and pairs of like members, as the learned weights find them."""
    if device == "parallelism":
        return iter(text.parallel)
    tools = text.tools
    return iter(find_antithesis(text.sentences, tools.cut, tools.scorers[device], text.parallel))


def by_repetition(text: Text, _device: str) -> Iterator[Instance]:
    """Members and sentences that begin with one word."""
    return iter(find_anaphora(text.sentences, text.tools.cut))


def by_four_characters(text: Text, _device: str) -> Iterator[Instance]:
    """Phrases of four characters side by side."""
    return iter(find_four_character_runs(text.sentences, text.tools.cut))


DETECTORS: Mapping[str, Detector] = {
    "patterns": by_patterns,
    "subject": by_subject,
    "promise": by_promise,
    "obligation": by_obligation,
    "rank": by_rank,
    "thanks": by_thanks,
    "marks": by_marks,
    "quantity": by_quantity,
    "orientation": by_orientation,
    "formulation": by_formulation,
    "name": by_name,
    "likeness": by_likeness,
    "repetition": by_repetition,
    "four_characters": by_four_characters,
}
