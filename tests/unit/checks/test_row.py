"""A text held against its row: place, level and year."""

import itertools
import os
from pathlib import Path

import pytest
from reports import report

from chengyan.checks.row import bare, check_row, places, years_named
from chengyan.checks.text import read
from chengyan.corpus import read_text
from chengyan.manifest import read_manifest

ROOT = Path(__file__).parents[3]
BESIDE = ROOT.parent / "shared/corpora/city_gwr_2024"
REPORTS = Path(os.environ.get("CHENGYAN_TEXTS", BESIDE))
ROW = {"city": "唐山", "genre": "report", "office": "市长", "date": "2024-01"}
OPENING = "现在，我代表市人民政府向大会报告工作"


def codes(raw, **fields):
    return {finding.code for finding in check_row(read(raw, "a.txt"), ROW | fields)}


def test_a_text_of_its_row_is_not_doubted():
    assert codes(report("唐山")) == set()
    assert codes(report("唐山"), city="唐山市") == set()


@pytest.mark.parametrize(
    ("opening", "city", "code"),
    [
        ("现在，我代表国务院，向大会报告政府工作", "唐山", "other-level"),
        ("现在，我代表河北省人民政府向大会报告工作", "唐山", "other-level"),
        ("现在，我代表县人民政府向大会报告工作", "唐山", "other-level"),
        ("现在，我代表区人民政府向大会报告工作", "唐山", "other-level"),
        ("现在，我代表省人民政府向大会报告工作", "唐山", "other-level"),
        ("现在，我代表保定市人民政府向大会报告工作", "唐山", "other-place"),
        ("我代表中共廊坊市委向大会作报告", "唐山", "other-place"),
        ("我代表中国共产党邯郸市第十届委员会作报告", "唐山", "other-place"),
        ("现在，我代表唐山市人民政府向大会报告工作", "唐山", ""),
        ("现在，我代表河北省人民政府向大会报告工作", "河北", ""),
        ("现在，我代表市人民政府向大会报告工作", "河北", "other-level"),
        ("现在，我代表北京市人民政府向大会报告工作", "北京", ""),
        ("人大代表和政协委员列席市政府常务会议", "唐山", ""),
        ("现在，我代表县人民政府向大会报告工作", "长沙县", ""),
        ("现在，我代表区人民政府向大会报告工作", "朝阳区", ""),
        ("现在，我代表市人民政府向大会报告工作", "正定县", "other-level"),
        ("现在，我代表自治区人民政府向大会报告工作", "内蒙古", ""),
        ("现在，我代表自治州人民政府向大会报告工作", "延边", ""),
        ("现在，我代表延边朝鲜族自治州人民政府向大会报告工作", "延边州", ""),
        ("现在，我代表本届市人民政府向大会报告工作", "唐山", ""),
        ("现在，我代表第十七届市人民政府向大会报告工作", "唐山", ""),
    ],
)
def test_for_whom_a_text_speaks(opening, city, code):
    raw = report(city).replace(OPENING, opening)
    assert codes(raw, city=city) == ({code} if code else set())


def test_a_text_that_names_another_city_is_doubted():
    assert codes(report("承德")) == {"other-place"}
    assert codes(report("唐山") + "学习苏州经验。" * 3) == set()
    assert codes("石家庄要当好省会。" * 9, city="河北") == set()
    assert codes("安康是福，朝阳升起。" * 9) == set()
    assert codes("今天，国务院总理 李克强作出批示。" + report("唐山")) == set()


@pytest.mark.parametrize(
    ("date", "doubted"),
    [
        ("2024", False),
        ("2024-02-01", False),
        ("2023-12", False),
        ("2023", True),
        ("2021", True),
        ("2025", True),
    ],
)
def test_from_which_year_a_text_speaks(date, doubted):
    assert ("other-year" in codes(report("唐山"), date=date)) == doubted


def test_a_printed_date_and_the_years_named_tell_the_year():
    raw = "在大会上的讲话\n\n（2019年3月5日）\n\n某某\n\n同志们：\n\n" + "我们要实干，要担当。" * 20
    assert "other-year" in codes(raw, date="2022")
    assert "other-year" not in codes(raw, date="2019")
    assert codes("到2025年实现目标，到2025年建成。" * 6, date="2021") == set()
    assert codes("1948年的冬天，1948年的春天。" * 6, date="2018") == set()
    assert codes("二〇一九年工作回顾", date="2024") == {"other-year"}
    assert codes("2023年工作总结", date="2023") == set()
    assert codes("2024年工作安排", date="2023-10") == set()
    assert codes("奋力推进“十四五”发展，实现“十四五”目标。", date="2016") == {"other-year"}
    assert codes("奋力推进“十四五”发展，实现“十四五”目标。", date="2021") == set()
    named = "回顾2015年的工作，总结2015年，再看二〇一五年，2015年不易。" * 2
    assert "other-year" in codes(named, date="2022")
    assert years_named(named) == {2015: 8}


def test_unknown_fields_are_named():
    (found,) = check_row(read(report("唐山"), "a.txt"), {"city": "唐山", "date": "2024"})
    assert (found.code, found.message) == ("unknown-field", "genre, office not given")


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"{REPORTS} is not there")
def test_real_reports_filed_under_any_other_city_are_doubted_and_under_their_own_never():
    readings = {f.stem: read(f.read_text("utf-8"), f.name) for f in sorted(REPORTS.glob("*.txt"))}
    for city, reading in readings.items():
        assert check_row(reading, ROW | {"city": city}) == [], city
    for own, other in itertools.permutations(readings, 2):
        found = {finding.code for finding in check_row(readings[own], ROW | {"city": other})}
        assert found & {"other-place", "other-level"}, f"{own} as {other}"
    for date in ("2019", "2022-05", "2023"):
        for city, reading in readings.items():
            found = {
                finding.code for finding in check_row(reading, ROW | {"city": city, "date": date})
            }
            assert "other-year" in found, f"{city} as of {date}"


def test_the_shipped_texts_agree_with_their_rows():
    for document in read_manifest(ROOT / "corpora/documents.tsv"):
        reading = read(read_text(document), "a.txt")
        assert check_row(reading, document.row) == []
        found = {finding.code for finding in check_row(reading, document.row | {"date": "2010"})}
        # An anniversary article looks back, and names what is new only once.
        assert found == ({"other-year"} if document.row["city"] != "石家庄" else set())


def test_places_are_those_of_the_country():
    levels = [level for kinds in places().values() for level, _ in kinds]
    assert levels.count("municipality") == 4
    assert levels.count("province") == 27
    assert levels.count("city") > 330
    assert {"河北"} == {province for _, province in places()["保定"]}
    assert bare("保定市") == "保定"
    assert bare("沙市") == "沙市"
