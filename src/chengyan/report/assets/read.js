"use strict";
// The reading page: search over all sentences, filters, and each text with its layers.
// What it shows is in the part of the address behind #, so that a view can be shared.
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const { texts, codes, devices, words } = facts;
  const SHOWN = 100;
  const AROUND = 24;
  const byId = new Map(texts.map((text) => [text.id, text]));
  const loaded = new Map();
  const waiting = new Map();
  const $ = (id) => document.getElementById(id);

  // A chunk of data is a script, since a page opened from disk may load no other file.
  window.chengyan = {
    take(text) {
      loaded.set(text.id, text);
      waiting.get(text.id)?.(text);
    },
  };

  function load(id) {
    if (loaded.has(id)) return Promise.resolve(loaded.get(id));
    return new Promise((resolve, reject) => {
      waiting.set(id, resolve);
      const script = document.createElement("script");
      script.src = byId.get(id).data;
      script.onerror = () => reject(new Error(id));
      document.head.append(script);
    });
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const asked = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  function address(changes) {
    const kept = Object.entries({ ...asked(), ...changes }).filter(([, value]) => value);
    return "#" + new URLSearchParams(kept);
  }

  // Sentences: [number, line, paragraph, section, kind, text, primary, secondary, looks, instances].
  const N = { number: 0, line: 1, paragraph: 2, section: 3, kind: 4, text: 5, primary: 6, secondary: 7, looks: 8, instances: 9 };

  function fits(sentence, text, want) {
    const codesOf = [sentence[N.primary], sentence[N.secondary]];
    return (
      (!want.group || text.group === want.group) &&
      (!want.section || text.sections[sentence[N.section]] === want.section) &&
      (!want.code || codesOf.includes(want.code)) &&
      (!want.device || sentence[N.instances].some(([device]) => device === want.device)) &&
      (!want.looks || sentence[N.looks] === want.looks) &&
      (!want.q || sentence[N.text].toLowerCase().includes(want.q.toLowerCase()))
    );
  }

  // Where a sentence shows what was asked for: places of the words, else of the device.
  function marks(sentence, want) {
    const found = [];
    if (want.q) {
      const [text, q] = [sentence[N.text].toLowerCase(), want.q.toLowerCase()];
      for (let at = text.indexOf(q); at >= 0; at = text.indexOf(q, at + q.length))
        found.push([at, at + q.length]);
    } else if (want.device) {
      for (const [device, start, end] of sentence[N.instances])
        if (device === want.device) found.push([start, end]);
    }
    return found;
  }

  // JavaScript counts characters beyond the first plane twice, our tables once.
  const cut = (text, start, end) => Array.from(text).slice(start, end).join("");

  function marked(text, places) {
    const pieces = [];
    let at = 0;
    for (const [start, end] of places) {
      if (start < at) continue;
      pieces.push(cut(text, at, start), element("mark", {}, cut(text, start, end)));
      at = end;
    }
    pieces.push(cut(text, at));
    return pieces;
  }

  function row(text, sentence, want) {
    const places = marks(sentence, want);
    const link = element("a", {
      className: "kwic",
      href: address({ text: text.id, s: sentence[N.number] }),
    });
    const whole = sentence[N.text];
    const from = places.length ? Math.max(0, places[0][0] - AROUND) : 0;
    const shown = places.map(([start, end]) => [start - from, end - from]);
    link.append(
      ...(from ? ["…"] : []),
      ...marked(cut(whole, from), shown),
    );
    const where = [text.group, text.sections[sentence[N.section]], `${text.path}:${sentence[N.line]}`];
    return element("li", {}, element("p", { className: "where" }, where.filter(Boolean).join(" · ")), link);
  }

  async function results(want) {
    const list = $("results");
    const told = $("told");
    list.replaceChildren();
    if (!["q", "code", "device", "section", "looks"].some((key) => want[key])) {
      told.textContent = words.ask;
      $("more").hidden = true;
      return;
    }
    const hits = [];
    for (const each of texts.filter((text) => !want.group || text.group === want.group)) {
      if (!loaded.has(each.id)) told.textContent = words.loading;
      const text = await load(each.id);
      for (const sentence of text.sentences) if (fits(sentence, text, want)) hits.push([text, sentence]);
    }
    const perGroup = new Map();
    for (const [text] of hits) perGroup.set(text.group, (perGroup.get(text.group) ?? 0) + 1);
    const counts = [...perGroup].map(([group, number]) => `${group} ${number}`).join(", ");
    told.textContent = hits.length ? `${words.found} ${hits.length}: ${counts}` : words.none;
    let next = 0;
    const more = () => {
      list.append(...hits.slice(next, next + SHOWN).map(([text, sentence]) => row(text, sentence, want)));
      next += SHOWN;
      $("more").hidden = next >= hits.length;
    };
    $("more").onclick = more;
    more();
  }

  function chip(code) {
    const known = codes[code];
    return element("span", { className: "chip", title: known ? known.name : code }, known ? known.short : code);
  }

  function spanOf(text, sentence, want) {
    const codesShown = $("layer-codes").checked;
    const devicesShown = $("layer-devices").checked;
    const span = element("span", { id: `s${sentence[N.number]}`, className: "s", tabIndex: 0 });
    if (codesShown && sentence[N.primary]) span.append(chip(sentence[N.primary]));
    const chosen = want.q || want.device ? marks(sentence, want) : [];
    if (devicesShown && !chosen.length) {
      const places = sentence[N.instances].map(([device, start, end]) => [start, end, device]);
      places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      let at = 0;
      for (const [start, end, device] of places) {
        if (start < at) continue;
        span.append(
          cut(sentence[N.text], at, start),
          element("span", { className: "device", title: devices[device] ?? device }, cut(sentence[N.text], start, end)),
        );
        at = end;
      }
      span.append(cut(sentence[N.text], at));
    } else span.append(...marked(sentence[N.text], chosen));
    span.onclick = () => location.assign(address({ text: text.id, s: sentence[N.number] }));
    span.onkeydown = (event) => {
      if (event.key === "Enter") span.onclick();
    };
    return span;
  }

  function detail(text, sentence) {
    const told = [
      [words.line, `${text.path}:${sentence[N.line]}`],
      [words.raw, text.lines[sentence[N.line]] ?? "–"],
      [words.code, [sentence[N.primary], sentence[N.secondary]].filter(Boolean).map((code) => codes[code]?.name ?? code).join("; ") || "–"],
      [words.looks, words[sentence[N.looks]] ?? "–"],
      [
        words.devices,
        sentence[N.instances].map(([device, start, end]) => `${devices[device] ?? device} (${cut(sentence[N.text], start, end)})`).join("; ") || "–",
      ],
    ];
    $("detail").replaceChildren(
      element("dl", {}, ...told.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
    );
  }

  async function reading(want) {
    const view = $("view");
    view.hidden = !want.text;
    if (!byId.has(want.text)) {
      view.hidden = true;
      return;
    }
    const text = await load(want.text);
    $("title").textContent = text.title;
    $("about").textContent = `${text.group} · ${text.path}`;
    const paragraphs = new Map();
    for (const sentence of text.sentences) {
      if (!paragraphs.has(sentence[N.paragraph])) paragraphs.set(sentence[N.paragraph], []);
      paragraphs.get(sentence[N.paragraph]).push(sentence);
    }
    $("text").replaceChildren(
      ...[...paragraphs.values()].map((own) =>
        element(own[0][N.kind] === "heading" ? "h3" : "p", {}, ...own.map((sentence) => spanOf(text, sentence, want))),
      ),
    );
    const chosen = text.sentences.find((sentence) => String(sentence[N.number]) === want.s);
    $("detail").replaceChildren();
    if (chosen) {
      const place = $(`s${chosen[N.number]}`);
      place.classList.add("chosen");
      place.scrollIntoView({ block: "center" });
      detail(text, chosen);
    }
  }

  function show() {
    const want = asked();
    for (const key of ["q", "group", "section", "code", "device", "looks"]) $(`ask-${key}`).value = want[key] ?? "";
    const failed = () => ($("told").textContent = words.broken);
    results(want).catch(failed);
    reading(want).catch(failed);
  }

  function go() {
    const want = { text: "", s: "" };
    for (const key of ["q", "group", "section", "code", "device", "looks"]) want[key] = $(`ask-${key}`).value.trim();
    location.hash = address(want);
  }

  let typing;
  $("ask-q").oninput = () => {
    clearTimeout(typing);
    typing = setTimeout(go, 200);
  };
  for (const key of ["group", "section", "code", "device", "looks"]) $(`ask-${key}`).onchange = go;
  $("ask").onsubmit = (event) => {
    event.preventDefault();
    go();
  };
  for (const layer of ["layer-codes", "layer-devices"]) $(layer).onchange = () => reading(asked());
  window.addEventListener("hashchange", show);
  show();
})();
