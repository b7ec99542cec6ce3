"""Figures of rhetoric: whole, inside the page, and no more certain than finding devices is."""

import itertools

import numpy as np
import pandas as pd
import pytest
from figure_texts import check, texts, title_of, words_of
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle

from chengyan.errors import DesignError, TableError
from chengyan.language import speaking
from chengyan.plots import (
    device_columns,
    device_worth,
    devices,
    metaphors,
    modality,
    modality_bars,
    rhetoric,
    rhetoric_panels,
    style,
)
from chengyan.rhetoric.differences import differences
from chengyan.rhetoric.ladder import RUNGS
from chengyan.rhetoric.worth import pooled_f1, statuses

GROUPS = ["保定", "廊坊", "石家庄", "唐山", "邯郸"]
MANY = [
    *GROUPS, "邢台", "张家口", "承德", "沧州", "北京", "天津", "哈尔滨", "南京", "合肥", "成都",
    "柳州", "沈阳", "温州", "潍坊", "芜湖", "西安", "南昌", "杭州", "福州", "厦门", "广州", "深圳",
    "昆明",
]  # fmt: skip
LONG = "全面建设社会主义现代化国家新征程上的京津冀协同发展战略"
ODD = ["2021", "$50^2$_{x}", f"{LONG}{LONG}"]
SOURCES = {"journey": "旅程", "war": "战争", "building": "建筑", "body": "身体与家庭"}
# Device: names and family, as many as the package's battery has.
BATTERY = {
    **{f"form_{i}": (f"形式{i}", f"Form of a kind {i}", "form") for i in range(8)},
    **{f"formula_{i}": (f"套语{i}", f"Formula {i}", "formula") for i in range(5)},
    "modality_strong": ("强义务", "Strong obligation", "stance"),
    "modality_effort": ("努力", "Effort", "stance"),
    "commissive": ("承诺", "Promise", "stance"),
    "weak_obligation": ("弱义务", "Weak obligation", "stance"),
    **{f"stance_{i}": (f"立场{i}", f"Stance {i}", "stance") for i in range(3)},
    **{f"person_{i}": (f"行为者：人民{i}", f"Who acts, and whom {i}", "person")
       for i in range(11)},
    **{f"metaphor_{s}": (f"{zh}隐喻", f"The {s} as a metaphor", "metaphor")
       for s, zh in SOURCES.items()},
    **{f"evidence_{i}": (f"论据{i}", f"Evidence {i}", "evidence") for i in range(8)},
    "metaphor": ("隐喻", "Metaphor, all sources", "metaphor"),
}  # fmt: skip
SMALL_BATTERY = {
    name: BATTERY[name]
    for name in ("modality_strong", "metaphor_war", "metaphor_journey", "metaphor")
}
LARGE_BATTERY = {f"{name}_{i}": told for i in range(3) for name, told in BATTERY.items()}
ONE_FAMILY = {name: (*told[:2], "form") for name, told in BATTERY.items()}
CODING = {"coding": "model-coded"}


def share_table(groups, battery=BATTERY, *, contrast="unmatched", baseline=False, status=()):
    """Shares that fall with device and group; by turns one of `status`, else validated."""
    statuses_ = status or ("validated", "not validated")
    rows = [
        {"group": group, "device": device, "zh": zh, "en": en, "family": family,
         "count": 40 // (d + 1), "rate": 0.8 / (1 + d + g / 4) if (d + g) % 5 else 0.0,
         "unit": "share of sentences", "ci_low": np.nan, "ci_high": np.nan,
         "left_out": "paragraph", "positives": 3, "sentences": 40 + 200 * g,
         "status": statuses_[d % len(statuses_)], "baseline_low": 0.1 if baseline else np.nan,
         "baseline_median": 0.2 if baseline else np.nan,
         "baseline_high": 0.3 if baseline else np.nan,
         "baseline_note": "" if baseline else "0 other texts of genre speech, 5 are needed",
         "contrast": contrast}
        for g, group in enumerate(groups)
        for d, (device, (zh, en, family)) in enumerate(battery.items())
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    return table.assign(loo_low=table["rate"] * 0.9, loo_high=table["rate"] * 1.1)


def validation_table(battery=BATTERY, wrong=0, samples=(("dev", True, 30),)):
    """Samples of 100 sentences each, in which so many of the coded ones are missed."""
    rows = [
        {"sample": sample, "coding": "model-coded", "seen": seen, "device": device,
         "precision": 1.0, "recall": 1.0, "f1": 1.0, "support": support,
         "found": support - wrong, "both": support - wrong, "sentences": 100}
        for sample, seen, support in samples
        for device in battery
    ]  # fmt: skip
    return pd.DataFrame(rows)


UNCODED = validation_table().head(0)


def instance_table(groups, sources=SOURCES):
    """Of each source and group: 攻坚 three times, a long image twice, one other."""
    rows = [
        {"device": f"metaphor_{source}", "instance": i, "family": "metaphor", "group": group,
         "doc_id": f"text-{g}", "text": text}
        for g, group in enumerate(groups)
        for source in sources
        for i, text in enumerate(["攻坚", LONG, "攻坚", "堡垒", LONG, "攻坚"])
    ]  # fmt: skip
    return pd.DataFrame(rows)


def ladder_table(groups, shares=(0.06, 0.1, 0.3, 0.02, 0.1, 0.0)):
    """Rungs with such shares, less in later groups; 要 and 必须 tell us once, others twice."""
    rows = []
    for g, group in enumerate(groups):
        for (rung, device, form, zh, en), part in zip(RUNGS, shares, strict=True):
            told = {"all": 3, "us": 1, "assembly": 0, "others": 2}
            rows += [
                {"group": group, "rung": rung, "zh": zh, "en": en, "device": device,
                 "addressee": addressee, "count": count, "positives": count, "sentences": 60,
                 "share": part / (1 + g) * count / 3}
                for addressee, count in told.items()
                if addressee == "all" or form in ("must", "yao")
            ]  # fmt: skip
    return pd.DataFrame(rows)


def fingerprint(table, validation, groups):
    told = differences(table, validation, groups)
    return rhetoric.draw(table, validation, told, groups, **CODING)


def sources(table, validation, instances, groups):
    told = differences(table, validation, groups)
    return metaphors.draw(table, validation, instances, told, groups, **CODING)


def rungs(ladder, table, validation, groups):
    told = differences(table, validation, groups)
    return modality.draw(ladder, table, validation, told, groups, **CODING)


def drawn(groups, battery=BATTERY, validation=None, **also):
    validation = validation_table(battery) if validation is None else validation
    return fingerprint(share_table(groups, battery, **also), validation, groups)


def drawn_metaphors(groups, battery=BATTERY, validation=None, **also):
    validation = validation_table(battery) if validation is None else validation
    table = share_table(groups, battery, **also)
    return sources(table, validation, instance_table(groups), groups)


def drawn_ladder(groups, validation=None, table=None, **also):
    validation = validation_table() if validation is None else validation
    table = ladder_table(groups) if table is None else table
    return rungs(table, share_table(groups, **also), validation, groups)


def marks(figure):
    """Face and place of every mark drawn by scatter."""
    return [
        (to_hex(face), float(x))
        for axes in figure.axes
        for marked in axes.collections
        if isinstance(marked, PathCollection)
        for face, (x, _) in zip(
            itertools.cycle(marked.get_facecolors()), marked.get_offsets(), strict=False
        )
    ]


def note_of(figure):
    """The lines of the note, from above."""
    lines = [text for text in figure.texts if text.get_size() == style.SMALL]
    return " ".join(text.get_text() for text in sorted(lines, key=lambda t: -t.get_position()[1]))


# Whole and apart


@pytest.mark.parametrize(
    ("number", "battery"),
    [
        *((number, BATTERY) for number in (1, 3, 4, 5, 28)),
        (2, SMALL_BATTERY), (3, ONE_FAMILY), (5, LARGE_BATTERY), (28, LARGE_BATTERY),
    ],
    ids=lambda value: value if isinstance(value, int) else len(value),
)  # fmt: skip
def test_fingerprints_are_whole_inside_and_apart(number, battery):
    check(drawn(MANY[:number], battery))


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 28])
def test_metaphors_and_ladders_are_whole_inside_and_apart(number):
    check(drawn_metaphors(MANY[:number], BATTERY if number % 2 else SMALL_BATTERY))
    check(drawn_ladder(MANY[:number]))


@pytest.mark.parametrize("number", [3, 5, 8])
def test_odd_names_of_groups_stay_inside(number):
    groups = [*ODD, *(f"{name}{LONG}" for name in MANY)][:number]
    for draw in (drawn, drawn_metaphors, drawn_ladder):
        check(draw(groups))
    check(drawn(groups, validation=UNCODED, baseline=True, status=("not validated", "fails")))


def test_years_are_groups_even_where_they_are_numbers():
    table = share_table([2021, 2022], SMALL_BATTERY)
    figure = fingerprint(table, validation_table(), ["2021", "2022"])
    assert {"2021", "2022"} <= {text for text, _ in texts(figure)}


@pytest.mark.parametrize("number", [3, 8])
def test_where_all_fail_nothing_is_drawn_and_all_is_named(number):
    groups = MANY[:number]
    for draw in (drawn, drawn_metaphors, drawn_ladder):
        figure = draw(groups, status=("fails",))
        check(figure)
        assert marks(figure) == []
        assert "Not drawn, with an F1 below 0.6" in note_of(figure)


# What devices are worth


def test_what_is_told_of_a_device_is_what_its_status_hangs_on():
    table = pd.concat(
        [
            validation_table(wrong=6, samples=(("dev", True, 30),)),
            validation_table(wrong=2, samples=(("test", False, 8),)),
        ]
    )
    known = device_worth.worth(table)
    pd.testing.assert_series_equal(known["f1"], pooled_f1(table), check_names=False)
    # Of the clean sample alone: 6 of 8 found, none wrongly: 12 / 14.
    assert known["f1"]["metaphor"] == pytest.approx(12 / 14)
    assert (known["of"]["metaphor"], known["coded"]["metaphor"]) == (8, 38)
    assert known["clean"].all()
    assert statuses(table)["metaphor"] == "validated"
    # 2 of 100 wrong: Clopper and Pearson's interval ends at .0704 (R's binom.test).
    few = pd.concat(
        [
            validation_table(wrong=6, samples=(("dev", True, 30),)),
            validation_table(wrong=2, samples=(("test", False, 4),)),
        ]
    )
    # With fewer than five there, of both: 26 of 34.
    assert device_worth.worth(few)["f1"]["metaphor"] == pytest.approx(52 / 60)
    assert device_worth.worth(UNCODED).empty


def test_scores_stand_without_their_zero_and_only_where_something_was_coded():
    known = pd.DataFrame(
        {
            "f1": [0.964, 1.0, 0.0, np.nan],
            "of": [8, 3, 0, 0],
            "coded": [74, 3, 0, 0],
            "clean": [True, False] * 2,
        },
        list("abcd"),
    )
    told = [device_worth.scores(known, device) for device in "abcde"]
    assert told == [(".96", "8 of 74"), ("1.00*", "3"), ("–", "0"), ("–", "0"), ("–", "0")]


def test_the_note_says_what_f1_rests_on():
    said = note_of(drawn(GROUPS[:3], SMALL_BATTERY))
    assert "model-coded" in said
    assert "a fit, and flatter" in said
    clean = validation_table(samples=(("test", False, 30),))
    assert "flatter" not in note_of(drawn(GROUPS[:3], SMALL_BATTERY, clean))
    assert "No sample is coded" in note_of(drawn(GROUPS[:3], SMALL_BATTERY, UNCODED))


# The fingerprint


def test_marks_stand_at_their_shares_filled_where_validated():
    table = share_table(GROUPS[:2], SMALL_BATTERY)
    figure = fingerprint(table, validation_table(SMALL_BATTERY), GROUPS[:2])
    assert sorted(x for _, x in marks(figure)) == pytest.approx(sorted(table["rate"]))
    colours = {to_hex(look.colour) for look in style.looks(GROUPS[:2]).values()}
    solid = table.loc[table["status"] == "validated", "rate"]
    filled = [x for face, x in marks(figure) if face in colours]
    assert sorted(filled) == pytest.approx(sorted(solid))
    assert {face for face, _ in marks(figure)} == {"#ffffff", *colours}


def test_failed_devices_are_named_and_not_drawn():
    figure = drawn(GROUPS[:3], SMALL_BATTERY, status=("validated", "fails"))
    check(figure)
    assert len(marks(figure)) == 2 * 3
    said = note_of(figure)
    assert "Not drawn, with an F1 below 0.6: 战争隐喻 1.00*, 隐喻 1.00*." in said
    assert "Hollow" not in words_of(figure)


def test_bands_are_of_the_genre_or_the_note_says_why_there_are_none():
    def bands(figure):
        return [
            (patch.get_x(), patch.get_x() + patch.get_width())
            for axes in figure.axes for patch in axes.patches
            if isinstance(patch, Rectangle)
            and to_hex(patch.get_facecolor()) == rhetoric_panels.GENRE
        ]  # fmt: skip

    figure = drawn(GROUPS[:2], SMALL_BATTERY, baseline=True)
    assert bands(figure) == [pytest.approx((0.1, 0.3))] * 8
    assert "texts of that genre" in words_of(figure)
    assert "No band" not in words_of(figure)
    figure = drawn(GROUPS[:2], SMALL_BATTERY)
    assert bands(figure) == []
    assert "No band of the genre: 保定, 0 other texts of genre speech, 5 are needed; 廊坊" in (
        note_of(figure)
    )


def test_genres_without_a_band_are_named_in_the_language_of_the_figure():
    table = share_table(GROUPS[:2], SMALL_BATTERY)
    table["baseline_note"] = "0 other texts of genre closing speech within 2 years, 5 are needed"
    with speaking("zh"):
        said = note_of(fingerprint(table, validation_table(SMALL_BATTERY), GROUPS[:2]))
    assert "“闭幕讲话”" in said
    assert "closing" not in said


def test_intervals_have_caps_and_take_the_place_of_ranges():
    table = share_table(["a", "b"], SMALL_BATTERY)
    own = (table["group"] == "a") & (table["device"] == "metaphor_war")
    table.loc[own, ["ci_low", "ci_high"]] = [0.01, 0.9]
    figure = fingerprint(table, validation_table(SMALL_BATTERY), ["a", "b"])
    capped = [
        tuple(line.get_xdata())
        for axes in figure.axes for line in axes.lines if line.get_marker() == "|"
    ]  # fmt: skip
    assert capped == [(0.01, 0.9)]
    said = words_of(figure)
    assert "Line with caps: 95 % interval over texts." in said
    assert "Line: range" in said
    assert "caps" not in words_of(drawn(["a", "b"], SMALL_BATTERY))


def test_metaphor_stands_before_its_sources_and_other_devices_by_falling_mean():
    figure = drawn(GROUPS[:3], baseline=True)
    placed = {text: box.y0 for text, box in texts(figure)}
    sources = [f"{zh}隐喻" for zh in SOURCES.values()]
    assert all(placed["隐喻"] > placed[source] for source in sources if source in placed)
    means = share_table(GROUPS[:3]).groupby("zh")["rate"].mean()
    form = sorted((f"形式{i}" for i in range(8)), key=lambda zh: -means[zh])
    assert sorted(form, key=lambda zh: -placed[zh]) == form


@pytest.mark.parametrize("sizes", [(8, 5, 7, 11, 8, 8), (1,), (3, 3), (9, 1, 1, 1)])
def test_families_are_shared_out_evenly_the_first_at_the_left(sizes):
    blocks = [(str(i), list("x" * size)) for i, size in enumerate(sizes)]
    columns = device_columns._balanced(blocks)
    assert columns[0][0][0] == "0"
    assert sorted(family for column in columns for family, _ in column) == sorted(
        family for family, _ in blocks
    )
    lengths = [device_columns.rows_of(column) + len(column) for column in columns]
    total = sum(sizes) + len(sizes)
    best = min(
        max(side, total - side)
        for n in range(len(sizes) + 1)
        for chosen in itertools.combinations(sizes, n)
        for side in [sum(chosen) + n]
    )
    assert max(lengths) == best


def test_of_more_devices_than_a_page_holds_the_validated_ones_are_drawn():
    figure = drawn(GROUPS[:5], LARGE_BATTERY, status=("not validated",) * 9 + ("validated",))
    check(figure)
    assert "further devices are in the table only" in note_of(figure)
    colours = {to_hex(look.colour) for look in style.looks(GROUPS[:5]).values()}
    assert sum(face in colours for face, _ in marks(figure)) == 5 * (len(LARGE_BATTERY) // 10)


def test_many_groups_have_strips_on_square_roots_validated_ones_first():
    figure = drawn(MANY[:9])
    check(figure)
    placed = {text: box.y0 for text, box in texts(figure)}
    below = placed["Not validated: fewer than 20 coded sentences have it"]
    assert placed["形式0"] > below > placed["形式1"]
    # Sources of metaphor have a figure of their own.
    assert "旅程隐喻" not in placed
    assert {"0 %", "1 %", "5 %", "25 %", "50 %"} <= set(placed)
    table = share_table(MANY[:9], {"a": ("甲", "A", "form")})
    one = fingerprint(table, validation_table(["a"]), MANY[:9])
    assert sorted(x for _, x in marks(one)) == pytest.approx(sorted(np.sqrt(table["rate"])))


def test_devices_of_one_name_are_told_apart_in_strips():
    battery = {"a": ("隐", "A", "form"), "b": ("隐", "B", "form"), "c": ("显", "C", "form")}
    table = devices.strip_rows(share_table(["x"], battery), device_worth.worth(UNCODED))
    assert list(table["code"]) == ["a", "b", "显"]


def two_groups(rates, reach=0.01):
    """Devices with such shares in a and b, ranges of `reach` on either side."""
    battery = {name: (name, name.upper(), "form") for name in rates}
    table = share_table(["a", "b"], battery, status=("validated",))
    for device, pair in rates.items():
        for group, rate in zip(("a", "b"), pair, strict=True):
            own = (table["group"] == group) & (table["device"] == device)
            table.loc[own, ["rate", "loo_low", "loo_high"]] = [rate, rate - reach, rate + reach]
    return table


def test_the_title_counts_what_differs_by_more_than_errors_and_one_paragraph():
    def told(rates, wrong=0, reach=0.01, **also):
        table = two_groups(rates, reach).assign(**also)
        groups = list(dict.fromkeys(table["group"]))
        return title_of(fingerprint(table, validation_table(rates, wrong), groups))

    rates = {"x": (0.1, 0.2), "y": (0.5, 0.2), "z": (0.3, 0.31)}
    assert told(rates) == (
        "2 of 3 validated devices differ between groups by more than the errors seen allow; "
        "most does y (Y): b 20 %, a 50 % of sentences; unmatched"
    )
    assert told(rates, 10).startswith("None of 3 validated devices differs between groups by more")
    assert "; the widest gap is in y (Y): b 20 %, a 50 % of sentences;" in told(rates, 10)
    # Ranges of x meet, those of y do not.
    assert told(rates, reach=0.06).startswith(
        "1 of 3 validated devices differs between groups by more than the errors"
    )
    assert told({"z": (0.3, 0.31)}).startswith(
        "None of 1 validated devices differs between groups by more"
    )
    assert told(rates, contrast="matched", left_out="text").endswith("; matched")
    assert told(rates, status="not validated") == (
        "No device is validated: what is seen may be error"
    )
    only = two_groups(rates).query("group == 'a'")
    assert title_of(fingerprint(only, validation_table(rates), ["a"])) == (
        "Of the validated devices y (Y) is in most sentences of a: 50 %, then z (30 %)"
    )


def test_small_shares_have_a_decimal():
    assert [devices.share(value) for value in (0, 0.002, 0.0094, 0.0099, 0.372)] == [
        "0 %", "0.2 %", "0.9 %", "1 %", "37 %"
    ]  # fmt: skip


@pytest.mark.parametrize("number", [3, 8])
@pytest.mark.parametrize("contrast", ["matched", "unmatched"])
def test_matching_is_told_below(number, contrast):
    for draw, battery in (
        (drawn, [SMALL_BATTERY]), (drawn_metaphors, [SMALL_BATTERY]), (drawn_ladder, [])
    ):  # fmt: skip
        figure = draw(MANY[:number], *battery, contrast=contrast, status=("validated",))
        assert ("Unmatched:" in words_of(figure)) == (contrast == "unmatched")
        assert title_of(figure).endswith(f"; {contrast}")


# Metaphors


def test_images_are_the_most_frequent_first_and_an_instance_counts_once():
    table = instance_table(["a"], {"war": "战争"})
    again = pd.concat([table, table[table["instance"] == 3], table[table["instance"] == 3]])
    battery = {name: BATTERY[name] for name in ("metaphor_war", "metaphor")}
    shares = share_table(["a"], battery)
    figure = sources(shares, validation_table(battery), again, ["a"])
    check(figure)
    found = [text for text, _ in texts(figure) if text.startswith("攻坚 3, 全面建设")]
    assert len(found) == 2
    assert all(text.endswith("… 2, 堡垒 1") for text in found)


def test_many_groups_have_their_images_below():
    said = note_of(drawn_metaphors(MANY[:8]))
    # Of 8 groups three times each.
    assert "旅程隐喻: 攻坚 24" in said
    assert f"隐喻: 攻坚 {24 * len(SOURCES)}" in said
    none = sources(
        share_table(MANY[:8]), validation_table(), instance_table([]).reindex(
            columns=list(metaphors.INSTANCE_COLUMNS)
        ), MANY[:8],
    )  # fmt: skip
    assert "images" not in words_of(none)


def test_the_title_of_metaphors_holds_the_difference_against_error_and_range():
    battery = {"metaphor": BATTERY["metaphor"]}

    def told(a, b, wrong=0, reach=0.01, **also):
        table = two_groups({"metaphor": (a, b)}, reach).assign(family="metaphor", **also)
        scored = validation_table(battery, wrong)
        return title_of(sources(table, scored, instance_table(["a"]), ["a", "b"]))

    first = "b speaks in metaphors most: 37 % of its sentences, against 16 % in a"
    assert told(0.16, 0.37) == f"{first}; unmatched"
    assert told(0.16, 0.37, reach=0.2) == (
        f"{first}, no more apart than one paragraph can move them; unmatched"
    )
    assert told(0.16, 0.37, wrong=20) == (
        f"{first}, no more apart than finding them may err; unmatched"
    )
    assert told(0.16, 0.37, status="not validated") == (
        "Metaphors are not validated: what is seen may be error"
    )


# The ladder


def test_bars_are_shares_and_shades_divide_them_by_uses():
    figure = drawn_ladder(["a"])
    bars = [
        bar[0] for axes in figure.axes for bar in axes.containers if isinstance(bar, BarContainer)
    ]
    shades = {to_hex(colour): name for name, colour in modality_bars.TOLD.items()}
    told = [
        (shades[to_hex(bar.get_facecolor())], bar.get_x(), bar.get_width())
        for bar in bars if to_hex(bar.get_facecolor()) in shades
    ]  # fmt: skip
    # Of three uses one tells us, two tell others: of 6 %, and of 30 %.
    assert [name for name, *_ in told] == ["us", "others"] * 2
    assert [x for _, x, _ in told] == pytest.approx([0, 0.02, 0, 0.1])
    assert [width for *_, width in told] == pytest.approx([0.02, 0.04, 0.1, 0.2])
    whole = [bar.get_width() for bar in bars if to_hex(bar.get_facecolor()) not in shades]
    assert whole == pytest.approx([0.06, 0.1, 0.3, 0.02, 0.1])
    said = words_of(figure)
    assert "us 1, others 2" in said
    assert (
        "whom 必须、务必、一定要 and 要 tell (told by the words beside the verb, not validated)"
        in said
    )


def test_rungs_are_hollow_where_their_device_is_not_validated_and_gone_where_it_fails():
    table = share_table(["a"])
    table["status"] = "validated"
    table.loc[table["device"] == "commissive", "status"] = "not validated"
    table.loc[table["device"] == "modality_effort", "status"] = "fails"
    figure = rungs(ladder_table(["a"]), table, validation_table(), ["a"])
    check(figure)
    said = [text for text, _ in texts(figure)]
    assert "将" in said
    assert "努力、力争" not in said
    assert "Not drawn, with an F1 below 0.6: 努力 1.00*." in note_of(figure)
    hollow = [
        bar[0].get_width()
        for axes in figure.axes for bar in axes.containers
        if isinstance(bar, BarContainer) and to_hex(bar[0].get_facecolor()) == "#ffffff"
    ]  # fmt: skip
    assert hollow == pytest.approx([0.02])


def test_the_title_of_the_ladder_names_the_rung_that_differs_most():
    more = pd.DataFrame([("modality_strong", "a", "b")], columns=["device", "more", "less"])

    def told(differ=more, status="validated", groups=("a", "b"), **also):
        table = share_table(groups, status=(status,), **also)
        ladder, scored = ladder_table(groups), validation_table()
        return title_of(modality.draw(ladder, table, scored, differ, list(groups), **CODING))

    first = "a commands most: 要 in 30 % of its sentences, against 15 % in b"
    assert told() == f"{first}; unmatched"
    assert told(contrast="matched") == f"{first}; matched"
    assert told(more.iloc[:0]) == f"{first}, which may be error; unmatched"
    assert told(status="not validated") == f"{first}; no rung is of a validated device; unmatched"
    assert told(groups=("a",)) == "a commands most often: 要 in 30 % of its sentences"


def test_many_groups_have_a_strip_a_rung_and_an_addressee():
    figure = drawn_ladder(MANY[:8])
    check(figure)
    said = [text for text, _ in texts(figure)]
    assert {
        "必须、务必、一定要",
        "要",
        "要 → us",
        "要 → assembly",
        "必须、务必、一定要 → others",
    } <= set(said)
    assert "Whom they tell: told by the words beside the verb, not validated" in said


# Wrong input


def test_tables_that_lack_something_are_named():
    groups = GROUPS[:2]
    table, scored, found = share_table(groups), validation_table(), instance_table(groups)
    ladder = ladder_table(groups)
    with pytest.raises(DesignError, match="no device is counted for 北京"):
        fingerprint(table, scored, ["北京"])
    with pytest.raises(DesignError, match="no rung is counted for 北京"):
        rungs(ladder, table, scored, ["北京"])
    with pytest.raises(TableError, match="status"):
        fingerprint(table.drop(columns="status"), scored, groups)
    with pytest.raises(TableError, match="baseline_note"):
        fingerprint(table.drop(columns="baseline_note"), scored, groups)
    none = differences(table, scored, groups)
    with pytest.raises(TableError, match="both"):
        metaphors.draw(table, scored.drop(columns="both"), found, none, groups, **CODING)
    with pytest.raises(TableError, match="more"):
        metaphors.draw(table, scored, found, none.drop(columns="more"), groups, **CODING)
    with pytest.raises(TableError, match="text"):
        metaphors.draw(table, scored, found.drop(columns="text"), none, groups, **CODING)
    with pytest.raises(TableError, match="addressee"):
        rungs(ladder.drop(columns="addressee"), table, scored, groups)


def test_the_same_figure_gives_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        style.save(drawn(GROUPS[:2], SMALL_BATTERY), tmp_path / name)
    for ending in style.FORMATS:
        one, other = (tmp_path / f"{name}.{ending}" for name in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()


def test_where_f1_is_of_some_coded_sentences_both_numbers_stand():
    scored = validation_table(samples=(("dev", True, 170), ("test", False, 139)))
    for draw, args in ((drawn, [BATTERY]), (drawn_metaphors, [BATTERY]), (drawn_ladder, [])):
        figure = draw(GROUPS[:3], *args, validation=scored)
        check(figure)
        assert "139 of 309" in words_of(figure)
        assert "F1 is of n of these" in note_of(figure)


def test_metaphor_of_all_sources_is_no_device_of_the_title_and_owns_to_sources_that_fail():
    table = share_table(GROUPS[:2], SMALL_BATTERY, status=("validated",))
    scored = validation_table(SMALL_BATTERY)
    assert " of 3 validated devices" in title_of(fingerprint(table, scored, GROUPS[:2]))
    table.loc[table["device"] == "metaphor_journey", "status"] = "fails"
    figures = (
        fingerprint(table, scored, GROUPS[:2]),
        sources(table, scored, instance_table(GROUPS[:2]), GROUPS[:2]),
    )
    said = "All sources of metaphor together include 旅程隐喻, which fails by itself."
    assert all(said in note_of(figure) for figure in figures)
    table.loc[table["device"] == "metaphor", "status"] = "fails"
    assert said not in note_of(fingerprint(table, scored, GROUPS[:2]))


def test_a_battery_may_lack_rungs_or_all():
    ladder = ladder_table(GROUPS[:2])
    table, scored = share_table(GROUPS[:2]), validation_table()
    some = rungs(ladder[ladder["rung"] == "promise"], table, scored, GROUPS[:2])
    check(some)
    assert "将" in words_of(some)
    none = rungs(ladder.head(0), table, scored, GROUPS[:2])
    check(none)
    assert title_of(none) == "No word of obligation is defined"
