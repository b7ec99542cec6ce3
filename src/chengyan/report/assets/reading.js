"use strict";
// The view of one text: paragraphs with layers, the chosen sentence and its raw lines.
const reading = (() => {
  const { element, say, facts, load } = chengyan;
  const { N, LOOKS, places, pieces, within } = search;
  const $ = (id) => document.getElementById(id);
  // Paragraphs shown at once, and characters of a sentence or a line: a page shall not freeze.
  const PARAGRAPHS = 300;
  const CHARACTERS = 200_000;
  const CUT = 2_000;
  const RAW_CUT = 600;
  const NEIGHBOUR_CUT = 90;
  const HEADS = ["heading", "title"];
  const ARROWS = ["←", "•", "→"];
  const LAYERS = ["codes", "looks", "formulations"];
  let now = null;

  const nameOf = (list, id) => facts[list][id]?.name ?? "";

  // [start, end, class, label] of what the layers show in a sentence; what is asked for goes over all.
  function spansOf(sentence, { want, layers, underline, text }, limit) {
    const spans = [];
    for (const [start, end] of places(sentence, want)) if (start < limit) spans.push([start, end, "mark", ""]);
    if (underline) {
      const flat = sentence[N.instances];
      for (let i = 0; i < flat.length; i += 3) {
        const device = facts.devices[flat[i]];
        // Where a text looks is a layer of its own; as devices these would underline everything.
        const isMany = !LOOKS.includes(device.id) && (underline === "all" || underline === `family-${device.family}`);
        if (flat[i + 1] < limit && (isMany || underline === device.id))
          spans.push([flat[i + 1], flat[i + 2], `device ${device.family}`, device.name]);
      }
    }
    if (layers.has("formulations"))
      for (const of of text.used.get(sentence[N.number]) ?? []) {
        const name = facts.formulations[of];
        const whole = sentence[N.text];
        for (let at = whole.indexOf(name); at >= 0 && at < limit; at = whole.indexOf(name, at + name.length))
          spans.push([at, at + name.length, "formulation", `${say("formulation")}: ${name}`]);
      }
    return spans;
  }

  function wordsOf(sentence, settings, limit) {
    const whole = sentence[N.text];
    const shown = whole.length > limit ? whole.slice(0, limit) : whole;
    return pieces(shown, spansOf(sentence, settings, limit)).map(([text, kinds, labels]) => {
      if (!kinds.length) return text;
      const marked = kinds.includes("mark");
      return element(marked ? "mark" : "span", {
        className: kinds.filter((kind) => kind !== "mark").join(" "),
        title: labels.join("; "),
      }, text);
    });
  }

  function chip(code) {
    const { name, short, sphere } = facts.codes[code];
    return element("span", { className: `chip sphere-${sphere}`, title: name }, short);
  }

  function spanOf(sentence, settings) {
    const number = sentence[N.number];
    const span = element("span", { id: `s${number}`, className: "s" });
    // A number stays on the line of the labels that follow it.
    const start = element("span", { className: "start" });
    start.append(
      element("a", {
        className: "sn", href: settings.address(number), tabIndex: -1,
        "aria-label": say("goto", { sentence: number, line: sentence[N.line] }),
      }, String(number)),
    );
    if (settings.layers.has("codes") && sentence[N.first] >= 0) start.append(chip(sentence[N.first]));
    if (settings.layers.has("looks") && sentence[N.looks] >= 0)
      start.append(element("span", { className: `looks ${LOOKS[sentence[N.looks]]}` }, `${ARROWS[sentence[N.looks]]} ${say(LOOKS[sentence[N.looks]])}`));
    const words = element("span", { className: "words" }, ...wordsOf(sentence, settings, CUT));
    span.append(start, words);
    if (sentence[N.text].length > CUT) {
      const all = element("button", { type: "button" }, say("all", { number: sentence[N.text].length }));
      all.onclick = (event) => {
        event.stopPropagation();
        words.replaceChildren(...wordsOf(sentence, settings, Infinity));
        all.remove();
      };
      span.append("… ", all);
    }
    return span;
  }

  // Sentences by paragraph, the formulations of each, once for each text.
  function prepare(text) {
    if (text.paragraphs) return;
    const found = new Map();
    for (const sentence of text.sentences) {
      if (!found.has(sentence[N.paragraph])) found.set(sentence[N.paragraph], []);
      found.get(sentence[N.paragraph]).push(sentence);
    }
    text.paragraphs = [...found.values()];
    text.used = new Map();
    for (const [of, numbers] of Object.entries(text.formulations))
      for (const number of numbers) {
        if (!text.used.has(number)) text.used.set(number, []);
        text.used.get(number).push(Number(of));
      }
  }

  const sizeOf = (paragraph) => paragraph.reduce((sum, sentence) => sum + Math.min(sentence[N.text].length, CUT), 0);

  // From which to which paragraph is shown: around the chosen one, as many as there is room for.
  function windowOf(paragraphs, chosen) {
    let [from, to, room] = [chosen, chosen + 1, CHARACTERS - sizeOf(paragraphs[chosen] ?? [])];
    while (to - from < PARAGRAPHS && room > 0 && (from > 0 || to < paragraphs.length)) {
      if (from > 0) room -= sizeOf(paragraphs[--from]);
      if (to < paragraphs.length) room -= sizeOf(paragraphs[to++]);
    }
    return [from, to];
  }

  function paragraphOf(own, settings) {
    const kindOf = (sentence) => facts.kinds[sentence[N.kind]];
    const isHead = own.every((sentence) => HEADS.includes(kindOf(sentence)));
    const block = element(isHead ? "h3" : "p", { className: `kind-${kindOf(own[0])}` });
    // A paragraph of very many sentences is shown up to what a page bears.
    let room = CHARACTERS;
    for (const sentence of own) {
      if (room <= 0) {
        block.append("…");
        break;
      }
      room -= Math.min(sentence[N.text].length, CUT) + 20;
      const span = spanOf(sentence, settings);
      // A heading may run into the paragraph it opens.
      block.append(!isHead && HEADS.includes(kindOf(sentence)) ? element("strong", {}, span) : span);
    }
    return block;
  }

  function partOf(own, chosen) {
    // So that a chosen sentence is there though its paragraph is cut.
    const at = own.indexOf(chosen);
    return at > 4_000 ? own.slice(at - 100, at + 2_000) : own.slice(0, 4_000);
  }

  function fill(text, settings, chosen, from, to) {
    const bodies = text.paragraphs.slice(from, to).map((own) => paragraphOf(partOf(own, chosen), settings));
    const step = (words, start, end) => {
      const button = element("button", { type: "button", className: "step" }, say(words));
      button.onclick = () => fill(text, settings, chosen, start, end);
      return button;
    };
    const total = text.paragraphs.length;
    $("text").replaceChildren(
      ...(from > 0 ? [step("before", Math.max(0, from - PARAGRAPHS), from)] : []),
      ...bodies,
      ...(to < total ? [step("after", to, Math.min(total, to + PARAGRAPHS))] : []),
    );
    const link = $("text").querySelector(chosen ? `#s${chosen[N.number]} .sn` : ".sn");
    const first = link ?? $("text").querySelector(".sn");
    if (first) first.tabIndex = 0;
  }

  // Signs without shape, and those that turn the direction of what follows, by their number.
  function visible(text) {
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/g,
      (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
  }

  // A raw line with its number; a long one around what is marked, until all is asked for.
  function rawLine(number, raw, mark, side) {
    const isOwn = side === 0;
    const body = element("code", { dir: "auto" });
    const fillLine = (from, to) => {
      const [start, end] = mark ?? [0, 0];
      const cut = (a, b) => visible(raw.slice(Math.max(a, from), Math.max(Math.min(b, to), from)));
      body.replaceChildren(
        ...(from > 0 ? ["… "] : []), cut(0, start),
        ...(mark ? [element("mark", {}, cut(start, end))] : []), cut(mark ? end : 0, raw.length),
        ...(to < raw.length ? [" …"] : []),
      );
    };
    const row = element("li", { value: number, className: isOwn ? "own" : "" }, body);
    const room = isOwn ? RAW_CUT : NEIGHBOUR_CUT;
    if (raw.length <= room) fillLine(0, raw.length);
    else {
      const from = side < 0 ? raw.length - room : Math.max(0, (mark?.[0] ?? 0) - 40);
      fillLine(from, from + room);
      const all = element("button", { type: "button" }, say("all", { number: raw.length }));
      all.onclick = () => {
        fillLine(0, raw.length);
        all.remove();
      };
      row.append(" ", all);
    }
    if (!raw.trim()) body.append(element("span", { className: "quiet" }, say("empty")));
    return row;
  }

  async function rawLines(number, sentence) {
    const lines = await load("lines", number);
    const [first, last] = [sentence[N.line], Math.min(sentence[N.last], sentence[N.line] + 20)];
    if (!(first >= 1 && first <= lines.length)) return element("p", {}, say("noline"));
    const own = lines.slice(first - 1, last).join("\n");
    const found = within(own, sentence[N.text]);
    const list = element("ol", { className: "raw", lang: "zh" });
    let offset = 0;
    for (let line = Math.max(1, first - 1); line <= Math.min(lines.length, last + 1); line++) {
      const raw = lines[line - 1];
      const isOwn = line >= first && line <= last;
      const mark = isOwn && found ? [Math.max(found[0] - offset, 0), Math.min(found[1] - offset, raw.length)] : null;
      list.append(rawLine(line, raw, mark && mark[0] < mark[1] ? mark : null, line < first ? -1 : line > last ? 1 : 0));
      if (isOwn) offset += raw.length + 1;
    }
    return list;
  }

  function devicesOf(sentence) {
    const flat = sentence[N.instances];
    if (!flat.length) return say("nothing");
    const found = new Map();
    for (let i = 0; i < flat.length && found.size < 60; i += 3) {
      if (!found.has(flat[i])) found.set(flat[i], []);
      const own = found.get(flat[i]);
      if (own.length < 6) own.push(sentence[N.text].slice(flat[i + 1], Math.min(flat[i + 2], flat[i + 1] + 24)) + (flat[i + 2] - flat[i + 1] > 24 ? "…" : ""));
    }
    const list = element("ul", {});
    for (const [device, texts] of found) {
      const link = element("a", { href: chengyan.asHash({ device: facts.devices[device].id }) }, facts.devices[device].name);
      list.append(element("li", {}, link, " ", element("span", { className: "quote", lang: "zh" }, texts.join(" / "))));
    }
    return list;
  }

  function codesOf(sentence) {
    const codes = [sentence[N.first], sentence[N.second]].filter((code) => code >= 0);
    if (!codes.length) return [say("nothing")];
    return codes.flatMap((code, i) => [
      ...(i ? ["; "] : []),
      element("a", { href: chengyan.asHash({ code: facts.codes[code].id }) }, facts.codes[code].name),
    ]);
  }

  async function detail(number, text, sentence, moves) {
    const panel = $("detail");
    const own = {};
    now = own;
    const { path } = facts.texts[number];
    const raw = await rawLines(number, sentence).catch(() => element("p", {}, say("broken")));
    if (now !== own) return;
    const used = (text.used.get(sentence[N.number]) ?? []).map((of) => facts.formulations[of]);
    const rows = [
      ["where", [`${path}:${sentence[N.line]}`, element("br"), text.sections[sentence[N.section]] ?? ""]],
      ["codes", codesOf(sentence)],
      ["looks", [LOOKS[sentence[N.looks]] ? say(LOOKS[sentence[N.looks]]) : say("nothing")]],
      ["formulations", used.length ? used.flatMap((name, i) => [...(i ? ["; "] : []), element("a", { href: chengyan.asHash({ formulation: name }), lang: "zh" }, name)]) : [say("nothing")]],
      ["devices", [devicesOf(sentence)]],
    ];
    panel.replaceChildren(
      element("h3", { id: "detail-title" }, say("sentence", { sentence: sentence[N.number] })),
      moves,
      element("h4", {}, say("raw")),
      raw,
      element("dl", {}, ...rows.flatMap(([name, value]) => [element("dt", {}, say(name)), element("dd", {}, ...value)])),
      element("p", { className: "quiet" }, say("machine")),
    );
    panel.hidden = false;
  }

  // Beside the text where there is room, else right behind the sentence.
  function place(chosen) {
    const panel = $("detail");
    const span = chosen && $(`s${chosen[N.number]}`);
    if (!span || matchMedia("(min-width: 64rem)").matches) $("beside").append(panel);
    else (span.closest("h3") ?? span.closest("strong") ?? span).after(panel);
  }

  // Shows a text, with a sentence chosen or none; settings has want, layers, underline, address.
  async function show(number, text, chosen, settings, moves) {
    prepare(text);
    $("beside").append($("detail"));
    const at = chosen ? text.paragraphs.findIndex((own) => own.includes(chosen)) : 0;
    fill(text, { ...settings, text }, chosen, ...windowOf(text.paragraphs, Math.max(0, at)));
    if (!chosen) {
      now = null;
      $("detail").hidden = true;
      return;
    }
    const span = $(`s${chosen[N.number]}`);
    span?.classList.add("chosen");
    span?.querySelector(".sn").setAttribute("aria-current", "true");
    await detail(number, text, chosen, moves);
    place(chosen);
    span?.scrollIntoView({ block: "center" });
  }

  return { show, place, nameOf, LAYERS };
})();
