"""The kinds of instances of devices, in words: `form` of ``rhetoric_instances.csv``."""

from functools import cache

from chengyan.language import _, speaking, spoken
from chengyan.report.wording import semicolon


def form(value: object) -> str:
    """The kind of an instance in the language that is spoken; those who are thanked as a list."""
    text = str(value)
    return _forms(spoken()).get(text) or semicolon().join(text.split(";"))


@cache
def _forms(language: str) -> dict[str, str]:
    with speaking(language):
        return {**_runs(), **_rungs(), **_images()}


def _runs() -> dict[str, str]:
    return {
        "members": _("members"),
        "sentences": _("sentences"),
        "headings": _("headings"),
        "known": _("known"),
        "label": _("label"),
        "figures": _("figures"),
        "national": _("national"),
        "provincial": _("provincial"),
        "local": _("local"),
        "we": _("we"),
        "our": _("our"),
        "achieved": _("achieved"),
        "pledged": _("pledged"),
        "aimed": _("aimed"),
        "other": _("other"),
    }


def _rungs() -> dict[str, str]:
    return {
        "must": _("must"),
        "resolve": _("resolve"),
        "yao": _("yao"),
        "must:us": _("must:us"),
        "must:assembly": _("must:assembly"),
        "must:others": _("must:others"),
        "yao:us": _("yao:us"),
        "yao:assembly": _("yao:assembly"),
        "yao:others": _("yao:others"),
    }


def _images() -> dict[str, str]:
    return {
        "army": _("army"),
        "attack": _("attack"),
        "battle": _("battle"),
        "famous battle": _("famous battle"),
        "fortress": _("fortress"),
        "signal": _("signal"),
        "weapon": _("weapon"),
        "march": _("march"),
        "on the road": _("on the road"),
        "run": _("run"),
        "ship": _("ship"),
        "start": _("start"),
        "vehicle": _("vehicle"),
        "walk": _("walk"),
        "weather road": _("weather road"),
        "build": _("build"),
        "foundation": _("foundation"),
        "parts": _("parts"),
        "pillar": _("pillar"),
        "cure": _("cure"),
        "family": _("family"),
        "gene cell": _("gene cell"),
        "heart soul": _("heart soul"),
        "illness": _("illness"),
        "life": _("life"),
        "organ": _("organ"),
        "animal": _("animal"),
        "land": _("land"),
        "plant": _("plant"),
        "water": _("water"),
        "weather light": _("weather light"),
        "energy": _("energy"),
        "engine": _("engine"),
        "machine": _("machine"),
        "part": _("part"),
        "tool": _("tool"),
        "ball team": _("ball team"),
        "cards": _("cards"),
        "chess": _("chess"),
        "combat sport": _("combat sport"),
        "exam": _("exam"),
        "game": _("game"),
        "race": _("race"),
        # A title of a text is another thing.
        "title": _("sporting title"),
    }
