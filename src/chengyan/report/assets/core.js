"use strict";
// Data reach a page as scripts that call chengyan.take: a page opened from disk may load no other file.
const chengyan = (() => {
  const values = new Map();
  const asked = new Map();

  function take(kind, id, value) {
    values.set(`${kind}-${id}`, value);
  }

  // The value of data/<kind>-<id>.js, loaded once; rejected if the file is missing or broken.
  function load(kind, id) {
    const name = `${kind}-${id}`;
    if (values.has(name)) return Promise.resolve(values.get(name));
    if (!asked.has(name))
      asked.set(
        name,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `data/${name}.js`;
          const missing = () => {
            asked.delete(name);
            reject(new Error(name));
          };
          script.onload = () => (values.has(name) ? resolve(values.get(name)) : missing());
          script.onerror = missing;
          document.head.append(script);
        }),
      );
    return asked.get(name);
  }

  // What a page says, in its language; and facts it was made with.
  const facts = JSON.parse(document.getElementById("facts")?.textContent ?? "{}");

  // A phrase of facts.words with its values put in; a pair of phrases goes by values.number.
  function say(name, given = {}) {
    const found = facts.words?.[name] ?? name;
    const phrase = Array.isArray(found) ? found[given.number === 1 ? 0 : 1] : found;
    return phrase.replace(/\{(\w+)\}/g, (whole, key) =>
      key in given ? (typeof given[key] === "number" ? shown(given[key]) : given[key]) : whole,
    );
  }

  const shown = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 2 }).replace("-", "−");

  // Children are set as text: no string of a corpus ever becomes markup.
  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties))
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // What stands behind # as a plain object, and back; "+" is a sign as any other.
  function asHash(pairs) {
    const parts = Object.entries(pairs).filter(([, value]) => value !== "" && value != null);
    const coded = (part) => encodeURIComponent(String(part).replace(/\p{Surrogate}/gu, "\ufffd"));
    return "#" + parts.map((pair) => pair.map(coded).join("=")).join("&");
  }
  function readable(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  }
  function ofHash(hash = location.hash) {
    const found = Object.create(null);
    for (const part of hash.replace(/^#/, "").split("&")) {
      const at = part.indexOf("=");
      if (at > 0) found[readable(part.slice(0, at))] = readable(part.slice(at + 1));
    }
    return found;
  }

  const page = (name) => `${name}${document.documentElement.lang.startsWith("zh") ? ".zh" : ""}.html`;

  // A spreadsheet program would take text that begins so for a formula; numbers stay as they are.
  function cell(value) {
    if (value == null) return "";
    let text = String(value);
    if (typeof value !== "number" && /^'*[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  const csv = (rows) => rows.map((row) => row.map(cell).join(",") + "\n").join("");

  // With a byte order mark: without it Excel takes Chinese for another encoding.
  function save(name, text) {
    const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    const link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  // Whether the text is in the clipboard now; a page on disk may have none.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = element("textarea", { value: text, className: "away" });
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  // Arrow keys move among the links of a list, of which Tab reaches one.
  function rove(list, selector) {
    list.addEventListener("focusin", (event) => {
      const link = event.target.closest(selector);
      if (!link) return;
      for (const other of list.querySelectorAll(`${selector}[tabindex="0"]`)) other.tabIndex = -1;
      link.tabIndex = 0;
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
      const link = event.target.closest(selector);
      if (!step || !link || event.ctrlKey || event.metaKey || event.altKey) return;
      const links = [...list.querySelectorAll(selector)];
      const next = Math.min(Math.max(links.indexOf(link) + step, 0), links.length - 1);
      links[next].focus();
      event.preventDefault();
    });
  }

  return { take, load, facts, say, shown, element, asHash, ofHash, page, csv, save, copy, rove };
})();
