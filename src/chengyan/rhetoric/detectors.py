"""How each device is found: by its patterns, or by what its detector makes of them."""

from collections.abc import Callable, Iterator, Mapping

from chengyan.cues import Hit
from chengyan.formulations.entries import KINDS
from chengyan.rhetoric.addressee import addressee
from chengyan.rhetoric.antithesis import find_antithesis
from chengyan.rhetoric.commissive import committing
from chengyan.rhetoric.four_characters import find_four_character_runs
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
    return _spans(text, text.found(device))


def _spans(text: Text, hits: Hits) -> Iterator[Instance]:
    for row, (words, found) in enumerate(zip(text.texts, hits, strict=True)):
        for hit in found:
            yield (stretch(words, row, hit.start, hit.end, hit.cue.form),)


def by_subject(text: Text, device: str) -> Iterator[Instance]:
    """Names that are the subject of a clause."""
    found = text.found(device)
    return _spans(
        text, [acting(words, hits) for words, hits in zip(text.texts, found, strict=True)]
    )


def by_promise(text: Text, device: str) -> Iterator[Instance]:
    """将 before an act of the city's own."""
    found = text.found(device)
    return _spans(
        text,
        [
            committing(words, hits, text.tools.plain.tokens)
            for words, hits in zip(text.texts, found, strict=True)
        ],
    )


def by_obligation(text: Text, device: str) -> Iterator[Instance]:
    """Words of obligation, 要 with who is told."""
    for row, (words, hits) in enumerate(zip(text.texts, text.found(device), strict=True)):
        for hit in hits:
            told = addressee(words, hit.start, hit.end)
            form = f"{hit.cue.form}:{told}" if hit.cue.form != "resolve" else hit.cue.form
            yield (Span(row, hit.start, hit.end, form),)


def by_rank(text: Text, device: str) -> Iterator[Instance]:
    """Claims of rank, achieved or aimed at."""
    for row, (words, looks, hits) in enumerate(
        zip(text.texts, text.orientations, text.found(device), strict=True)
    ):
        for hit in hits:
            yield (Span(row, hit.start, hit.end, aim_of(words, hit.start, looks)),)


def by_thanks(text: Text, device: str) -> Iterator[Instance]:
    """Words of thanks, with those who are thanked."""
    for row, (words, hits) in enumerate(zip(text.texts, text.found(device), strict=True)):
        for hit in hits:
            yield (Span(row, hit.start, hit.end, thanked(words, hit.start, hit.end)),)


def by_marks(text: Text, device: str) -> Iterator[Instance]:
    """What stands in quotation marks, but for numbered shorthands."""
    pairs = zip(text.found(device), text.found("numbered_shorthand"), strict=True)
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
    for row, tokens in enumerate(text.named):
        for token in tokens:
            entry = text.tools.entries[token.text] if token.by == "lexicon" else None
            if entry and entry.is_of(KINDS):
                yield (Span(row, token.start, token.end, entry.level),)


def by_name(text: Text, device: str) -> Iterator[Instance]:
    """Places, projects and firms with a name of their own."""
    return ((span,) for found, span in text.names if found == device)


def by_likeness(text: Text, device: str) -> Iterator[Instance]:
    """Runs and pairs of like members, as the learned weights find them."""
    if device == "parallelism":
        return iter(text.parallel)
    scorer = text.tools.scorers[device]
    return iter(find_antithesis(text.sentences, text.members, scorer, text.parallel))


def by_repetition(text: Text, _device: str) -> Iterator[Instance]:
    """Members and sentences that begin with one word."""
    return iter(find_anaphora(text.sentences, text.members))


def by_four_characters(text: Text, _device: str) -> Iterator[Instance]:
    """Phrases of four characters side by side."""
    return iter(find_four_character_runs(text.sentences, text.members))


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
