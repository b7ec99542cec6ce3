"""Doubts about a text's row in the manifest: whether the text says another place, level or year."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from chengyan.checks.text import Reading
from chengyan.findings import Finding

# Fields without which no contrast can be matched.
NEEDED = ("genre", "office", "date")
_LEVELS = {
    "国": "the nation", "省": "a province", "市": "a city", "县": "a county",
}  # fmt: skip
_OF_SUFFIX = {
    **dict.fromkeys(("省", "自治区"), "省"),
    **dict.fromkeys(("市", "自治州", "州", "盟", "地区"), "市"),
    **dict.fromkeys(("自治县", "县", "区", "旗"), "县"),
}
_SUFFIX = "|".join(sorted(_OF_SUFFIX, key=len, reverse=True))
_NAME = r"[\u4e00-\u9fff]{2,8}?"
_TERM = "(?:本届|上届|新一届|第.{1,4}届)?"
# For whom a text says that it speaks: place (often left out) and level.
_SPEAKS_FOR = (
    re.compile(
        rf"[我谨]代表(?:中共)?{_TERM}(?P<name>{_NAME})??(?P<level>{_SUFFIX})(?:人民)?(?:政府|委)"
    ),
    re.compile(rf"中国共产党(?P<name>{_NAME})(?P<level>{_SUFFIX})第"),
)
_TITLE = (
    re.compile(
        rf"(?:^|[^\u4e00-\u9fff])(?P<name>{_NAME})(?P<level>{_SUFFIX})"
        r"(?:人民)?政府.{0,4}工作报告"
    ),
    *_SPEAKS_FOR,
)
_NATIONAL = re.compile(r"[我谨]代表(?:国务院|党中央)")
_PREMIER = re.compile(r"国务院总理\s*[\u4e00-\u9fff]")
_HEAD_PARAGRAPHS = 12

# ASSUME a text that names another city so often, and twice as often as its own, is of that one.
_OFTEN, _OFTENER = 4, 2
# Cities whose names are words, or parts of other names: they count where their level is said.
_WORDS = frozenset(
    "安康 朝阳 大同 日照 白银 和田 普洱 玉树 山南 海东 海西 海北 黄南 来宾 东营 南通 中山 长治 "
    "保山 通化 大理 三明 新乡 文山 平凉 昌都".split()
)
# ASSUME a year named oftenest tells when a text was written if it lies so near to its date; a
# commemoration looks farther back.
_NEAR, _FAR = 2, 15
# ASSUME no text has these words twice before these years: congresses, plans and what they coined.
_LANDMARKS = {
    "党的十八大": 2011, "党的十九大": 2016, "党的二十大": 2021, "二十届三中全会": 2023,
    "习近平新时代中国特色社会主义思想": 2017, "“十三五”": 2014, "“十四五”": 2019, "“十五五”": 2024,
    "新冠": 2020, "新质生产力": 2023, "党的十六大": 2001, "党的十七大": 2006,
}  # fmt: skip
_REVIEW = re.compile(r"((?:19|20)\d\d)年?(?:政府)?工作(?:的)?(?:回顾|(情况|总结))")
_PLAN = re.compile(
    r"((?:19|20)\d\d)年(?:政府|的)?(?:重点|主要|总体)?(?:工作|目标|任务|预期)(?:的)?"
    r"(?:安排|任务|打算|思路|重点|目标|建议|总体|要求)"
)
_OPENING = re.compile(r"^((?:19|20)\d\d)年[，,]?是.{0,60}(?:之年|一年)")
_DATED = re.compile(r"[（(]?((?:19|20)\d\d)\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?[）)]?")
# A year that something shall be reached by is not one that a text is written in.
_YEAR = re.compile(r"(?<![\d到至—–-])((?:19|20)\d\d)(?=年)")
_CHINESE_YEAR = re.compile("([一二][〇零○九][〇零○一二三四五六七八九]{2})年")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# Work of the next year is planned from then on.
_AUTUMN = 9


def check_row(reading: Reading, row: Mapping[str, str]) -> list[Finding]:
    """Hold a text against what its row says of it.

    Parameters
    ----------
    reading : Reading
    row : mapping
        The manifest's fields; city, genre, office and date are looked at.

    Returns
    -------
    list of Finding
        Without doc_id. ``other-place``, ``other-level``, ``other-year`` and ``unknown-field``.

    Notes
    -----
    A text that names no place and no year says nothing against its row: silence is no proof.
    """
    empty = [name for name in NEEDED if not row.get(name, "").strip()]
    findings = [*_place(reading, row.get("city", "").strip()), *_year(reading, row)]
    if empty:
        findings.append(Finding("unknown-field", reading.place, f"{', '.join(empty)} not given"))
    return findings


@cache
def places() -> dict[str, frozenset[tuple[str, str]]]:
    """Provinces and cities of prefecture level by bare name: their level and province.

    A constant of the package: the divisions of 2024 with the short names that texts use.
    """
    text = files("chengyan.checks").joinpath("places.tsv").read_text(encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        found.setdefault(row["name"], set()).add((row["level"], row["province"]))
    return {name: frozenset(kinds) for name, kinds in found.items()}


def bare(name: str) -> str:
    """A place without the suffix of its level: 保定 of 保定市."""
    short = re.sub(r"(?:市|省|自治州|自治区|自治县|地区|州|盟|县|区|旗)$", "", name)
    return short if len(short) > 1 else name


def _place(reading: Reading, city: str) -> Iterator[Finding]:
    if not city:
        return
    own = bare(city)
    declared = _declared(reading, city, own)
    if declared:
        yield declared
    elif own in places() or city.endswith(tuple(_OF_SUFFIX)):
        yield from _named_oftener(reading, own)


def _declared(reading: Reading, city: str, own: str) -> Finding | None:
    """What the head of the text says of place and level, where that is not the row's."""
    level = _level_of(city)
    for paragraph in reading.text()[:_HEAD_PARAGRAPHS]:
        at = reading.at(paragraph.source_line)
        on_top = paragraph.kind in ("title", "byline", "front_matter")
        nation = _NATIONAL.search(paragraph.text) or (on_top and _PREMIER.search(paragraph.text))
        if nation:
            return Finding("other-level", at, f"“{nation[0]}”: {_LEVELS['国']} speaks, not {own}")
        patterns = _TITLE if on_top else _SPEAKS_FOR
        for found in filter(None, (pattern.search(paragraph.text) for pattern in patterns)):
            name, says = found["name"] or "", _OF_SUFFIX[found["level"]]
            if name and name[-2:] in ("人民", "我们", "全国"):
                continue
            if name and own[:2] not in name and bare(name) not in own:
                if says == "省" and level == "市":
                    return Finding("other-level", at, f"“{found[0]}”: a province, not {city}")
                return Finding("other-place", at, f"“{found[0]}”: of {name}, not of {city}")
            if level and says != level and own not in _municipalities():
                message = f"“{found[0]}”: {_LEVELS[says]} speaks, but {city} is {_LEVELS[level]}"
                return Finding("other-level", at, message)
    return None


def _level_of(city: str) -> str:
    """The level that a name's own suffix tells, else that of the place it names."""
    suffix = next((suffix for suffix in _OF_SUFFIX if city.endswith(suffix)), "")
    if suffix and (_OF_SUFFIX[suffix] == "县" or city not in places()):
        return _OF_SUFFIX[suffix]
    own = bare(city)
    levels = {level for level, _ in places().get(own, ())}
    return {"province": "省", "city": "市"}.get(levels.pop(), "") if len(levels) == 1 else ""


@cache
def _municipalities() -> frozenset[str]:
    return frozenset(
        name for name, kinds in places().items() if any(k == "municipality" for k, _ in kinds)
    )


def _named_oftener(reading: Reading, own: str) -> Iterator[Finding]:
    """Another city that the text names more often than its own."""
    text = "".join(paragraph.text for paragraph in reading.text())
    mine = text.count(own)
    above = {province for _, province in places().get(own, ())}
    counts: Counter[str] = Counter()
    for name, kinds in places().items():
        # A province and its own cities, the capital and names that hold the own one prove nothing.
        within = any(province == own for _, province in kinds)
        if name not in above and name != "北京" and own not in name and name not in own:
            counts[name] = 0 if within else text.count(f"{name}市" if name in _WORDS else name)
    (other, times), *_ = counts.most_common(1)
    if times >= _OFTEN and times > _OFTENER * mine:
        message = f"{other} is named {times} times, {own} {mine or 'not once'}"
        yield Finding("other-place", reading.place, message)


def _year(reading: Reading, row: Mapping[str, str]) -> Iterator[Finding]:
    dated = re.match(r"(\d{4})(?:-(\d{2}))?", row.get("date", "").strip())
    if not dated:
        return
    year = int(dated[1])
    # A report that is given late in the year may be the next one's.
    allowed = {year, year + (int(dated[2] or 0) >= _AUTUMN)}
    for paragraph in reading.text():
        spoken, words = _spoken_years(paragraph.text, paragraph.kind)
        if spoken and not spoken & allowed:
            said = " or ".join(map(str, sorted(spoken)))
            message = f"“{words}” is said in {said}, the row has {row['date']}"
            yield Finding("other-year", reading.at(paragraph.source_line), message)
            return
    for words, first in _LANDMARKS.items():
        if first > max(allowed) and reading.raw.count(words) > 1:
            message = f"{words} is not spoken of before {first}; the row has {row['date']}"
            yield Finding("other-year", reading.place, message)
            return
    (named, times), *_ = years_named(reading.raw).most_common(1) or [(0, 0)]
    if times >= _OFTEN and _NEAR < year - named <= _FAR:
        message = f"{named} is the year it names most, {times} times; the row has {row['date']}"
        yield Finding("other-year", reading.place, message)


def _spoken_years(text: str, kind: str) -> tuple[set[int], str]:
    """The years in which a paragraph may be spoken, by its own words; none if it does not say."""
    text = _CHINESE_YEAR.sub(lambda year: year[0].translate(_DIGITS), text)
    if found := _PLAN.search(text[:60]):
        return {int(found[1])}, found[0]
    if found := _REVIEW.search(text[:60]):
        # What is summed up may be the year that ends or the one that has ended.
        return {int(found[1]) + 1} | ({int(found[1])} if found[2] else set()), found[0]
    # “2023 is a year of …” is said of the year that is over or that begins.
    if found := _OPENING.search(text):
        return {int(found[1]), int(found[1]) + 1}, found[0][:12] + "…"
    if kind in ("front_matter", "byline", "title") and (found := _DATED.search(text)):
        return {int(found[1])}, found[0]
    return set(), ""


def years_named(text: str) -> Counter[int]:
    """How often each year is named as such, in digits or in Chinese."""
    years = Counter(int(year) for year in _YEAR.findall(text))
    years.update(int(year.translate(_DIGITS)) for year in _CHINESE_YEAR.findall(text))
    return years
