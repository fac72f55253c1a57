// @ts-check
/** The search page: the address says what is asked for, and the page shows it. */

import { Engine } from "./engine.js";
import { FacetPanel } from "./facets.js";
import { followArrows } from "./keys.js";
import { read, written } from "./state.js";
import { element, filled, result } from "./view.js";

/** @typedef {import("./engine.js").State} State */

const SHOWN = 10;
const SETTLED = 300; // milliseconds: browsers refuse to change the address much more often

/** @template {Element} Type @param {string} id @param {new () => Type} type */
function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(id);
  return found;
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
/** @type {FacetPanel} */
let panel;
/** @type {State} */
let state = read(location.search);
/** @type {string[]} what has to be said of the address */
let unknown = [];
let run = 0;
/** @type {number[]} the numbers of the records found, in order */
let records = [];
let timer = 0;
let writtenAt = -SETTLED;

/** Return the identifiers of all that is found, in order: what an export of the selection takes. */
export const selection = () => engine.ids(records);

/**
 * Show what is asked for.
 * @param {number} [count] how many results at least
 */
async function show(count = SHOWN) {
  const own = ++run;
  root.dataset.state = "loading";
  try {
    const found = await engine.search(state, true);
    const cards = await Promise.all(found.records.slice(0, count).map((record) => engine.card(record)));
    if (own !== run) return; // something else has been asked for meanwhile
    records = found.records;
    list.replaceChildren(...cards.map((card) => result(card, found.query, engine)));
    list.dataset.total = String(records.length);
    more.hidden = records.length <= cards.length;
    const { strings } = engine;
    const noWords = Boolean(state.q.trim()) && !found.query.phrases.length;
    status.textContent = filled(strings.results, { count: records.length });
    notes.replaceChildren(
      ...unknown.map((text) => element("p", {}, text)),
      ...(found.query.cut ? [element("p", {}, strings.cut)] : []),
      ...(noWords ? [element("p", {}, strings["no-words"])] : []),
      ...(!records.length && !noWords ? [element("p", {}, strings.nothing, " ", strings["nothing-hint"])] : []),
    );
    root.classList.toggle("hb-search-empty", !records.length);
    panel.show(found.counts, state);
    showChips();
    root.dataset.state = "ready";
    root.dispatchEvent(new CustomEvent("hb-results", { detail: { total: records.length } }));
  } catch (error) {
    if (own === run) fail(error);
  }
}

/** Show the filters that are set, each with a button that takes it away. */
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
 * Set a filter, or take it away.
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
 * Ask for something else.
 * @param {State} next
 * @param {boolean} [typing] whether it is a word that is still being typed: then it is no step of its own to go back to
 */
function change(next, typing = false) {
  state = next;
  unknown = [];
  clearTimeout(timer);
  if (typing) timer = setTimeout(tell, writtenAt + SETTLED - performance.now());
  else if (written(state) !== location.search) history.pushState(null, "", location.pathname + written(state));
  return show();
}

/** Let the address say what is asked for. */
function tell() {
  writtenAt = performance.now();
  history.replaceState(null, "", location.pathname + written(state));
}

/** Ask for what is in the field, unless a word is being composed there. */
function typed() {
  if (engine) change({ ...state, q: input.value }, true);
}

/** Take over what the address asks for. */
function restore() {
  clearTimeout(timer);
  state = read(location.search);
  unknown = [];
  for (const [facet, ids] of state.filters) {
    for (const id of [...ids].filter((each) => !panel.has(facet, each))) {
      ids.delete(id);
      unknown.push(filled(engine.strings.unknown, { value: id, facet: engine.facetNames[facet] }));
    }
    if (!ids.size) state.filters.delete(facet);
  }
  if (unknown.length) tell();
  if (input.value !== state.q) input.value = state.q;
  sort.value = state.sort;
  return show();
}

/**
 * Say that the index cannot be read.
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
  await show(before + 2 * SHOWN);
  /** @type {HTMLElement | null | undefined} */ (list.children[before]?.querySelector("a"))?.focus();
});
window.addEventListener("popstate", () => engine && restore());
followArrows(root, input, list);
if (matchMedia("(max-width: 768px)").matches) part("hb-search-filters", HTMLDetailsElement).open = false;

try {
  engine = await Engine.open();
  panel = new FacetPanel(part("hb-search-facets", HTMLElement), await engine.facets(), engine, toggle);
  input.value ||= state.q;
  if (input.value !== state.q) change({ ...state, q: input.value }, true); // typed while the index was loading
  else restore();
} catch (error) {
  fail(error);
}
if (matchMedia("(hover: hover)").matches) input.focus();
