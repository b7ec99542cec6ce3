"""Figures of topics: whole, inside the page, and never more certain than the verdicts."""

import numpy as np
import pandas as pd
import pytest
from figure_texts import check, texts, title_of, words_of
from matplotlib.colors import to_hex
from matplotlib.patches import Circle

from chengyan.errors import DesignError, TableError
from chengyan.plots import course, shares, strips, style, topic_map, topics, trial, verdicts
from chengyan.plots.topic_key import FALLEN, FALLEN_TONE

GROUPS = ["保定", "廊坊", "石家庄", "唐山", "邯郸", "邢台", "张家口", "承德", "沧州"]
MANY = [
    *GROUPS, "北京", "天津", "哈尔滨", "南京", "合肥", "吉林", "宁波", "宜昌", "徐州", "成都",
    "无锡", "柳州", "武汉", "沈阳", "济南", "温州", "潍坊", "绵阳", "芜湖",
]  # fmt: skip
WORDS = list("城市建设发展人民经济产业文化生态创新改革开放服务")
LONG = "全面建设社会主义现代化国家新征程上的京津冀协同发展战略"
ODD = ["2021", "$50^2$_{x}", f"{LONG}{LONG}"]
# In turns: topic 1 stands, 2 wobbles, 3 falls, 4 stands.
TURNS = ("stands", "wobbles", "falls")
NONE = ("wobbles", "falls")
VOICES = ("nmf", "lda", "gibbs")


def label(t):
    return f"{WORDS[t % 22]} · {LONG if t % 5 == 4 else '$a^2$' if t % 5 == 2 else WORDS[t % 20]}"


def word_table(k):
    return pd.DataFrame(
        [
            {"model": model, "topic": t, "label": label(t), "rank": rank,
             "term": LONG if rank == 9 else WORDS[(t + rank) % 23]}
            for model in ("nmf", "lda")
            for t in range(1, k + 1)
            for rank in range(1, 11)
        ]
    )  # fmt: skip


def share_table(groups, k):
    table = pd.DataFrame(
        [
            {"model": "nmf", "topic": t, "label": label(t), "group": group,
             "share": 1 / (t + g + 1), "left_out": "paragraph"}
            for t in range(1, k + 1)
            for g, group in enumerate(groups)
        ]
    )  # fmt: skip
    ends = {"ci_low": np.nan, "ci_high": np.nan, "model_low": 0.8, "model_high": 1.1}
    ends |= {"loo_low": 0.9, "loo_high": 1.3}
    return table.assign(**{name: table["share"] * part for name, part in ends.items()})


def verdict_table(k, turns=TURNS):
    """Verdicts by turns; the prevalence falls with the number of the topic."""
    numbers = np.arange(1, k + 1)
    return pd.DataFrame(
        {
            "model": "nmf", "k": k, "topic": numbers, "label": [label(t) for t in numbers],
            "prevalence": 1 / (numbers + 2), "stability": 0.71, "null_stability": 0.34,
            "verdict": [turns[(t - 1) % len(turns)] for t in numbers],
        }
    )  # fmt: skip


def topic_tables(groups, k=8, turns=TURNS):
    return word_table(k), share_table(groups, k), verdict_table(k, turns)


def map_table(k, turns=TURNS):
    places = np.random.default_rng(4).normal(size=(k, 2)) * (0.3, 0.15)
    return verdict_table(k, turns).assign(x=places[:, 0], y=places[:, 1])


def course_table(groups, k=8, turns=TURNS):
    table = pd.DataFrame(
        [
            {"doc_id": f"text-{g}", "group": group, "paragraph": n, "start": 100 * n,
             "end": 100 * (n + 1), "section": f"一{n // 5}、{LONG}" if g == 0 and n > 4 else "",
             "topic": (n * n + g) % k + 1 if n else 0}
            for g, group in enumerate(groups)
            for n in range(30 // (g + 1) + 1)
        ]
    )  # fmt: skip
    led = table["topic"] > 0
    return table.assign(
        label=table["topic"].map(label).where(led, ""),
        verdict=table["topic"].map(lambda t: turns[(t - 1) % len(turns)]).where(led, ""),
    )


def model_table(voices=VOICES, ks=(4, 6, 8, 10, 12, 16, 20, 24), standing=3):
    """Models whose best number of topics is the second, the first of them chosen."""
    rows = [
        {"model": voice, "k": k, "c_npmi": 0.1 - 0.05 * v - k / 400, "exclusivity": 0.6 + k / 90,
         "stability": 0.8 - k / 40 + v / 20, "best": i == min(1, len(ks) - 1)}
        for v, voice in enumerate(voices)
        for i, k in enumerate(ks)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    best = table["best"]
    return table.assign(
        null_stability=table["stability"].mul(0.5).where(best),
        standing=pd.Series(float(standing), table.index).where(best),
        chosen=best & (table["model"] == voices[0]),
    )


def marks(figure):
    """Face and edge of every mark drawn by scatter."""
    return [
        (to_hex(face), to_hex(edge))
        for axes in figure.axes
        for marked in axes.collections
        for face, edge in zip(marked.get_facecolors(), marked.get_edgecolors(), strict=False)
    ]


# The trial of models


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    "ks", [(8,), (6, 8), (4, 6, 8, 10, 12, 16, 20, 24), (2, 3, 4, 5, 10, 20, 50, 100)], ids=len
)
@pytest.mark.parametrize("standing", [0, 1])
def test_a_trial_is_whole_inside_and_apart(number, ks, standing):
    figure = trial.draw(model_table(VOICES[:number], ks, standing), reference="a reference corpus")
    check(figure)
    shown = [text for text, _ in texts(figure)]
    assert [text for text in shown if text in verdicts.VOICES.values()] == list(
        verdicts.VOICES.values()
    )[:number]
    assert all(shown.count(str(k)) == 3 for k in ks if k > 1)
    assert "counted over a reference corpus" in " ".join(shown)


def test_the_title_of_a_trial_says_what_is_chosen_and_what_stands():
    def told(*given, **also):
        return title_of(trial.draw(model_table(*given, **also), reference="these texts themselves"))

    assert told() == "NMF with 6 topics is chosen, of 24 models tried; 3 of its 6 topics stand"
    assert told(standing=1).endswith("1 of its 6 topics stands")
    assert told(standing=6).endswith("all its topics stand")
    none = "No topic stands: sampled LDA with 8 topics, the only model tried, has none"
    assert told(("gibbs",), (8,), standing=0).lower() == none.lower()
    unknown = model_table().assign(standing=np.nan)
    figure = trial.draw(unknown, reference="these texts themselves")
    assert title_of(figure) == "NMF with 6 topics is chosen, of 24 models tried"


def test_the_chosen_model_is_ringed_and_chance_lies_at_its_value():
    figure = trial.draw(model_table(), reference="these texts themselves")
    table = model_table()
    for axes, measure in zip(figure.axes, trial.PANELS, strict=True):
        (ring,) = (c for c in axes.collections if c.get_sizes()[0] == trial.RING)
        assert ring.get_offsets()[0][1] == table.loc[table["chosen"], measure].item()
        large = [c for c in axes.collections if trial.BEST in c.get_sizes()]
        assert len(large) == 3
    dashes = [line.get_ydata() for line in figure.axes[2].lines if line.get_linewidth() == 2]
    assert sorted(y[0] for y in dashes) == sorted(table["null_stability"].dropna())


def test_colours_of_models_are_of_no_group():
    colours = {look.colour.lower() for look in trial.LOOKS.values()}
    assert len(colours) == 3
    assert not colours & {colour.lower() for colour in (*style.PALETTE, *style.TOPICS)}
    assert len({look.marker for look in trial.LOOKS.values()}) == 3


def test_what_was_not_measured_is_said():
    table = model_table().assign(c_npmi=np.nan, null_stability=np.nan)
    figure = trial.draw(table, reference="these texts themselves")
    check(figure)
    shown = words_of(figure)
    assert shown.count("not measured") == 1
    assert "Dash" not in shown


def test_a_trial_without_a_choice_is_an_error():
    with pytest.raises(DesignError, match="no model is chosen"):
        trial.draw(model_table().assign(chosen=False), reference="")
    with pytest.raises(DesignError, match="no model is chosen"):
        verdicts.chosen_model(model_table().assign(chosen=False))
    assert verdicts.chosen_model(model_table(("lda", "nmf"))) == "lda"


# Topics by group


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 8, 28])
@pytest.mark.parametrize("turns", [TURNS, NONE, ("falls",), ("stands",)], ids="-".join)
def test_topics_are_whole_inside_and_apart(number, turns):
    groups = MANY[:number]
    check(topics.draw(*topic_tables(groups, turns=turns), groups, "nmf"))


@pytest.mark.parametrize("number", [3, 5, 8])
def test_odd_names_of_groups_stay_inside(number):
    groups = [*ODD, *(f"{name}{LONG}" for name in MANY)][:number]
    check(topics.draw(*topic_tables(groups), groups, "nmf"))
    check(course.draw(course_table(groups), groups))


def test_years_are_groups_even_where_they_are_numbers():
    words, held, judged = topic_tables([2021, 2022])
    figure = topics.draw(words, held, judged, ["2021", "2022"], "nmf")
    assert {"2021", "2022"} <= {text for text, _ in texts(figure)}


@pytest.mark.parametrize("number", [2, 6])
@pytest.mark.parametrize("k", [2, 25, 60])
def test_of_more_topics_than_a_page_holds_the_first_are_drawn(number, k):
    groups = MANY[:number]
    figure = topics.draw(*topic_tables(groups, k=k), groups, "nmf")
    check(figure)
    said = words_of(figure)
    assert ("are in the table only" in said) == (k > 2 and number == 2)
    assert ("Left out, since they fall" in said) == (k > 2 and number == 6)


def test_beyond_what_a_page_holds_groups_are_said_to_be_left_out():
    groups = [f"{city}{i}" for i in range(6) for city in MANY]
    figure = topics.draw(*topic_tables(groups), groups, "nmf")
    check(figure)
    assert "further groups are in the table only" in words_of(figure)


def test_topics_that_stand_come_first_and_the_larger_first():
    figure = topics.draw(*topic_tables(GROUPS[:3], k=6), GROUPS[:3], "nmf")
    found = [text for text, _ in sorted(texts(figure), key=lambda seen: -seen[1].y0)]
    assert [text for text in found if text in verdicts.VERDICTS] == [
        *["stands"] * 2, *["wobbles"] * 2, *["falls"] * 2,
    ]  # fmt: skip
    heads = [text.split("  ")[0] for text in found if "  " in text]
    assert heads == ["1", "4", "2", "5", "3", "6"]
    assert found.count(".71, chance .34") == 6


@pytest.mark.parametrize("number", [3, 8])
@pytest.mark.parametrize(("contrast", "hollow"), [("unmatched", True), ("matched", False)])
def test_what_falls_is_grey_and_only_matched_shares_are_filled(number, contrast, hollow):
    groups = MANY[:number]
    figure = topics.draw(*topic_tables(groups, k=3), groups, "nmf", contrast=contrast)
    grey = [face for face, edge in marks(figure) if edge == verdicts.FALLEN]
    coloured = [face for face, edge in marks(figure) if edge != verdicts.FALLEN]
    # Of many groups what falls has no column.
    assert grey == (["#ffffff"] * 3 if number == 3 else [])
    assert len(coloured) == 2 * number
    assert all((face == "#ffffff") == hollow for face in coloured)


@pytest.mark.parametrize("number", [3, 8])
def test_where_all_fall_all_is_grey(number):
    groups = MANY[:number]
    figure = topics.draw(*topic_tables(groups, turns=("falls",)), groups, "nmf", contrast="matched")
    assert set(marks(figure)) == {("#ffffff", verdicts.FALLEN)}
    assert title_of(figure) == "No topic stands: all 8 fall, so that no share below is a result"
    assert "Grey: topics that fall" in words_of(figure)


def test_the_title_of_topics_tells_only_of_those_that_stand():
    def told(groups, **also):
        return title_of(topics.draw(*topic_tables(groups, **also), groups, "nmf"))

    assert told(GROUPS[:1]) == "3 of 8 topics stand; the largest, topic 1, takes 50 % of 保定"
    far = "3 of 8 topics stand; topic 1 differs most between groups: 石家庄 25 %, 保定 50 %"
    assert told(GROUPS[:3]) == far
    assert told(GROUPS[:2]).endswith("廊坊 33 %, 保定 50 %, but their lines overlap")
    none = "No topic stands: 4 wobble and 4 fall, so that no share below is a result"
    assert told(GROUPS[:3], turns=NONE) == none
    assert told(MANY[:8], turns=NONE) == none
    assert told(GROUPS[:3], turns=("stands",)).startswith("All 8 topics stand; ")
    # A topic that falls differs more, and is not named.
    words, held, judged = topic_tables(GROUPS[:3])
    held.loc[(held["topic"] == 3) & (held["group"] == "保定"), "share"] = 0.99
    assert title_of(topics.draw(words, held, judged, GROUPS[:3], "nmf")) == far


def test_a_share_has_its_interval_or_its_ranges_united():
    table = share_table(["a", "b"], 1).assign(share=0.5)
    table[["model_low", "model_high", "loo_low", "loo_high"]] = [0.3, 0.6, 0.4, 0.7]
    table.loc[1, ["ci_low", "ci_high"]] = [0.2, 0.8]
    lined = shares.shares_with_lines(table)
    assert lined[["low", "high"]].to_numpy().tolist() == [[0.3, 0.7], [0.2, 0.8]]
    assert lined["interval"].tolist() == [False, True]
    assert shares.line_phrase(lined) == (
        "Line with caps: 95 % interval for these texts. Thin line: range over refits and "
        "with one paragraph left out (no confidence interval)."
    )
    assert "Line: range over refits" in shares.line_phrase(lined.head(1))
    assert "no confidence" not in shares.line_phrase(lined.tail(1))
    bare = shares.shares_with_lines(table.head(1).assign(model_low=np.nan, model_high=np.nan))
    assert shares.line_phrase(bare).startswith("Line: range with one paragraph")


@pytest.mark.parametrize("number", [3, 8])
def test_intervals_have_caps_and_ranges_none(number):
    groups = MANY[:number]
    words, held, judged = topic_tables(groups, k=2)
    firm = held["group"] == groups[0]
    held.loc[firm, "ci_low"], held.loc[firm, "ci_high"] = 0.1, 0.6
    figure = topics.draw(words, held, judged, groups, "nmf")
    check(figure)
    capped = [line for axes in figure.axes for line in axes.lines if line.get_marker() == "|"]
    assert [tuple(line.get_xdata()) for line in capped] == [(0.1, 0.6)] * 2


def test_shares_without_any_line_are_marks_alone():
    words, held, judged = topic_tables(GROUPS[:3], k=2)
    ends = [name for name in held if name.endswith(("_low", "_high"))]
    figure = topics.draw(
        words, held.assign(**dict.fromkeys(ends, np.nan)), judged, GROUPS[:3], "nmf"
    )
    check(figure)
    assert "Line" not in words_of(figure)


def test_a_model_that_is_not_there_is_named():
    words, held, judged = topic_tables(GROUPS[:3])
    with pytest.raises(DesignError, match=r"topics: no model stm .there are: lda, nmf"):
        topics.draw(words, held, judged, GROUPS[:3], "stm")
    with pytest.raises(DesignError, match=r"topic_verdicts: no model lda .there are: nmf"):
        topics.draw(words, held, judged, GROUPS[:3], "lda")
    with pytest.raises(DesignError, match=r"topic_map: no model lda .there are: nmf"):
        topic_map.draw(map_table(8), words, "lda")
    with pytest.raises(DesignError, match="no share of 北京"):
        topics.draw(words, held, judged, ["北京"], "nmf")


def test_an_unknown_verdict_is_named():
    words, held, judged = topic_tables(GROUPS[:3])
    with pytest.raises(TableError, match="'floats' is no verdict"):
        topics.draw(words, held, judged.assign(verdict="floats"), GROUPS[:3], "nmf")
    with pytest.raises(TableError, match="topic_map: '' is no verdict"):
        topic_map.draw(map_table(8).assign(verdict=np.nan), words, "nmf")


# The course


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 8, 28])
@pytest.mark.parametrize("turns", [TURNS, NONE, ("falls",), ("stands",)], ids="-".join)
def test_courses_are_whole_inside_and_apart(number, turns):
    groups = MANY[:number]
    check(course.draw(course_table(groups, turns=turns), groups))


def test_of_too_many_texts_the_longest_of_each_group_are_drawn():
    groups = [f"{city}{i}" for i in range(6) for city in MANY]
    figure = course.draw(course_table(groups), groups)
    check(figure)
    assert f"40 of {len(groups)} texts" in words_of(figure)
    rows = course_table(groups).assign(group=lambda t: t["group"].str.rstrip("012345"))
    figure = course.draw(rows, MANY)
    check(figure)
    shown = [text for text, _ in texts(figure)]
    assert set(MANY) <= set(shown)
    assert f"28 of {len(groups)} texts, the longest of each group." in " ".join(shown)


def test_several_texts_of_a_group_stand_below_its_name():
    groups = ["report", "speech"]
    parts = course_table(MANY[:10]).assign(
        group=lambda t: t["doc_id"].map(lambda name: "report" if name < "text-8" else "speech")
    )
    figure = course.draw(parts, groups)
    check(figure)
    assert {*groups, "text-0", "text-9"} <= {text for text, _ in texts(figure)}


def test_the_longest_texts_of_each_group_are_shown_where_not_all_can_be():
    texts_of = [
        (group, f"{group}{n}", pd.DataFrame({"end": [n]}))
        for group, number in (("a", 9), ("b", 1), ("c", 9))
        for n in range(number)
    ]
    kept = [name for _, name, _ in strips.longest_of_each(texts_of, 5)]
    assert kept == ["a7", "a8", "b0", "c7", "c8"]
    assert strips.longest_of_each(texts_of, 19) is texts_of


def test_topics_beyond_the_colours_share_a_grey():
    figure = course.draw(course_table(GROUPS[:2], k=15, turns=("stands",)), GROUPS[:2])
    faces = {to_hex(patch.get_facecolor()) for patch in figure.axes[0].patches}
    assert {colour.lower() for colour in style.TOPICS} <= faces
    assert style.PALE in faces


@pytest.mark.parametrize("number", [2, 9])
def test_topics_that_fall_share_one_tone_and_one_entry(number):
    groups = GROUPS[:number]
    table = course_table(groups)
    figure = course.draw(table, groups)
    shown = [text for text, _ in texts(figure)]
    leading = {*table["topic"]}
    fallen = ", ".join(str(t) for t in (3, 6) if t in leading)
    assert any(text.startswith("fallen topic") and f"(no. {fallen})" in text for text in shown)
    assert FALLEN in shown
    assert not {"3", "6"} & set(shown)
    assert FALLEN_TONE in {to_hex(patch.get_facecolor()) for patch in figure.axes[0].patches}
    assert any(text.endswith("(wobbles)") for text in shown)
    assert "topics that fall, no result" in " ".join(shown)


def test_the_title_of_the_course_says_how_much_is_led_by_what_stands():
    def told(led, verdict):
        number = len(led)
        table = pd.DataFrame(
            {"doc_id": "a", "group": "保定", "paragraph": range(number), "section": "",
             "start": range(0, 100 * number, 100), "end": range(100, 100 * number + 1, 100),
             "topic": led, "label": "城 · 市", "verdict": [verdict.get(t, "") for t in led]}
        )  # fmt: skip
        return title_of(course.draw(table, ["保定"]))

    verdict = {1: "stands", 2: "wobbles", 3: "falls", 4: "falls"}
    assert told([1, 1, 0, 2, 3, 4, 1, 2], verdict) == "A topic that stands leads 38 % of 保定"
    assert told([2, 2, 3, 0], verdict) == (
        "No leading topic stands; one that wobbles leads 50 % of 保定"
    )
    assert told([3, 4, 0], verdict).startswith("No leading topic stands: all fall")
    assert told([0, 0], verdict) == "No paragraph has a leading topic"


def test_a_paragraph_without_topic_is_no_topic_of_the_course():
    shown = [text for text, _ in texts(course.draw(course_table(GROUPS[:2]), groups=GROUPS[:2]))]
    assert any(text.startswith("no topic") for text in shown)
    assert "0" not in shown


def test_no_text_of_a_group_is_said():
    with pytest.raises(DesignError, match="no text belongs to 北京"):
        course.draw(course_table(GROUPS[:2]), ["北京"])


# The map


@pytest.mark.parametrize("k", [1, 2, 3, 8, 12, 13, 24, 30, 60])
@pytest.mark.parametrize("turns", [TURNS, ("falls",)], ids="-".join)
def test_maps_are_whole_inside_and_apart(k, turns):
    figure = topic_map.draw(map_table(k, turns), word_table(k), "nmf")
    check(figure)
    circles = [patch for patch in figure.axes[0].patches if isinstance(patch, Circle)]
    assert len(circles) == k
    width, height = figure.axes[0].get_xlim()[1], figure.axes[0].get_ylim()[1]
    for circle in circles:
        x, y = circle.center
        assert circle.radius <= x <= width - circle.radius
        assert circle.radius <= y <= height - circle.radius
    areas = np.array([circle.radius**2 for circle in circles])
    share = verdicts.judged(map_table(k, turns))["prevalence"]
    assert areas / areas[0] == pytest.approx(share / share[0])
    assert ("in the table only" in words_of(figure)) == (k > 24)


@pytest.mark.parametrize("spread", [(0, 0), (1, 0), (0, 1), (1e-3, 1)])
def test_topics_on_a_line_or_on_one_place_have_a_map(spread):
    table = map_table(8)
    table[["x", "y"]] *= np.array(spread)
    check(topic_map.draw(table, word_table(8), "nmf"))


def test_circles_are_filled_hollow_or_dashed():
    figure = topic_map.draw(map_table(3), word_table(3), "nmf")
    circles = figure.axes[0].patches
    faces = [to_hex(circle.get_facecolor()) for circle in circles]
    assert faces == [style.NEUTRAL, "#ffffff", "#ffffff"]
    assert [circle.get_linestyle() == "-" for circle in circles] == [True, True, False]
    assert to_hex(circles[2].get_edgecolor()) == verdicts.FALLEN


def test_the_title_of_the_map_names_the_nearest_pair_that_does_not_fall():
    def told(**also):
        table = map_table(4).assign(
            x=[0.0, 1.0, 1.01, 1.4], y=0.0, label=["甲 · 乙", "丙", "丁", "戊"], **also
        )
        return title_of(topic_map.draw(table, word_table(4), "nmf"))

    assert told() == "Of the topics that do not fall, 2 (丙) and 4 (戊) lie nearest"
    none = ["wobbles", "falls", "wobbles", "wobbles"]
    wanted = "No topic stands: of those that wobble, 3 (丁) and 4 (戊) lie nearest"
    assert told(verdict=none) == wanted
    two = "1 (甲 乙) and 4 (戊) are the only topics that do not fall"
    assert told(verdict=["stands", "falls", "falls", "wobbles"]) == two
    one = "No topic stands: 1 (甲 乙) is the only topic that does not fall"
    assert told(verdict=["wobbles", *["falls"] * 3]) == one
    assert told(verdict="falls").startswith("No topic stands: all fall")


# All of them


def drawn(name):
    groups = GROUPS[:3]
    if name == "trial":
        return trial.draw(model_table(), reference="these texts themselves")
    if name == "topics":
        return topics.draw(*topic_tables(groups), groups, "nmf")
    if name == "course":
        return course.draw(course_table(groups), groups)
    return topic_map.draw(map_table(8), word_table(8), "nmf")


@pytest.mark.parametrize("name", ["trial", "topics", "course", "topic_map"])
def test_bytes_are_the_same_whatever_the_callers_settings(name, tmp_path):
    here = style.save(drawn(name), tmp_path / "here")
    there = style.save(drawn(name), tmp_path / "there")
    assert [path.read_bytes() for path in here] == [path.read_bytes() for path in there]


def test_a_missing_column_is_named():
    groups = GROUPS[:3]
    words, held, judged = topic_tables(groups)
    for tables in (
        (words.drop(columns="rank"), held, judged),
        (words, held.drop(columns="model_low"), judged),
        (words, held, judged.drop(columns="null_stability")),
    ):
        with pytest.raises(TableError, match=r"rank|model_low|null_stability"):
            topics.draw(*tables, groups, "nmf")
    with pytest.raises(TableError, match="verdict"):
        course.draw(course_table(groups).drop(columns="verdict"), groups)
    with pytest.raises(TableError, match="standing"):
        trial.draw(model_table().drop(columns="standing"), reference="")
    with pytest.raises(TableError, match="verdict"):
        topic_map.draw(map_table(8).drop(columns="verdict"), words, "nmf")
    with pytest.raises(TableError, match="term"):
        topic_map.draw(map_table(8), words.drop(columns="term"), "nmf")
