"""How devices of rhetoric are spoken of in a sentence that compares groups."""

# What follows a group's name, its verb as [singular/plural]; what is compared; both in Chinese.
PHRASES: dict[str, tuple[str, str, str, str]] = {
    "parallelism": ("[uses/use] parallelism", "parallelism", "使用排比", "排比"),
    "antithesis": ("[sets/set] members in pairs (antithesis)", "antithesis", "使用对偶", "对偶"),
    "anaphora": (
        "[begins/begin] clause after clause alike (anaphora)",
        "anaphora",
        "使用首语反复",
        "首语反复",
    ),
    "four_character_run": (
        "[strings/string] four-character phrases together",
        "runs of four-character phrases",
        "连用四字格",
        "四字格连用",
    ),
    "idiom": ("[uses/use] idioms", "idioms", "使用成语", "成语"),
    "exclamation": ("[exclaims/exclaim]", "exclamations", "使用感叹", "感叹"),
    "enumeration": (
        "[numbers/number] its points (一是, 二是)",
        "numbered points",
        "使用序数列举（一是、二是）",
        "序数列举",
    ),
    "numbered_shorthand": (
        "[condenses/condense] policy into numbers (“四个全面”, “1+5”)",
        "numbered shorthand",
        "使用数字缩略语",
        "数字缩略语",
    ),
    "quoted_slogan": (
        "[puts/put] slogans in quotation marks",
        "slogans in quotation marks",
        "使用引号口号",
        "引号口号",
    ),
    "formulation": (
        "[repeats/repeat] fixed formulations",
        "fixed formulations",
        "使用固定提法",
        "固定提法",
    ),
    "allusion": ("[alludes/allude] to classics and sayings", "allusions", "引经据典", "引经据典"),
    "leader_quotation": (
        "[cites/cite] what leaders said",
        "leaders’ words",
        "引用领导人的论述",
        "引用领导人论述",
    ),
    "modality_strong": (
        "[says/say] what must be done (要, 必须, 坚决)",
        "strong obligation",
        "使用强义务表达（要、必须、坚决）",
        "强义务表达",
    ),
    "modality_effort": (
        "[calls/call] for effort (努力, 力争)",
        "calls for effort",
        "号召努力（努力、力争）",
        "号召努力",
    ),
    "prohibition": (
        "[forbids/forbid] (不得, 决不允许, 一律不)",
        "prohibitions",
        "使用禁止表达（不得、决不允许、一律不）",
        "禁止表达",
    ),
    "commissive": (
        "[promises/promise] in its own name (我们将)",
        "promises in one’s own name",
        "以自己的名义承诺（我们将）",
        "承诺表达",
    ),
    "certainty": (
        "[asserts/assert] certainty (一定能够)",
        "assertions of certainty",
        "表达断定（一定能够）",
        "断定",
    ),
    "intensifier": ("[intensifies/intensify]", "intensifiers", "使用强化词", "强化词"),
    "we": ("[says/say] “we” (我们, 我市)", "“we”", "说“我们”“我市”", "“我们”“我市”"),
    "first_singular": ("[says/say] “I” (我)", "“I”", "说“我”", "“我”"),
    "address": (
        "[addresses/address] the hearers (同志们, 各位代表)",
        "address to hearers",
        "使用呼告（同志们、各位代表）",
        "呼告",
    ),
    "people": (
        "[names/name] the people (人民, 群众)",
        "naming the people",
        "提到人民群众",
        "提到人民群众",
    ),
    "agent_centre": (
        "[lets/let] the centre act as subject",
        "the centre as acting subject",
        "以中央为行为主体",
        "以中央为行为主体",
    ),
    "agent_city": (
        "[lets/let] its own leading organs (市委, 市政府) act as subject",
        "own organs as acting subject",
        "以市级机关为行为主体",
        "以市级机关为行为主体",
    ),
    "agent_people": (
        "[lets/let] the people act as subject",
        "the people as acting subject",
        "以人民为行为主体",
        "以人民为行为主体",
    ),
    "thanks": ("[gives/give] thanks", "thanks", "致谢", "致谢"),
    "loyalty_centre": (
        "[invokes/invoke] 习近平 and the Party’s centre",
        "invoking the centre",
        "援引习近平与党中央",
        "援引党中央",
    ),
    "loyalty_province": (
        "[invokes/invoke] the province’s leaders (省委, 省政府)",
        "invoking the province",
        "援引省委、省政府",
        "援引省委",
    ),
    "metaphor": ("[speaks/speak] in metaphors", "metaphors", "使用隐喻", "隐喻"),
    "metaphor_war": (
        "[speaks/speak] in images of war",
        "images of war",
        "使用战争隐喻",
        "战争隐喻",
    ),
    "metaphor_journey": (
        "[speaks/speak] in images of a journey",
        "images of a journey",
        "使用旅程隐喻",
        "旅程隐喻",
    ),
    "metaphor_body": (
        "[speaks/speak] in images of body and family",
        "images of body and family",
        "使用身体与家庭隐喻",
        "身体与家庭隐喻",
    ),
    "metaphor_nature": (
        "[speaks/speak] in images of nature",
        "images of nature",
        "使用自然隐喻",
        "自然隐喻",
    ),
    "metaphor_machine": (
        "[speaks/speak] in images of machines",
        "images of machines",
        "使用机器与引擎隐喻",
        "机器与引擎隐喻",
    ),
    "metaphor_building": (
        "[speaks/speak] in images of building",
        "images of building",
        "使用建筑隐喻",
        "建筑隐喻",
    ),
    "metaphor_sport": (
        "[speaks/speak] in images of games and examinations",
        "images of games and examinations",
        "使用竞技隐喻",
        "竞技隐喻",
    ),
    "numbers_evidence": (
        "[argues/argue] with numbers",
        "numbers as evidence",
        "以数字为论据",
        "数字论据",
    ),
    "rank_claim": (
        "[claims/claim] a leading rank or the part of a model (率先, 标杆, 前列)",
        "claims of rank",
        "自称居前列或堪为标杆（率先、标杆、前列）",
        "位次表述",
    ),
    "named_place": (
        "[names/name] places (as words of their own)",
        "naming places (as words of their own)",
        "点出地名（独立成词者）",
        "点出地名（独立成词者）",
    ),
}


def phrase(device: str, en: str, zh: str) -> tuple[str, str, str, str]:
    """The phrases of a device; by its names, where a list of one's own has others.

    Returns
    -------
    tuple of str
        English with a verb as ``[uses/use]``, the English noun, Chinese verb phrase, Chinese noun.
    """
    return PHRASES.get(device) or (f"[uses/use] “{en}” ({zh})", f"“{en}”", f"使用{zh}", zh)
