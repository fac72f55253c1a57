// @ts-check
/** The recent searches, which are kept in this browser only. */

import { element, filled } from "../reading/html.js";

const NAME = "hb-searches";
const MAX_KEPT = 8;
const MAX_LENGTH = 200;

/** @returns {string[]} */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(found) ? found.filter((query) => typeof query === "string").slice(0, MAX_KEPT) : [];
  } catch {
    return []; // the browser may forbid storage
  }
}

/** @param {string[]} queries */
function keep(queries) {
  try {
    if (queries.length) localStorage.setItem(NAME, JSON.stringify(queries));
    else localStorage.removeItem(NAME);
  } catch {
    // the browser may forbid storage
  }
}

/**
 * Keep a query as the most recent one.
 * @param {string} query
 */
export function remember(query) {
  const text = query.trim().toWellFormed();
  if (text && text.length <= MAX_LENGTH) keep([text, ...kept().filter((other) => other !== text)].slice(0, MAX_KEPT));
}

/**
 * Show the recent searches as links, with a button that erases them.
 * @param {HTMLElement} place hidden if there are none
 * @param {Record<string, string>} strings
 */
export function showRecent(place, strings) {
  const queries = kept();
  const links = queries.map((query) => element("a", { class: "hb-search-go", href: `?q=${encodeURIComponent(query)}` }, query));
  const erase = element("button", { type: "button", class: "hb-chip" }, strings["erase-recent"]);
  erase.addEventListener("click", () => {
    keep([]);
    showRecent(place, strings);
    document.getElementById("hb-search-input")?.focus();
  });
  place.replaceChildren(filled(strings.recent, {}), " ", ...links.flatMap((link) => [link, " "]), erase);
  place.hidden = !queries.length;
}
