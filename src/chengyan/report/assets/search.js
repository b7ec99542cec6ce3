"use strict";
// Finds sentences and the places in them that were asked for; touches no page.
const search = (() => {
  // A sentence as data/text-<n>.js has it, see chengyan.report.reader.
  const N = { number: 0, line: 1, last: 2, paragraph: 3, section: 4, kind: 5, text: 6, first: 7, second: 8, looks: 9, instances: 10, parts: 11 };
  const LOOKS = ["past", "present", "future"];
  // Places of one sentence that are told; who asks for 的 in a sentence of a million characters sees these.
  const MOST_PLACES = 5_000;
  const folded = new WeakMap();

  // Capitals and full-width letters are looked for as small and plain ones, at the same places.
  function fold(text) {
    const lower = text.toLowerCase();
    return (lower.length === text.length ? lower : text).replace(/[\uff01-\uff5e]/g, (mark) =>
      String.fromCharCode(mark.charCodeAt(0) - 0xfee0).toLowerCase(),
    );
  }

  function foldedText(sentence) {
    let text = folded.get(sentence);
    if (text === undefined) folded.set(sentence, (text = fold(sentence[N.text])));
    return text;
  }

  // Words that a blank parts must all stand in the sentence, of those that | parts one; the first
  // are the ones that are shown.
  const wordsOf = (q) =>
    [...new Set(fold(q ?? "").split(/\s+/))].map((words) => [...new Set(words.split("|").filter(Boolean))]).filter((words) => words.length);

  function occurrences(text, word) {
    const found = [];
    for (let at = text.indexOf(word); at >= 0 && found.length < MOST_PLACES; at = text.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
    return found;
  }

  // Places from left to right; of those that begin alike the longest first.
  const ordered = (found) => found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);

  // Where one of several words stands; one within another is not told beside it.
  function anyOf(text, words) {
    if (words.length === 1) return occurrences(text, words[0]);
    let end = 0;
    return ordered(words.flatMap((word) => occurrences(text, word))).filter((place) => place[0] >= end && (end = place[1]));
  }

  // Instances of a device may lie one within another: then the outer one is told.
  function instances(sentence, devices) {
    const flat = sentence[N.instances];
    const found = [];
    for (let i = 0; i < flat.length && found.length < MOST_PLACES; i += 3)
      if (devices.includes(flat[i])) found.push([flat[i + 1], flat[i + 2]]);
    return ordered(found);
  }

  // Places of what was asked for: of the words, else the formulation, else the device; none where
  // whole sentences are asked for.
  function places(sentence, want) {
    if (want.words.length) return anyOf(foldedText(sentence), want.words[0]);
    if (want.formulation >= 0) return occurrences(foldedText(sentence), want.formulationText);
    if (want.devices.length) return instances(sentence, want.devices);
    return [];
  }

  const hasPlaces = (want) => want.words.length > 0 || want.formulation >= 0 || want.devices.length > 0;

  function has(flat, devices) {
    for (let i = 0; i < flat.length; i += 3) if (devices.includes(flat[i])) return true;
    return false;
  }

  // Whether the sentence, or a part of it, has the code.
  const isOn = (sentence, code) =>
    sentence[N.first] === code || sentence[N.second] === code || Boolean(sentence[N.parts]?.includes(code));

  // Hits of a text: {number of the text, sentence, start, end}, a row for each place.
  function hits(number, text, want) {
    const section = want.section == null ? null : text.sections.indexOf(want.section);
    if (section === -1) return [];
    const topic = want.topic && new Set(want.topic.filter(([of]) => of === number).map(([, sentence]) => sentence));
    const stands = want.formulation >= 0 && new Set(text.formulations[want.formulation] ?? []);
    const found = [];
    for (const sentence of text.sentences) {
      if (
        (section !== null && sentence[N.section] !== section) ||
        (want.code >= 0 && !isOn(sentence, want.code)) ||
        (want.looks >= 0 && sentence[N.looks] !== want.looks) ||
        (topic && !topic.has(sentence[N.number])) ||
        (stands && !stands.has(sentence[N.number])) ||
        (want.devices.length && !has(sentence[N.instances], want.devices))
      )
        continue;
      if (want.words.length) {
        const own = foldedText(sentence);
        if (!want.words.every((words) => words.some((word) => own.includes(word)))) continue;
      }
      if (!hasPlaces(want)) found.push({ text: number, sentence, start: 0, end: 0 });
      else for (const [start, end] of places(sentence, want)) found.push({ text: number, sentence, start, end });
    }
    return found;
  }

  // Sorted by what follows the hit, or by what stands before it, read backwards.
  function sorted(found, order) {
    if (order !== "right" && order !== "left") return found;
    const key = ({ sentence, start, end }) => {
      const text = sentence[N.text];
      return order === "right" ? text.slice(end, end + 12) : [...text.slice(Math.max(0, start - 12), start)].reverse().join("");
    };
    const keyed = found.map((hit, place) => [key(hit), place, hit]);
    // Chinese is sorted by its sound, where the browser knows it and there are not too many.
    const compare = keyed.length <= 20_000 ? new Intl.Collator("zh-Hans-CN").compare : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return keyed.sort((a, b) => compare(a[0], b[0]) || a[1] - b[1]).map(([, , hit]) => hit);
  }

  // A text cut at every border of spans [start, end, class, label]: [piece, classes, labels] each.
  function pieces(text, spans) {
    const borders = new Map([[0, []], [text.length, []]]);
    for (const [start, end, kind, label] of spans) {
      const from = Math.max(0, start);
      const to = Math.min(end, text.length);
      if (from >= to) continue;
      const span = { kind, label };
      for (const [at, change] of [[from, [1, span]], [to, [0, span]]]) {
        if (!borders.has(at)) borders.set(at, []);
        borders.get(at).push(change);
      }
    }
    const order = [...borders.keys()].sort((a, b) => a - b);
    const open = new Set();
    const found = [];
    for (let i = 0; i + 1 < order.length; i++) {
      for (const [opens, span] of borders.get(order[i])) opens ? open.add(span) : open.delete(span);
      const names = (key) => [...new Set([...open].map((span) => span[key]).filter(Boolean))];
      found.push([text.slice(order[i], order[i + 1]), names("kind"), names("label")]);
    }
    return found;
  }

  // Where a sentence stands in raw text, in which there may be blanks and marks of layout between
  // its characters; null where it cannot be told.
  function within(raw, sentence) {
    const skipped = /[\s*>#\p{Cf}\p{Cc}]/u;
    const bare = (text, limit) => {
      const at = [];
      let kept = "";
      for (let i = 0; i < text.length && kept.length < limit; i++)
        if (!skipped.test(text[i])) {
          at.push(i);
          kept += text[i];
        }
      return [fold(kept), at];
    };
    const [needle] = bare(sentence, 50_000);
    const [hay, at] = bare(raw, 2_000_000);
    for (const length of [needle.length, 16, 8]) {
      const found = needle.length >= length && length ? hay.indexOf(needle.slice(0, length)) : -1;
      if (found >= 0) return [at[found], at[Math.min(found + length, at.length) - 1] + 1];
    }
    return null;
  }

  return { N, LOOKS, fold, wordsOf, places, hasPlaces, hits, sorted, pieces, within };
})();
