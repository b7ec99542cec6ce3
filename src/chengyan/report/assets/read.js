"use strict";
// The reading view: search over all sentences, filters, and each text with its layers.
// What it shows is in the part of the address behind #, so that a view can be shared.
(() => {
  const { facts, element, say, load, asHash, ofHash } = chengyan;
  const { counts, list, sectionNames, sectionOf, groups, hashWith } = listing;
  const { N, LOOKS } = search;
  const $ = (id) => document.getElementById(id);
  // Characters on either side in the file that is downloaded.
  const IN_FILE = 200;
  const AT_ONCE = 20;
  const FILTERS = ["group", "section", "code", "device", "looks", "formulation", "topic"];
  const ASKED = ["q", ...FILTERS];
  const FEW_SECTIONS = 60;

  const { texts } = facts;
  const textOf = new Map(texts.map((text, number) => [text.id, number]));
  const codeOf = new Map(facts.codes.map(({ id }, place) => [id, place]));
  const deviceOf = new Map(facts.devices.map(({ id }, place) => [id, place]));
  // A device, or all of a family.
  const devicesOf = (name) =>
    deviceOf.has(name) ? [deviceOf.get(name)] : facts.devices.flatMap(({ family }, place) => (family === name ? [place] : []));
  const formulationOf = new Map(facts.formulations.map((name, place) => [name, place]));
  const sections = new Set(texts.flatMap((text) => text.sections));
  const KNOWN = {
    group: (value) => groups.includes(value),
    section: (value) => sections.has(value),
    code: (value) => codeOf.has(value),
    device: (value) => devicesOf(value).length > 0,
    looks: (value) => LOOKS.includes(value),
    formulation: (value) => formulationOf.has(value),
    topic: (value) => Object.hasOwn(facts.topics, value),
    text: (value) => textOf.has(value),
  };

  let found = [];
  let foundFor = null;
  let run = 0;
  let lastLink = "";

  const isAsked = (state) => ASKED.some((key) => state[key]);

  function nameOf(key, value) {
    const lists = { code: [facts.codes, codeOf], device: [facts.devices, deviceOf] };
    if (lists[key]) return lists[key][0][lists[key][1].get(value)]?.name ?? facts.families[value] ?? value;
    if (key === "looks" && LOOKS.includes(value)) return say(value);
    if (key === "topic" && KNOWN.topic(value)) return `${value}: ${facts.topics[value].label}`;
    return value;
  }

  // What is asked for, in the numbers that data have for it.
  function wanted(state) {
    return {
      words: search.wordsOf(state.q),
      section: state.section || null,
      code: codeOf.get(state.code) ?? -1,
      devices: state.device ? devicesOf(state.device) : [],
      looks: LOOKS.indexOf(state.looks),
      formulation: formulationOf.get(state.formulation) ?? -1,
      formulationText: search.fold(state.formulation ?? ""),
      topic: state.topic ? (facts.topics[state.topic]?.sentences ?? []) : null,
    };
  }

  // Hits in the texts asked for; null when something else has been asked for meanwhile.
  async function find(state, progress) {
    const own = ++run;
    const want = wanted(state);
    const among = texts.map((_, number) => number).filter((number) => !state.group || texts[number].group === state.group);
    const hits = [];
    for (let at = 0; at < among.length; at += AT_ONCE) {
      const some = among.slice(at, at + AT_ONCE);
      const loaded = await Promise.all(some.map((number) => load("text", number)));
      if (own !== run) return null;
      loaded.forEach((text, i) => {
        for (const hit of search.hits(some[i], text, want)) hits.push(hit);
      });
      progress(Math.min(at + AT_ONCE, among.length), among.length);
    }
    return hits;
  }

  async function loadAll() {
    for (let at = 0; at < texts.length; at += AT_ONCE)
      await Promise.all(texts.slice(at, at + AT_ONCE).map((_, i) => load("text", at + i)));
  }

  const tell = (text) => {
    if ($("told").textContent !== text) $("told").textContent = text;
  };

  async function results(state) {
    const key = asHash(Object.fromEntries([...ASKED, "sort"].map((name) => [name, state[name] ?? ""])));
    if (key === foundFor) return;
    $("h-found").hidden = !isAsked(state);
    for (const id of ["results", "counts", "notes", "tools"]) $(id).hidden = !isAsked(state);
    $("said").hidden = true;
    $("more").hidden = true;
    if (!isAsked(state)) {
      run++;
      [found, foundFor] = [[], key];
      tell(say("ask"));
      return;
    }
    if (FILTERS.some((name) => state[name] && !KNOWN[name](state[name]))) {
      run++;
      [found, foundFor] = [[], key];
      for (const id of ["results", "counts", "tools"]) $(id).hidden = true;
      $("notes").textContent = "";
      tell(say("none"));
      return;
    }
    let slow = performance.now() + 150;
    const hits = await find(state, (done, all) => {
      if (performance.now() < slow || done === all) return;
      tell(say("loading", { done, all }));
      slow = performance.now() + 500;
    });
    if (!hits) return;
    const want = wanted(state);
    await Promise.all([...new Set(hits.map((hit) => hit.text))].map(async (number) => sectionNames.set(number, (await load("text", number)).sections)));
    found = search.sorted(hits, state.sort);
    foundFor = key;
    const sentences = new Set(found.map((hit) => hit.sentence)).size;
    const inTexts = new Set(found.map((hit) => hit.text)).size;
    for (const id of ["results", "tools"]) $(id).hidden = !found.length;
    if (!found.length) tell(say("none"));
    else if (search.hasPlaces(want)) tell(say("found", { number: found.length, sentences, texts: inTexts }));
    else tell(say("foundsentences", { number: found.length, texts: inTexts }));
    counts(found, state, want);
    list(found, want);
  }

  // The sentences found, each once, to step through.
  function moves(state, number, chosen) {
    const stops = [];
    const seen = new Set();
    for (const hit of found) if (!seen.has(hit.sentence)) {
      seen.add(hit.sentence);
      stops.push(hit);
    }
    const at = stops.findIndex((hit) => hit.sentence === chosen);
    const box = element("p", { className: "moves" });
    const link = (id, words, hit) =>
      hit && box.append(element("a", { id, className: "button", href: hashWith({ text: texts[hit.text].id, s: hit.sentence[N.number] }) }, say(words)), " ");
    if (stops.length) {
      // Beside the list: from a sentence that is no hit one goes to the nearest in the texts.
      const isAfter = (hit) => hit.text > number || (hit.text === number && hit.sentence[N.number] > chosen[N.number]);
      link("previous", "previous", at >= 0 ? stops[at - 1] : stops.findLast((hit) => !isAfter(hit)));
      link("next", "next", at >= 0 ? stops[at + 1] : stops.find(isAfter));
      if (at >= 0) box.append(element("span", {}, say("stop", { at: at + 1, number: stops.length })));
    }
    return box;
  }

  async function text(state) {
    const isOpen = KNOWN.text(state.text ?? "");
    $("view").hidden = !isOpen;
    $("found").hidden = isOpen;
    $("texts").hidden = isOpen || isAsked(state);
    document.body.classList.toggle("reads", isOpen);
    if (!isOpen) return;
    const number = textOf.get(state.text);
    const loaded = await load("text", number);
    if (ofHash().text !== state.text) return;
    const { title, group, path, han, sentences, shown } = texts[number];
    $("title").textContent = title;
    $("about").textContent = [group, path, say("size", { han, sentences }), ...(shown ? [say("cut", { shown, all: sentences })] : [])].join(" · ");
    $("back").href = hashWith({ text: "", s: "" });
    $("back").textContent = say(isAsked(state) ? "back" : "alltexts");
    const jumps = loaded.sections.map((name, place) => [name, loaded.sentences.find((sentence) => sentence[N.section] === place)]);
    $("jump").replaceChildren(new Option(say("jump"), ""), ...jumps.filter(([, first]) => first).map(([name, first]) => new Option(name, first[N.number])));
    $("jump").parentElement.hidden = !jumps.length;
    const chosen = state.s ? loaded.sentences.find((sentence) => String(sentence[N.number]) === state.s) : null;
    const settings = {
      want: wanted(state),
      layers: new Set((state.layers ?? "codes").split(",")),
      underline: state.underline || (deviceOf.has(state.device) || !state.device ? (state.device ?? "") : `family-${state.device}`),
      address: (s) => hashWith({ s }),
    };
    for (const layer of reading.LAYERS) $(`layer-${layer}`).checked = settings.layers.has(layer);
    $("underline").value = settings.underline;
    await reading.show(number, loaded, chosen, settings, chosen && moves(state, number, chosen));
    return chosen;
  }

  // Values that this report has not, each with a way to go on without it.
  function unknown(state) {
    const box = $("unknown");
    const wrong = Object.keys(KNOWN).filter((key) => state[key] && !KNOWN[key](state[key]));
    const lines = wrong.map((key) => [say(`unknown`, { what: say(`a-${key}`), value: state[key].slice(0, 200) }), { [key]: "", ...(key === "text" ? { s: "" } : {}) }]);
    const read = KNOWN.text(state.text ?? "") ? textOf.get(state.text) : -1;
    if (state.s && read >= 0 && !(/^\d+$/.test(state.s) && Number(state.s) >= 1 && Number(state.s) <= (texts[read].shown ?? texts[read].sentences)))
      lines.push([say("nosentence", { value: state.s.slice(0, 40), number: texts[read].shown ?? texts[read].sentences }), { s: "" }]);
    box.replaceChildren(...lines.map(([line, without]) => element("p", {}, line, " ", element("a", { href: hashWith(without) }, say("without")))));
    box.hidden = !lines.length;
  }

  function active(state) {
    const given = FILTERS.filter((key) => state[key] && KNOWN[key](state[key]));
    $("active").hidden = !given.length;
    $("active").replaceChildren(...given.map((key) => {
      const name = nameOf(key, state[key]).slice(0, 80);
      return element("li", {}, element("a", { className: "button", href: hashWith({ [key]: "" }), "aria-label": say("remove", { what: say("filteris", { what: say(key), value: name }) }) }, `${say("filteris", { what: say(key), value: name })} ×`));
    }));
    $("filters-told").textContent = given.length ? ` (${given.length})` : "";
  }

  // The sections one may choose: those of the group, where there are not too many.
  function offerSections(state) {
    const names = [...new Set(texts.filter((text) => !KNOWN.group(state.group) || text.group === state.group).flatMap((text) => text.sections))];
    const few = names.length <= FEW_SECTIONS ? names : [];
    if (state.section && !few.includes(state.section)) few.unshift(state.section);
    const none = names.length > FEW_SECTIONS ? say("groupfirst") : say("all-section");
    $("ask-section").replaceChildren(new Option(none, ""), ...few.map((name) => new Option(name)));
    $("ask-section").disabled = few.length === 0;
  }

  function form(state) {
    offerSections(state);
    for (const key of ASKED) {
      const field = $(`ask-${key}`);
      const value = state[key] ?? "";
      if (field === document.activeElement && key === "q") continue;
      // An unknown value is told above; the list has no place for it.
      if (field.value !== value) field.value = value;
      if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
    }
    $("sort").value = state.sort ?? "";
    if ($("sort").selectedIndex < 0) $("sort").value = "";
  }

  async function show() {
    const state = ofHash();
    form(state);
    unknown(state);
    active(state);
    try {
      // Hits are known before a text is shown, so that one can step through them.
      await results(state);
      if (asHash(ofHash()) !== asHash(state)) return;
      const before = document.activeElement;
      const wasLink = !before || before === document.body || before.closest?.("#results, #text, #detail, #view");
      const chosen = await text(state);
      if (chosen && wasLink) $(`s${chosen[N.number]}`)?.querySelector(".sn").focus({ preventScroll: true });
      if (!state.text && lastLink) {
        const link = [...$("results").querySelectorAll("a")].find((each) => each.getAttribute("href") === lastLink);
        link?.focus();
        lastLink = "";
      }
    } catch (error) {
      tell(say("broken", { file: `data/${error.message}.js` }));
    }
  }

  // A change of what is typed replaces the address; any other change is a step that can be undone.
  function go(changes, replace = false) {
    const hash = hashWith(changes);
    if (hash === asHash(ofHash())) return;
    if (replace) location.replace(hash);
    else location.hash = hash;
  }

  function fromForm(replace) {
    const changes = { text: "", s: "" };
    for (const key of ASKED) if (!$(`ask-${key}`).disabled) changes[key] = $(`ask-${key}`).value.trim();
    const state = ofHash();
    // What is typed and is no formulation of the list is told as unknown only when it is left.
    if (changes.group !== (state.group ?? "")) changes.section = "";
    go(changes, replace);
  }

  let typing;
  let composing = false;
  const typed = () => {
    clearTimeout(typing);
    if (!composing) typing = setTimeout(() => fromForm(true), 150);
  };
  // Who goes to the field will search: the texts can be there when the first word is typed.
  $("ask-q").addEventListener("focus", () => loadAll().catch(() => {}), { once: true });
  $("ask-q").addEventListener("compositionstart", () => (composing = true));
  $("ask-q").addEventListener("compositionend", () => {
    composing = false;
    typed();
  });
  $("ask-q").addEventListener("input", (event) => event.isComposing || typed());
  for (const key of FILTERS) $(`ask-${key}`).addEventListener("change", () => fromForm(false));
  $("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    fromForm(false);
  });
  $("ask").addEventListener("reset", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    $("ask-q").value = "";
    location.hash = "";
    $("ask-q").focus();
  });
  // A long list of names is made when somebody looks for it.
  $("ask-formulation").addEventListener("focus", () => {
    if (!$("formulations").children.length)
      $("formulations").append(...facts.used.map((place) => element("option", { value: facts.formulations[place] })));
  });
  $("other-language")?.addEventListener("click", (event) => (event.currentTarget.hash = location.hash));
  $("sort").addEventListener("change", () => go({ sort: $("sort").value }));
  $("jump").addEventListener("change", () => $("jump").value && go({ s: $("jump").value }));
  for (const layer of reading.LAYERS)
    $(`layer-${layer}`).addEventListener("change", () => {
      const on = reading.LAYERS.filter((each) => $(`layer-${each}`).checked);
      go({ layers: on.join(",") || "none" }, true);
    });
  $("underline").addEventListener("change", () => go({ underline: $("underline").value || "none" }, true));
  $("download").addEventListener("click", () => {
    const head = ["group", "title", "doc_id", "section", "file", "line", "sentence", "kind", "left", "hit", "right", "primary", "secondary", "orientation"];
    const rows = found.map(({ text: number, sentence, start, end }) => {
      const { group, title, id, path } = texts[number];
      const whole = sentence[N.text];
      const cut = search.hasPlaces(wanted(ofHash())) ? [whole.slice(Math.max(0, start - IN_FILE), start), whole.slice(start, end), whole.slice(end, end + IN_FILE)] : ["", whole, ""];
      return [group, title, id, sectionOf(number, sentence), path, sentence[N.line], sentence[N.number], facts.kinds[sentence[N.kind]] ?? "",
        ...cut, facts.codes[sentence[N.first]]?.id, facts.codes[sentence[N.second]]?.id, LOOKS[sentence[N.looks]]];
    });
    chengyan.save("sentences.csv", chengyan.csv([head, ...rows]));
  });
  for (const button of document.querySelectorAll(".copy"))
    button.addEventListener("click", async () => {
      const done = await chengyan.copy(location.href);
      button.nextElementSibling.textContent = say(done ? "copied" : "notcopied");
    });
  // The whole sentence can be clicked, unless somebody marks words in it.
  $("text").addEventListener("click", (event) => {
    const span = event.target.closest(".s");
    if (span && !event.target.closest("a, button") && getSelection().isCollapsed) go({ s: span.id.slice(1) });
  });
  $("results").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) lastLink = link.getAttribute("href");
  });
  chengyan.rove($("results"), "a.kwic");
  chengyan.rove($("text"), "a.sn");
  matchMedia("(min-width: 64rem)").addEventListener("change", () => {
    const span = document.querySelector(".s.chosen");
    if (span) reading.place([Number(span.id.slice(1))]);
  });
  if (matchMedia("(min-width: 48rem)").matches) $("filters").open = true;
  window.addEventListener("hashchange", show);
  show();
})();
