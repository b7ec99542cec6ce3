"use strict";
// The shell of every page: colours, language with the place kept, search from the header, menu.
(() => {
  const root = document.documentElement;
  const KEY = "chengyan-theme";
  const THEMES = ["auto", "light", "dark"];

  // A page on disk may have no storage: then a choice holds for the page alone.
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }
  function remember(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Nothing to do: the page has its colours all the same.
    }
  }

  const button = document.querySelector("button.theme");
  function show(theme) {
    root.dataset.theme = theme;
    if (!button) return;
    button.textContent = { auto: "◐", light: "○", dark: "●" }[theme];
    button.setAttribute("aria-label", button.dataset[theme]);
    button.title = button.dataset[theme];
    document.dispatchEvent(new CustomEvent("chengyan-theme", { detail: theme }));
  }
  const first = remembered();
  show(THEMES.includes(first) ? first : "auto");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
      remember(next);
      show(next);
    });
  }

  // The other language shows the same place.
  const language = document.querySelector("a.language");
  if (language) {
    const bare = language.getAttribute("href").split("#")[0];
    const keep = () => language.setAttribute("href", bare + location.hash);
    keep();
    addEventListener("hashchange", keep);
    language.addEventListener("click", keep);
  }

  const field = document.getElementById("find");
  if (field) {
    field.hidden = false;
    field.parentElement.classList.add("with-field");
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      const asked = field.value.trim();
      location.href = asked ? `${field.dataset.read}#q=${encodeURIComponent(asked)}` : field.dataset.read;
    });
  }

  const menu = document.querySelector("details.menu");
  if (menu) {
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }

  // What a link leads to inside something folded is unfolded.
  function unfold() {
    let place = null;
    try {
      place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    for (let at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (place) place.scrollIntoView();
  }
  if (location.hash) unfold();
  addEventListener("hashchange", unfold);
  // Pictures that wait to be seen would be missing on paper: once the page is there they come too.
  addEventListener("load", () => setTimeout(() => {
    for (const each of document.querySelectorAll("img[loading=lazy]")) each.loading = "eager";
  }, 1500));
  // On paper nothing can be unfolded: captions, marks and all findings are printed.
  let folded = [];
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
    folded = [];
  });
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(":is(.caption-more, .marks-told, .said > details):not([open])")];
    for (const each of folded) each.open = true;
    for (const each of document.querySelectorAll("img[loading=lazy]")) each.loading = "eager";
  });
})();
