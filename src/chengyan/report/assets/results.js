"use strict";
// The list of what was found: lines of a concordance, and counts by group.
const listing = (() => {
  const { facts, element, say, asHash, ofHash, shown } = chengyan;
  const { N } = search;
  const $ = (id) => document.getElementById(id);
  // Lines shown at once, characters on either side of a hit, groups that need no folding.
  const SHOWN = 100;
  const AROUND = 40;
  const FEW_GROUPS = 12;
  const { texts } = facts;
  const cut = texts.filter((text) => text.shown).map((text) => text.title);
  const groups = [...new Set(texts.map((text) => text.group))];
  const hashWith = (changes) => asHash({ ...ofHash(), ...changes });

  // One line of the concordance.
  function row({ text: number, sentence, start, end }, want) {
    const text = texts[number];
    const href = hashWith({ text: text.id, s: sentence[N.number] });
    const whole = sentence[N.text];
    const kind = facts.kinds[sentence[N.kind]];
    const section = sectionOf(number, sentence);
    const name = text.path.slice(text.path.lastIndexOf("/") + 1);
    const where = element("span", { className: "where", title: [text.group, section, `${text.path}:${sentence[N.line]}`].filter(Boolean).join(" · ") },
      element("b", {}, text.group),
      ...(section ? [" · ", element("span", { className: "section" }, section)] : []),
      ...(kind === "body" ? [] : [" · ", element("i", {}, facts.words[`kind-${kind}`] ?? kind)]),
      " · ", element("span", { className: "file" }, name || text.id), element("span", {}, `:${sentence[N.line]}`));
    const link = element("a", { className: "kwic", href, tabIndex: -1 });
    if (search.hasPlaces(want)) {
      const long = end - start > 2 * AROUND;
      const hit = long ? `${whole.slice(start, start + 2 * AROUND)}…` : whole.slice(start, end);
      const left = whole.slice(Math.max(0, start - AROUND), start);
      const right = whole.slice(end, end + AROUND);
      link.append(
        element("span", { className: "left" }, element("bdi", {}, (start > AROUND ? "…" : "") + left)),
        element("mark", { className: long ? "long" : "" }, hit),
        element("span", { className: "right" }, element("bdi", {}, right + (end + AROUND < whole.length ? "…" : ""))),
      );
    } else {
      link.classList.add("whole");
      link.append(whole.length > 160 ? `${whole.slice(0, 160)}…` : whole);
    }
    return element("li", {}, where, link);
  }

  // The names of sections come with the text; where it is not loaded nobody asks for them.
  const sectionNames = new Map();
  const sectionOf = (number, sentence) => sectionNames.get(number)?.[sentence[N.section]] ?? "";

  function counts(hits, state, want) {
    const per = new Map(groups.map((group) => [group, { hits: 0, sentences: new Set(), han: 0, all: 0 }]));
    for (const text of texts) {
      const own = per.get(text.group);
      own.han += text.han;
      own.all += text.sentences;
    }
    for (const hit of hits) {
      const own = per.get(texts[hit.text].group);
      own.hits += 1;
      own.sentences.add(hit.sentence);
    }
    const asPlaces = search.hasPlaces(want);
    const rows = groups.filter((group) => !state.group || group === state.group).map((group) => {
      const own = per.get(group);
      const rate = asPlaces ? (own.han ? (10_000 * own.hits) / own.han : 0) : own.all ? (100 * own.hits) / own.all : 0;
      return { group, hits: own.hits, sentences: own.sentences.size, rate };
    });
    const most = Math.max(...rows.map((own) => own.rate), 1e-9);
    const heads = ["group", asPlaces ? "occurrences" : "sentences", ...(asPlaces ? ["insentences"] : []), asPlaces ? "rate" : "share"];
    const body = rows.map((own) => {
      const bar = element("span", { className: "bar", "aria-hidden": "true" });
      bar.style.width = `${(100 * own.rate) / most}%`;
      const rate = asPlaces ? own.rate.toFixed(2) : `${own.rate.toFixed(1)} %`;
      return element("tr", {},
        element("th", { scope: "row" }, element("a", { href: hashWith({ group: state.group ? "" : own.group }), title: say(state.group ? "anygroup" : "onlygroup") }, own.group)),
        element("td", {}, shown(own.hits)),
        ...(asPlaces ? [element("td", {}, shown(own.sentences))] : []),
        element("td", {}, rate),
        element("td", { className: "bars", "aria-hidden": "true" }, bar));
    });
    const table = element("table", {},
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, say(head))), element("td", { "aria-hidden": "true" }))),
      element("tbody", {}, ...body));
    const inside = element("div", { className: "scroll" }, table);
    $("counts").replaceChildren(
      rows.length > FEW_GROUPS
        ? element("details", {}, element("summary", {}, say("bygroup", { number: rows.length })), inside)
        : inside);
    saidOf(state);
    $("notes").textContent = [asPlaces ? (want.words.length ? say("strings") : "") : "", want.topic ? say("typical") : "", want.code >= 0 ? say("codenote") : "", want.devices.length === 1 ? (facts.devices[want.devices[0]].note ?? "") : "", say("allkinds"), cut.length ? say("cutsearch", { texts: cut.join(", ") }) : ""].filter(Boolean).join(document.documentElement.lang.startsWith("zh") ? "" : " ");
  }

  // What the report finds of this very search, with how sure it is and whether it is matched.
  function saidOf(state) {
    const asked = Object.entries(state).filter(([name, value]) => value && !["group", "sort", "text", "s"].includes(name));
    const own = asked.length === 1 ? (facts.told?.[asked[0].join("=")] ?? []) : [];
    $("said").replaceChildren(...own.map((one) =>
      element("p", {}, one.text, " ", ...one.tags.flatMap(([name, told]) => [element("span", { className: `tag ${name}` }, told), " "]),
        element("span", { className: "why" }, one.why))));
    $("said").hidden = !own.length;
  }

  function list(hits, want) {
    const ol = $("results");
    let next = 0;
    const more = (focus) => {
      const from = next;
      ol.append(...hits.slice(next, next + SHOWN).map((hit) => row(hit, want)));
      next += SHOWN;
      $("more").hidden = next >= hits.length;
      $("more").textContent = say("more", { number: Math.min(SHOWN, hits.length - next), left: Math.max(0, hits.length - next) });
      if (focus) ol.children[from]?.querySelector("a").focus();
    };
    ol.replaceChildren();
    ol.classList.toggle("aligned", search.hasPlaces(want));
    $("more").onclick = () => more(true);
    more(false);
    const first = ol.querySelector("a");
    if (first) first.tabIndex = 0;
  }

  return { counts, list, sectionNames, sectionOf, groups, hashWith };
})();
