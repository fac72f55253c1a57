// @ts-check
/** The search page: the address holds the state of the search, and the page shows its results. */

import { Engine } from "./engine.js";
import { FacetPanel } from "./facets.js";
import { followArrows } from "./keys.js";
import { read, written } from "./state.js";
import { element, filled, result } from "./view.js";

/** @typedef {import("./engine.js").State} State */

const RESULTS_AT_FIRST = 10;
const RESULTS_PER_STEP = 20;
const MIN_DELAY = 300; // milliseconds between changes of the address, which browsers limit

/**
 * Return the element of the page with an id.
 * @template {Element} Type @param {string} id @param {new () => Type} type
 */
function part(id, type) {
  const node = document.getElementById(id);
  if (!(node instanceof type)) throw new Error(id);
  return node;
}

const root = part("hb-search", HTMLElement);
const input = part("hb-search-input", HTMLInputElement);
const status = part("hb-search-status", HTMLElement);
const notes = part("hb-search-notes", HTMLElement);
const chips = part("hb-search-chips", HTMLElement);
const list = part("hb-search-results", HTMLOListElement);
const more = part("hb-search-more", HTMLButtonElement);
const sort = part("hb-search-sort", HTMLSelectElement);
const form = /** @type {HTMLFormElement} */ (input.form);

/** @type {Engine} */
let engine;
/** @type {FacetPanel} made when the facets are there */
let panel;
/** @type {State} */
let state;
/** @type {string[]} messages about values in the address that do not exist */
let unknown = [];
let run = 0;
/** @type {number[]} the numbers of the records found, in order */
let records = [];
let timer = 0;
let writtenAt = -MIN_DELAY;

/** Return the identifiers of all results in order, for their export. */
export const selection = () => engine.ids(records);

/**
 * Show the results.
 * @param {number} [count] the number of results to show
 */
async function show(count = RESULTS_AT_FIRST) {
  const own = ++run;
  root.dataset.state = "loading";
  try {
    const found = await engine.search(state, false);
    const cards = await Promise.all(found.records.slice(0, count).map((record) => engine.card(record)));
    if (own !== run) return; // a later search has begun in the meantime
    records = found.records;
    list.replaceChildren(...cards.map((card) => result(card, found.query, engine)));
    list.dataset.total = String(records.length);
    more.hidden = records.length <= cards.length;
    const { strings } = engine;
    const noWords = Boolean(state.q.trim()) && !found.query.hasWords;
    status.textContent = filled(strings.results, { count: records.length });
    notes.replaceChildren(
      ...unknown.map((text) => element("p", {}, text)),
      ...found.missing.map((address) => element("p", {}, filled(strings["volume-missing"], { address }))),
      ...(found.query.cut ? [element("p", {}, strings.cut)] : []),
      ...(noWords ? [element("p", {}, strings["no-words"])] : []),
      ...said(found),
      ...(!records.length && !noWords ? [element("p", {}, strings.nothing, " ", strings["nothing-hint"])] : []),
    );
    root.classList.toggle("hb-search-empty", !records.length);
    await panelMade();
    const { counts } = await engine.search(state, true);
    if (own !== run) return;
    panel.show(counts, state);
    showChips();
    root.dataset.state = "ready";
    root.dispatchEvent(new CustomEvent("hb-results", { detail: { total: records.length } }));
  } catch (error) {
    if (own === run) fail(error);
  }
}

/** Make the panel of the facets, which are loaded after the first results. */
async function panelMade() {
  const facets = await engine.facets();
  panel ??= new FacetPanel(part("hb-search-facets", HTMLElement), facets, engine, toggle);
}

/**
 * Return what is said of the way to the results, and other queries that may be meant.
 * @param {import("./engine.js").Found} found
 */
function said({ step, taken, suggestions }) {
  const { strings } = engine;
  /** @param {string} q */
  const address = (q) => location.pathname + written({ ...state, q, exactly: false }, engine.facetOrder);
  const message = step === "exact" || step === "nothing" ? "" : filled(strings[step], { query: state.q, taken });
  const exactly = element("a", { href: location.pathname + written({ ...state, exactly: true }, engine.facetOrder) }, strings.exactly);
  const links = suggestions.map(({ text, query }) => element("a", { href: address(query) }, text));
  return [
    ...(message ? [element("p", {}, message, " ", exactly)] : []),
    ...(links.length ? [element("p", {}, strings.suggest, ...links.flatMap((link) => [" ", link]))] : []),
  ];
}

/** Show each filter as a button that removes it. */
function showChips() {
  const { strings } = engine;
  const made = [...state.filters].flatMap(([facet, ids]) =>
    [...ids].map((id) => {
      const name = panel.nameOf(facet, id);
      const label = filled(strings.remove, { value: name });
      const button = element("button", { type: "button", class: "hb-chip", "aria-label": label, title: label }, name, " ×");
      button.addEventListener("click", () => toggle(facet, id));
      return button;
    }),
  );
  if (made.length > 1) {
    const clear = element("button", { type: "button", class: "hb-chip hb-chip-clear" }, strings.clear);
    clear.addEventListener("click", () => change({ ...state, filters: new Map() }));
    made.push(clear);
  }
  const focused = chips.contains(document.activeElement);
  chips.replaceChildren(...made);
  if (focused) (made[0] ?? input).focus();
}

/**
 * Add or remove a filter.
 * @param {string} facet
 * @param {string} id
 */
function toggle(facet, id) {
  const filters = new Map([...state.filters].map(([name, ids]) => [name, new Set(ids)]));
  const ids = filters.get(facet) ?? new Set();
  if (!ids.delete(id)) ids.add(id);
  if (ids.size) filters.set(facet, ids);
  else filters.delete(facet);
  change({ ...state, filters });
}

/**
 * Change the state.
 * @param {State} next
 * @param {boolean} [typing] whether the reader is typing, which adds no entry to the history
 */
function change(next, typing = false) {
  state = next;
  unknown = [];
  clearTimeout(timer);
  if (typing) timer = setTimeout(tell, writtenAt + MIN_DELAY - performance.now());
  else if (written(state, engine.facetOrder) !== location.search) history.pushState(null, "", location.pathname + written(state, engine.facetOrder));
  return show();
}

/** Write the state into the address. */
function tell() {
  writtenAt = performance.now();
  history.replaceState(null, "", location.pathname + written(state, engine.facetOrder));
}

/** Search for the text of the field. */
function typed() {
  if (engine) change({ ...state, q: input.value }, true);
}

/** Read the state from the address. */
async function restore() {
  clearTimeout(timer);
  state = read(location.search, engine.facetOrder);
  if (input.value !== state.q) input.value = state.q;
  sort.value = state.sort;
  unknown = [];
  if (state.filters.size) await panelMade();
  for (const [facet, ids] of state.filters) {
    for (const id of [...ids].filter((value) => !panel.has(facet, value))) {
      ids.delete(id);
      unknown.push(filled(engine.strings.unknown, { value: id, facet: engine.facetNames[facet] }));
    }
    if (!ids.size) state.filters.delete(facet);
  }
  if (unknown.length) tell();
  return show();
}

/**
 * Show that the index cannot be read.
 * @param {unknown} error
 */
function fail(error) {
  console.info(error);
  status.textContent = "";
  notes.replaceChildren(element("p", {}, root.dataset.failed ?? ""));
  root.classList.add("hb-search-empty");
  root.dataset.state = "failed";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (engine) change({ ...state, q: input.value });
});
input.addEventListener("input", (event) => !(/** @type {InputEvent} */ (event).isComposing) && typed());
input.addEventListener("compositionend", typed);
sort.addEventListener("change", () => engine && change({ ...state, sort: sort.value }));
more.addEventListener("click", async () => {
  const before = list.children.length;
  await show(before + RESULTS_PER_STEP);
  /** @type {HTMLElement | null | undefined} */ (list.children[before]?.querySelector("a"))?.focus();
});
window.addEventListener("popstate", () => engine && restore().catch(fail));
followArrows(root, input, list);
if (matchMedia("(max-width: 768px)").matches) part("hb-search-filters", HTMLDetailsElement).open = false;

try {
  engine = await Engine.open();
  state = read(location.search, engine.facetOrder);
  input.value ||= state.q;
  if (input.value !== state.q) change({ ...state, q: input.value }, true); // the reader typed while the index was loading
  else await restore();
} catch (error) {
  fail(error);
}
if (matchMedia("(hover: hover)").matches) input.focus();
