"use strict";
// Charts that answer, in place of the printed figures. Each is loaded when it comes into view; what fails leaves
// the printed figure as it was.
(() => {
  const hosts = [...document.querySelectorAll(".chart[data-chart]")];
  if (!hosts.length) return;
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map();
  let vega;

  // Colours of the printed figures that a dark page would swallow.
  const DARK = {
    "#0072B2": "#3f9ad6",
    "#000000": "#e6e5e0",
    "#35627f": "#8fb8d4",
    "#8a8a8a": "#9a9a96",
    "#c4c4c4": "#55565c",
    "#1f4e6e": "#d3e4ee",
    "#5b8fb0": "#9fc3d9",
    "#9fc3d9": "#5b8fb0",
    "#d3e4ee": "#2f5f80",
    "#eef3f6": "#23384a",
  };

  const style = document.createElement("style");
  style.textContent = `
    .chart-drawn { width: 100%; }
    .chart-drawn .vega-embed { display: block; width: 100%; }
    .chart-drawn svg { display: block; max-width: 100%; overflow: visible; }
    .chart-drawn [role="link"] { cursor: pointer; }
    .chart-drawn [role="link"]:focus { outline: none; }
    .chart-drawn [role="link"]:focus-visible { outline: 2px solid var(--link, #0b4f8a); outline-offset: 3px; }
    .chart-note { font-size: .8125rem; line-height: 1.45; color: var(--grey, #5c5c57); margin: .25rem 0 0; }
    .chart-note button { font: inherit; color: var(--link, #0b4f8a); background: none; border: 0; padding: 0 .2rem;
      min-height: 1.5rem; text-decoration: underline; cursor: pointer; }
    #vg-tooltip-element.vg-tooltip { font: 13px/1.4 var(--sans, sans-serif); max-width: min(26rem, 90vw); padding: 8px 10px;
      color: var(--ink, #1c1c1a); background: var(--paper, #fff); border: 1px solid var(--grey, #5c5c57); }
    #vg-tooltip-element table, #vg-tooltip-element table tr, #vg-tooltip-element table tr td { border: 0; margin: 0; background: none; }
    #vg-tooltip-element table tr td { vertical-align: top; text-align: left; padding: 1px 10px 1px 0; max-width: 18rem; overflow-wrap: anywhere; white-space: normal; }
    #vg-tooltip-element table tr td.key { color: var(--grey, #5c5c57); max-width: 9rem; white-space: normal; }
    #vg-tooltip-element table tr td.value { display: table-cell; max-height: none; -webkit-line-clamp: none; }
    @media print { .chart-note button { display: none; } }`;
  document.head.append(style);

  function isDark() {
    const chosen = root.dataset.theme;
    return chosen === "dark" || (chosen !== "light" && system.matches);
  }

  // What the page itself is drawn in.
  function theme(host) {
    const of = getComputedStyle(root);
    const dark = isDark();
    const told = (name, light, night) => of.getPropertyValue(name).trim() || (dark ? night : light);
    return {
      dark,
      ink: told("--ink", "#1c1c1a", "#e6e5e0"),
      grey: told("--grey", "#5c5c57", "#a9a8a2"),
      rule: told("--rule", "#d9d8d2", "#37383d"),
      paper: ground(host) || told("--paper", "#ffffff", "#16171a"),
      font: of.getPropertyValue("--sans").trim() || getComputedStyle(host).fontFamily,
    };
  }

  function ground(element) {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (colour && colour !== "transparent" && !/^rgba\(.*, 0\)$/.test(colour)) return colour;
    }
    return "";
  }

  // The specification in the colours of the page; data and words are no colours.
  function painted(value, colours) {
    if (typeof value === "string") return colours[value] ?? value;
    if (Array.isArray(value)) return value.map((one) => painted(one, colours));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, name === "data" ? one : painted(one, colours)]),
    );
  }

  function dressed(spec, of) {
    const words = { "#1a1a1a": of.ink, "#666666": of.grey, "#e6e6e6": of.rule, "#ffffff": of.paper };
    return painted(spec, of.dark ? { ...DARK, ...words } : words);
  }

  function config(of) {
    const small = { labelFontSize: 11, titleFontSize: 12, titleFontWeight: "normal" };
    return {
      background: "transparent",
      font: of.font,
      padding: { left: 2, right: 10, top: 2, bottom: 2 },
      view: { stroke: null },
      axis: {
        ...small,
        labelColor: of.grey,
        titleColor: of.grey,
        domainColor: of.rule,
        tickColor: of.rule,
        gridColor: of.rule,
        gridOpacity: 0.7,
        titlePadding: 6,
      },
      legend: { ...small, labelFontSize: 12, labelColor: of.ink, titleColor: of.grey, labelLimit: 100, symbolSize: 62, offset: 4 },
    };
  }

  function library() {
    vega ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "assets/vega.js";
      script.onload = () => (window.vegaEmbed ? resolve(window.vegaEmbed) : reject(new Error("vega")));
      script.onerror = () => reject(new Error("vega"));
      document.head.append(script);
    });
    return vega;
  }

  // Marks become links: one stop of the Tab key a chart, arrows go from mark to mark.
  function linked(chart) {
    const marks = [...chart.place.querySelectorAll("svg path, svg rect")].filter((mark) => mark.__data__?.href);
    if (!marks.length) return;
    const now = marks.find((mark) => mark.getAttribute("tabindex") === "0") ?? marks[0];
    for (const mark of marks) {
      mark.setAttribute("role", "link");
      mark.removeAttribute("aria-roledescription");
      mark.setAttribute("tabindex", mark === now ? "0" : "-1");
    }
    chart.marks = marks;
  }

  function tell(chart, mark, event) {
    const item = mark.__data__;
    const box = mark.getBoundingClientRect();
    const at = { clientX: box.right, clientY: box.bottom, vegaType: undefined };
    const show = event === "focusin" ? item.tooltip : undefined;
    chart.view.tooltip().call(chart.view, null, at, item, show);
  }

  function listen(chart) {
    const { place } = chart;
    place.addEventListener("keydown", (event) => {
      const at = chart.marks?.indexOf(event.target) ?? -1;
      if (at < 0) return;
      const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -at, End: chart.marks.length - 1 - at };
      if (event.key === "Enter") location.assign(event.target.__data__.href);
      else if (event.key === "Escape") tell(chart, event.target, "focusout");
      else if (event.key in steps) {
        const next = chart.marks[Math.max(0, Math.min(chart.marks.length - 1, at + steps[event.key]))];
        event.target.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      } else return;
      event.preventDefault();
    });
    for (const kind of ["focusin", "focusout"])
      place.addEventListener(kind, (event) => {
        if (chart.view && event.target.__data__ && event.target.matches(":focus-visible, [role=link]"))
          tell(chart, event.target, event.type);
      });
  }

  async function draw(chart) {
    const of = theme(chart.host);
    const embed = await library();
    // Vega measures texts: those of a font that is not there yet would be too short or too long.
    await document.fonts?.ready;
    const made = await embed(chart.canvas, dressed(chart.spec, of), {
      mode: "vega-lite",
      ast: true,
      actions: false,
      renderer: "svg",
      defaultStyle: false,
      config: config(of),
      tooltip: { theme: "custom" },
    });
    chart.finalize?.();
    chart.finalize = made.finalize;
    chart.view = made.view;
    made.view.addResizeListener(() => made.view.runAsync().then(() => linked(chart)));
    linked(chart);
  }

  function show(chart, figure) {
    chart.figure = figure;
    for (const part of chart.printed) part.style.display = figure ? "" : "none";
    chart.canvas.style.display = figure ? "none" : "";
    const words = chart.spec.usermeta;
    const instead = chart.host.closest(".card") ? words.rows : words.printed;
    chart.button.textContent = figure ? words.chart : instead;
  }

  async function start(host) {
    if (drawn.has(host)) return;
    const chart = { host };
    drawn.set(host, chart);
    const place = document.createElement("div");
    const canvas = document.createElement("div");
    place.className = "chart-drawn";
    // The page does not move while a chart is made.
    Object.assign(place.style, { height: "0", overflow: "hidden" });
    try {
      const name = host.dataset.chart;
      chart.spec = await chengyan.load("chart", `${name}.${language}`);
      Object.assign(chart, { place, canvas, printed: [...host.children].filter((part) => !part.matches("figcaption, .caption")) });
      place.append(canvas);
      host.prepend(place);
      await draw(chart);
    } catch {
      place.remove();
      return;
    }
    const note = document.createElement("p");
    note.className = "chart-note";
    chart.button = document.createElement("button");
    chart.button.type = "button";
    chart.button.onclick = () => show(chart, !chart.figure);
    note.append(chart.spec.usermeta.note, " ", chart.button);
    if (chart.printed.length) place.append(note);
    else place.append(chart.spec.usermeta.note);
    Object.assign(place.style, { height: "", overflow: "" });
    listen(chart);
    show(chart, false);
    chart.ready = true;
  }

  function again() {
    for (const chart of drawn.values())
      if (chart.ready) draw(chart).catch(() => show(chart, true));
  }

  system.addEventListener("change", again);
  new MutationObserver(again).observe(root, { attributes: true, attributeFilter: ["data-theme"] });

  if ("IntersectionObserver" in window) {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries)
          if (entry.isIntersecting) {
            seen.unobserve(entry.target);
            start(entry.target);
          }
      },
      { rootMargin: "300px" },
    );
    for (const host of hosts) seen.observe(host);
  } else hosts.forEach(start);

  // Paper is white: what is drawn for a dark page gives way to the printed figure.
  let back = [];
  window.addEventListener("beforeprint", () => {
    hosts.forEach(start);
    back = isDark() ? [...drawn.values()].filter((chart) => chart.ready && !chart.figure && chart.printed.length) : [];
    for (const chart of back) show(chart, true);
  });
  window.addEventListener("afterprint", () => {
    for (const chart of back) show(chart, false);
    back = [];
  });
})();
