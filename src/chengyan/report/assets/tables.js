"use strict";
// Tables that sort, filter and download: those that stand on a page (table.sortable with data-name),
// and any table of the report in #table-viewer, by data.html#table=<name>&<column>=<value>…
(() => {
  const { element, say, load, facts, asHash, ofHash, page, shown } = chengyan;
  const AT_ONCE = 100;
  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

  // The number that a cell of a page shows: 1,234.5 or −3 % or ×2; null where it is none.
  function numberIn(text) {
    const plain = text.trim().replace(/^×/, "").replace(/\s*%$/, "").replaceAll(",", "").replace(/^−/, "-");
    return plain !== "" && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
  }

  // Numbers before words, what is empty last in either direction.
  function compare(a, b, down) {
    const empty = (value) => value === null || value === undefined || value === "";
    if (empty(a) || empty(b)) return empty(a) - empty(b);
    const order =
      typeof a === "number" && typeof b === "number" ? a - b
      : typeof a === "number" ? -1
      : typeof b === "number" ? 1
      : collator.compare(a, b);
    return down ? -order : order;
  }

  function sortButton(th, onSort) {
    const button = element("button", { type: "button", className: "sort" });
    button.append(...th.childNodes);
    th.append(button);
    th.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const next = th.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of th.parentElement.querySelectorAll("[aria-sort]")) other.setAttribute("aria-sort", "none");
      th.setAttribute("aria-sort", next);
      onSort(next === "descending");
    });
  }

  function tools(name, onFilter, onDownload) {
    const field = element("input", { type: "search", autocomplete: "off", "aria-label": say("filterrows", { name }), placeholder: say("filter") });
    const told = element("span", { role: "status" });
    const button = element("button", { type: "button" }, say("csv"));
    let typing;
    field.addEventListener("input", (event) => {
      clearTimeout(typing);
      if (!event.isComposing) typing = setTimeout(() => onFilter(field.value), 120);
    });
    field.addEventListener("compositionend", () => onFilter(field.value));
    button.addEventListener("click", onDownload);
    return { box: element("p", { className: "table-tools" }, field, " ", button, " ", told), told, field };
  }

  const parts = (text) => text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const count = (number, all) => (number === all ? say("rows", { number }) : say("rowsof", { number, all }));

  // A table that stands on the page.
  function enhance(table) {
    const name = table.dataset.name || "table";
    const head = table.tHead?.rows[table.tHead.rows.length - 1];
    const body = table.tBodies[0];
    if (!head || !body) return;
    const rows = [...body.rows];
    const textOf = (cell) => (cell?.dataset.sort ?? cell?.textContent ?? "").replace(/\s+/g, " ").trim();
    const valueOf = (cell) => numberIn(textOf(cell)) ?? (/^[–—-]?$/.test(textOf(cell)) ? "" : textOf(cell));
    // Columns that a cell spans have no order of their own.
    [...head.cells].forEach((th, place) => {
      if (th.tagName !== "TH" || th.colSpan > 1 || !th.textContent.trim() || "unsorted" in th.dataset) return;
      sortButton(th, (down) => {
        const keyed = rows.map((row, at) => [valueOf(row.cells[place]), at, row]);
        keyed.sort((a, b) => compare(a[0], b[0], down) || a[1] - b[1]);
        body.append(...keyed.map(([, , row]) => row));
      });
    });
    const { box, told } = tools(
      name,
      (text) => {
        const words = parts(text);
        for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
        told.textContent = count(rows.filter((row) => !row.hidden).length, rows.length);
      },
      () => {
        // Numbers as numbers, but not those that their sign (%, ×) is a part of.
        const given = (cell) => (/[%×]/.test(textOf(cell)) ? textOf(cell) : valueOf(cell));
        const kept = [...body.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(given));
        chengyan.save(`${name}.csv`, chengyan.csv([[...head.cells].map(textOf), ...kept]));
      },
    );
    (table.closest(".scroll") ?? table).before(box);
  }

  // Where a row leads in the reading view: [words, what stands behind #].
  function linksOf(name, row) {
    const of = (column) => (row[column] === undefined || row[column] === null ? "" : String(row[column]));
    const found = [];
    const sentence = (doc, number) => of(doc) && /^\d+$/.test(of(number)) && found.push([say("opensentence", { sentence: of(number) }), asHash({ text: of(doc), s: of(number) })]);
    sentence("doc_id", "sentence");
    sentence("doc_a", "sentence_a");
    sentence("doc_b", "sentence_b");
    if (found.length) return found;
    if (name === "findings" && of("sentences")) return [[say("open"), `#${of("sentences").replace(/^#/, "")}`]];
    const group = of("group");
    const about =
      of("device") ? { device: of("device") }
      : of("formulation") ? { formulation: of("formulation") }
      : of("model") && of("topic") ? { topic: `${of("model")}-${of("topic")}` }
      : of("code") ? { code: of("code") }
      : of("term") ? { q: of("term").replaceAll(";", "") }
      : of("phrase") ? { q: of("phrase").replaceAll(";", "") }
      : null;
    return about ? [[say("open"), asHash({ ...about, group })]] : [];
  }

  const SHORT = 160;
  const NARROW = 24;
  function cellOf(value) {
    if (typeof value === "number") {
      const isWhole = Number.isInteger(value);
      const text = isWhole ? String(value) : Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6 ? String(Number(value.toPrecision(4))) : String(Number(value.toPrecision(4)));
      return element("td", { className: "number", title: isWhole ? "" : String(value) }, text.replace("-", "−"));
    }
    const text = value ?? "";
    if (text.length <= SHORT) return element("td", { className: text.length > NARROW ? "text" : "" }, text);
    const rest = element("button", { type: "button", className: "rest" }, say("all", { number: text.length }));
    const cell = element("td", { className: "text" }, `${text.slice(0, SHORT)}… `, rest);
    rest.addEventListener("click", () => cell.replaceChildren(text));
    return cell;
  }

  const equals = (cell, value) => (typeof cell === "number" ? value.trim() !== "" && cell === Number(value) : (cell ?? "") === value);
  // Findings name several values of a column as a|b.
  const fits = (cell, value) => equals(cell, value) || value.split("|").some((one) => equals(cell, one));

  function view(section, table, conditions) {
    const { name, columns, total } = table;
    const chosen = table.rows.filter((row) => conditions.every(([column, value]) => fits(row[columns.indexOf(column)], value)));
    let [rows, next] = [chosen, 0];
    let order = null;
    const asObject = (row) => Object.fromEntries(columns.map((column, place) => [column, row[place]]));
    const hasLinks = table.rows.slice(0, 50).some((row) => linksOf(name, asObject(row)).length);
    const body = element("tbody", {});
    const more = element("button", { type: "button", hidden: true });
    const put = () => {
      body.append(...rows.slice(next, next + AT_ONCE).map((row) => {
        const links = linksOf(name, asObject(row)).flatMap(([words, hash], i) => [...(i ? [" "] : []), element("a", { href: page("read") + hash }, words)]);
        return element("tr", {}, ...(hasLinks ? [element("td", { className: "links" }, ...links)] : []), ...row.map(cellOf));
      }));
      next += AT_ONCE;
      more.hidden = next >= rows.length;
      more.textContent = say("morerows", { number: Math.min(AT_ONCE, Math.max(rows.length - next, 0)) });
    };
    const refill = () => {
      if (order) {
        const keyed = rows.map((row, at) => [row[order.place], at, row]);
        keyed.sort((a, b) => compare(a[0], b[0], order.down) || a[1] - b[1]);
        rows = keyed.map(([, , row]) => row);
      }
      next = 0;
      body.replaceChildren();
      put();
      told.textContent = rows.length ? count(rows.length, conditions.length ? rows.length : table.rows.length) : say("norows");
    };
    more.addEventListener("click", put);
    const { box, told } = tools(
      name,
      (text) => {
        const words = parts(text);
        rows = chosen.filter((row) => words.every((word) => row.some((value) => String(value ?? "").toLowerCase().includes(word))));
        refill();
      },
      () => chengyan.save(`${name}.csv`, chengyan.csv([columns, ...rows])),
    );
    const heads = columns.map((column, place) => {
      const th = element("th", { scope: "col" }, column);
      sortButton(th, (down) => {
        order = { place, down };
        refill();
      });
      return th;
    });
    const head = element("tr", {}, ...(hasLinks ? [element("th", { scope: "col" }, say("open"))] : []), ...heads);
    section.replaceChildren(
      element("h2", { id: "table-viewer-title", tabIndex: -1 }, say("table", { name })),
      ...(conditions.length
        ? [element("p", { className: "conditions" }, say("where-column", { conditions: conditions.map(([column, value]) => `${column} = ${value}`).join(", ") }), " ", element("a", { href: asHash({ table: name }) }, say("allrows")))]
        : []),
      ...(table.rows.length < total ? [element("p", { className: "cut" }, say("cut", { total, number: table.rows.length }))] : []),
      box,
      element("div", { className: "scroll", role: "region", "aria-labelledby": "table-viewer-title", tabIndex: 0 },
        element("table", { className: "viewed" }, element("thead", {}, head), body)),
      more,
    );
    refill();
  }

  let asked = 0;
  async function fromHash(section) {
    const own = ++asked;
    const { table: name, ...given } = ofHash();
    section.hidden = !name;
    if (!name) return;
    const tell = (text) => section.replaceChildren(element("p", { role: "alert", className: "problem" }, text));
    if (!(facts.tables ?? []).includes(name)) return tell(say("notable", { name: name.slice(0, 200) }));
    try {
      const table = await load("table", name);
      if (own !== asked) return;
      const unknown = Object.keys(given).find((column) => !table.columns.includes(column));
      if (unknown !== undefined) {
        tell(say("nocolumn", { name, column: unknown.slice(0, 200) }));
        section.append(element("p", {}, element("a", { href: asHash({ table: name }) }, say("allrows"))));
      } else view(section, table, Object.entries(given));
      section.scrollIntoView();
      section.querySelector("h2")?.focus({ preventScroll: true });
    } catch (error) {
      tell(say("brokentable", { file: `data/${error.message}.js` }));
    }
  }

  for (const table of document.querySelectorAll("table.sortable")) enhance(table);
  const section = document.getElementById("table-viewer");
  if (section) {
    window.addEventListener("hashchange", () => fromHash(section));
    fromHash(section);
  }
})();
