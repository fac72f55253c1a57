// @ts-check
/** What is said above the results: how they were found, what else may be meant, and what filters hide. */

import { without, written } from "./state.js";
import { element, filled } from "../reading/html.js";

/** @typedef {import("./engine.js").State} State */
/** @typedef {import("./engine.js").Found} Found */

/**
 * Return a link to another search.
 * @param {State} state
 * @param {string} text
 * @param {string} [name] the value of data-go
 */
function link(state, text, name = "") {
  return element("a", { class: "hb-search-go", href: written(state) || "?", ...(name ? { "data-go": name } : {}) }, text);
}

/**
 * Return how results were found, with a link that undoes it; nothing if they have what was typed.
 * @param {State} state
 * @param {Found} found
 * @param {Record<string, string>} strings
 */
function step(state, { step, taken }, strings) {
  if (state.exactly) return [element("p", { class: "hb-search-step" }, strings["only-exact"], " ", link({ ...state, exactly: false }, strings["not-exact"], "not-exact"))];
  if (step === "exact" || step === "nothing") return [];
  const text = filled(strings[step], { query: state.q.trim(), taken });
  return [element("p", { class: "hb-search-step", "data-step": step }, text, " ", link({ ...state, exactly: true }, strings.exactly, "exact"))];
}

/**
 * Return other queries that may be meant, as links.
 * @param {State} state
 * @param {Found} found
 * @param {Record<string, string>} strings
 */
function suggestions(state, { suggestions }, strings) {
  if (!suggestions.length) return [];
  const links = suggestions.map(({ text, query }) => link({ ...state, q: query, exactly: false }, text, "suggestion"));
  return [element("p", { class: "hb-search-suggested" }, strings.suggest, " ", ...links.flatMap((each) => [each, " "]))];
}

/**
 * Return how many results there are without each filter, as buttons that remove it.
 * @param {State} state
 * @param {Found} found
 * @param {import("./engine.js").Engine} engine
 * @param {(next: State) => void} change
 */
function hidden(state, found, { strings, facetNames }, change) {
  const buttons = [...found.without]
    .filter(([facet, count]) => count && (facet || found.without.size > 2))
    .map(([facet, count]) => {
      const text = filled(strings[facet ? "without" : "without-filters"], { count, facet: facetNames[facet] });
      const button = element("button", { type: "button", class: "hb-chip hb-search-without", "data-without": facet }, text);
      button.addEventListener("click", () => change(without(state, facet)));
      return button;
    });
  return buttons.length ? [element("p", {}, ...buttons.flatMap((button) => [button, " "]))] : [];
}

/**
 * Return what is to be said above the results.
 * @param {State} state
 * @param {Found} found
 * @param {import("./engine.js").Engine} engine
 * @param {string[]} unknown messages about values in the address that do not exist
 * @param {(next: State) => void} change
 */
export function noted(state, found, engine, unknown, change) {
  const { strings } = engine;
  const hasNoWords = Boolean(state.q.trim()) && !found.query.hasWords && !found.records.length;
  const nothing = found.without.size ? strings["nothing-filtered"] : `${strings.nothing} ${strings["nothing-hint"]}`;
  return [
    ...unknown.map((text) => element("p", {}, text)),
    ...found.missing.map((address) => element("p", {}, filled(strings["volume-missing"], { address }))),
    ...(found.query.cut ? [element("p", {}, strings.cut)] : []),
    ...(hasNoWords ? [element("p", {}, strings["no-words"])] : []),
    ...(!found.records.length && !hasNoWords ? [element("p", {}, nothing)] : []),
    ...step(state, found, strings),
    ...suggestions(state, found, strings),
    ...hidden(state, found, engine, change),
  ];
}
