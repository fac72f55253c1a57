// @ts-check
/** The search page: the address holds the state of the search, and the page shows its results. */

import { IndexError } from "../fulltext/files.js";
import { Engine } from "./engine.js";
import { Steps } from "./history.js";
import { followArrows, replaceResults } from "./keys.js";
import { noted } from "./notes.js";
import { remember, showRecent } from "./recent.js";
import { read, toggled, written } from "./state.js";
import { element, filled, part } from "../reading/html.js";
import { missing, result } from "./view.js";

/** @typedef {import("./engine.js").State} State */
/** @typedef {import("./engine.js").Found} Found */

const RESULTS_AT_FIRST = 10;
const RESULTS_AT_ONCE = 6; // the window has room for about so many, and a browser loads so many cards at a time from many servers
const SHORT = 100; // milliseconds that these results wait for the others, so that all are shown at once where the network is fast
const RESULTS_PER_STEP = 20;
const MAX_GUIDE = 50;
const SLOW = 1000; // milliseconds after which the results of the search before are dimmed

const root = part("hb-search", HTMLElement);
root.dataset.running = ""; // handbook-guard.js waits for this
const input = part("hb-search-input", HTMLInputElement);
const status = part("hb-search-status", HTMLElement);
const notes = part("hb-search-notes", HTMLElement);
const recent = part("hb-search-recent", HTMLElement);
const chips = part("hb-search-chips", HTMLElement);
const list = part("hb-search-results", HTMLOListElement);
const more = part("hb-search-more", HTMLButtonElement);
const guide = part("hb-search-guide", HTMLDetailsElement);
const sort = part("hb-search-sort", HTMLSelectElement);
const tools = part("hb-export", HTMLDetailsElement);
const form = /** @type {HTMLFormElement} */ (input.form);

/** @type {Promise<Engine> | undefined} */
let opening;
/** @type {import("./facets.js").FacetPanel | undefined} made after the first results */
let panel;
let state = read(location.search);
/** @type {string[]} messages about values in the address that do not exist */
let unknown = [];
let run = 0;
/** @type {Promise<void> | undefined} */
let exporting;
/** @type {Promise<typeof import("./choose.js")> | undefined} */
let choosing;
/** @type {number[]} the numbers of the records found, in order */
let records = [];
let isIncomplete = false;
let slow = 0;
const steps = new Steps(() => (root.dataset.state === "ready" ? list.children.length : null));

/**
 * Enter a state; the results of the search before are dimmed if they stay long.
 * @param {"loading" | "ready" | "failed"} name
 */
function enter(name) {
  if (name === "loading") slow ||= setTimeout(() => root.classList.add("hb-search-slow"), SLOW);
  else undim();
  root.dataset.state = name;
}

/** Note that the results of the search before are no longer shown. */
function undim() {
  clearTimeout(slow);
  slow = 0;
  root.classList.remove("hb-search-slow");
}

/** Return the engine, which is loaded once; a failure is forgotten, so that the next search tries again. */
function opened() {
  const own = (opening ??= Engine.open());
  own.catch(() => opening === own && (opening = undefined));
  return own;
}

/** Return the identifiers of all results in order, for their export. */
export const selection = async () => (await opened()).ids(records);

/**
 * Show the results.
 * @param {{ count?: number, top?: number | null }} [how] the number of results to show, and how far to scroll
 */
async function show({ count = RESULTS_AT_FIRST, top = null } = {}) {
  const own = ++run;
  enter("loading");
  try {
    const engine = await opened();
    if (state.filters.size) await knownFilters(engine);
    const found = await engine.search(state, []);
    if (state.filters.get("kind")?.has("guide")) found.guide = []; // what is asked for is not folded
    const shown = found.records.slice(0, found.records.length - found.guide.length).slice(0, count);
    const cards = shown.map((record) => item(engine, record, found));
    const counted = panel?.engine === engine ? panel.counted(state) : undefined; // while the cards are on their way
    counted?.catch(() => undefined); // it is awaited below, unless a later search begins
    const items = await soon(cards, count > RESULTS_AT_FIRST);
    if (own !== run) return; // a later search has begun in the meantime
    const failed = items.filter((each) => each instanceof Error);
    if (failed.length && failed.length === items.length) throw failed[0];
    showResults(engine, found, items, shown.length);
    await Promise.all([showOthers(engine, own, cards.slice(items.length)), showFacets(engine, own, counted)]);
    if (own !== run) return;
    if (top !== null) scrollTo(0, top);
    enter("ready");
    root.dispatchEvent(new CustomEvent("hb-results", { detail: { total: records.length } }));
  } catch (error) {
    if (own === run) fail(error);
  }
}

/**
 * Return the list item of a result, or why it could not be loaded.
 * @param {Engine} engine
 * @param {number} record
 * @param {Found} found
 * @returns {Promise<HTMLLIElement | Error>}
 */
const item = (engine, record, found) => engine.card(record).then((card) => result(card, found.query, engine), (error) => error);

/**
 * Return all list items, or only the first ones if the others take long.
 * @param {Promise<HTMLLIElement | Error>[]} cards
 * @param {boolean} isWhole whether all are needed, because the page shows as many already
 */
function soon(cards, isWhole) {
  const all = Promise.all(cards);
  if (isWhole) return all;
  const first = Promise.all(cards.slice(0, RESULTS_AT_ONCE)).then(async (items) => {
    if (items.every((each) => each instanceof Error)) return all;
    await new Promise((later) => setTimeout(later, SHORT));
    return items;
  });
  return Promise.race([all, first]);
}

/**
 * Return list items; one that could not be loaded leaves a place that can be loaded again.
 * @param {Engine} engine
 * @param {(HTMLLIElement | Error)[]} items
 */
const places = (engine, items) => items.map((each) => (each instanceof Error ? missing(engine, retry) : each));

/**
 * Show what was found, and say how.
 * @param {Engine} engine
 * @param {Found} found
 * @param {(HTMLLIElement | Error)[]} items
 * @param {number} count how many there are with those that follow
 */
function showResults(engine, found, items, count) {
  const { strings } = engine;
  records = found.records;
  isIncomplete = found.missing.length > 0 || items.some((each) => each instanceof Error);
  delete root.dataset.failure;
  root.dataset.step = found.step;
  replaceResults(list, places(engine, items), input);
  undim();
  showBoxes();
  list.dataset.total = String(records.length);
  more.hidden = records.length - found.guide.length <= count;
  status.textContent = filled(strings[records.length === 1 ? "result" : "results"], { count: records.length });
  notes.replaceChildren(...noted(state, found, engine, unknown, change));
  const isStart = !state.q.trim() && !state.filters.size;
  root.classList.toggle("hb-search-empty", !records.length);
  root.classList.toggle("hb-search-start", isStart);
  if (isStart) showRecent(recent, strings);
  else recent.hidden = true;
  tools.hidden = !records.length;
  showGuide(engine, found);
}

/**
 * Show the results below the first ones.
 * @param {Engine} engine
 * @param {number} own the search that found them
 * @param {Promise<HTMLLIElement | Error>[]} cards
 */
async function showOthers(engine, own, cards) {
  const items = await Promise.all(cards);
  if (own !== run || !items.length) return;
  isIncomplete ||= items.some((each) => each instanceof Error);
  list.append(...places(engine, items));
  showBoxes();
}

/** Add a box to each paper among the results, by which it is chosen. */
function showBoxes() {
  (choosing ??= import("./choose.js")).then(({ decorate }) => decorate(list), () => (choosing = undefined));
}

/**
 * Show the sections of the guide and the reference, folded; they are loaded when they are opened.
 * @param {Engine} engine
 * @param {Found} found
 */
function showGuide(engine, found) {
  guide.hidden = !found.guide.length;
  guide.open = false;
  const content = element("ol", { class: "hb-results" });
  guide.replaceChildren(element("summary", {}, filled(engine.strings[found.guide.length === 1 ? "guide-result" : "guide-results"], { count: found.guide.length })), content);
  guide.ontoggle = async () => {
    if (!guide.open || content.children.length) return;
    const items = await Promise.all(found.guide.slice(0, MAX_GUIDE).map((record) => item(engine, record, found)));
    content.replaceChildren(...places(engine, items));
    if (found.guide.length > MAX_GUIDE) content.after(kindLink(engine));
  };
}

/** @param {Engine} engine */
const kindLink = ({ strings }) => element("a", { class: "hb-search-go", href: written({ ...state, filters: new Map([["kind", new Set(["guide"])]]) }) }, strings["guide-all"]);

/**
 * Show the filters, with the number of results that each value would give. Without them the results are of use all the same.
 * @param {Engine} engine
 * @param {number} own the search for which they are shown
 * @param {Promise<import("./facets.js").Counted>} [counted] the numbers, if they are being counted already
 */
async function showFacets(engine, own, counted) {
  if (panel?.engine !== engine) {
    const place = part("hb-search-facets", HTMLElement);
    const module = await import("./facets.js").catch(() => null);
    if (own !== run) return;
    if (!module) {
      isIncomplete = true;
      place.replaceChildren(element("p", { class: "hb-search-hint" }, engine.strings["facets-missing"]));
      return showChips(engine);
    }
    panel = new module.FacetPanel(place, engine, (facet, id) => change(toggled(state, facet, id)), seen);
  }
  for (const failure of await panel.update(state, () => own === run, counted)) {
    if (!(failure instanceof IndexError)) throw failure;
    console.info(failure);
    isIncomplete = true;
  }
  if (own !== run) return;
  showChips(engine);
}

/** Show the facets that the reader now sees too. A search that is going on shows them at its end. */
function seen() {
  if (root.dataset.state === "ready" && panel) showFacets(panel.engine, run).catch(fail);
}

/**
 * Show each filter as a button that removes it.
 * @param {Engine} engine
 */
function showChips({ strings }) {
  const made = [...state.filters].flatMap(([facet, ids]) =>
    [...ids].map((id) => {
      const name = panel?.nameOf(facet, id) ?? id;
      const label = filled(strings.remove, { value: name });
      const button = element("button", { type: "button", class: "hb-chip", "aria-label": label, title: label }, name, " ×");
      button.addEventListener("click", () => change(toggled(state, facet, id)));
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
 * Leave out the values of filters that do not exist, and note them.
 * @param {Engine} engine
 */
async function knownFilters(engine) {
  const facets = await Promise.all([...state.filters].map(async ([name, ids]) => ({ name, ids, place: (await engine.facets.get(name)).place })));
  const wrong = facets.flatMap(({ name, ids, place }) => [...ids].filter((id) => !place.has(id)).map((id) => /** @type {const} */ ([name, id])));
  if (!wrong.length) return;
  for (const [facet, id] of wrong) state = toggled(state, facet, id);
  unknown = wrong.map(([facet, id]) => filled(engine.strings.unknown, { value: id, facet: engine.facetNames[facet] }));
  steps.correct(written(state));
}

/**
 * Go to another search, as a step of the history.
 * @param {State} next
 */
function change(next) {
  if (steps.isTyping) steps.make(written(state));
  steps.make(written(next));
  remember(next.q);
  go(next);
  return show();
}

/** @param {State} next */
function go(next) {
  state = next;
  unknown = [];
  if (input.value !== state.q) input.value = state.q;
  sort.value = state.sort;
}

/** Search for the text of the field. */
function typed() {
  if (input.value === state.q && root.dataset.state !== "failed") return;
  state = { ...state, q: input.value, exactly: false };
  unknown = [];
  steps.type(written(state));
  show();
}

/** Show the step of the history that the address has. */
function restore() {
  go(read(location.search));
  return show({ count: Math.max(RESULTS_AT_FIRST, steps.place?.shown ?? 0), top: steps.place?.top ?? null });
}

/** Search once more for the same, where something has failed. */
async function retry() {
  if (root.dataset.state !== "failed" && !isIncomplete) return;
  const engine = await opening?.catch(() => undefined);
  if (engine?.fulltext.missing.length) opening = undefined;
  await show({ count: Math.max(RESULTS_AT_FIRST, list.children.length) });
}

/**
 * Say what has failed, in the place of the results.
 * @param {unknown} error
 */
function fail(error) {
  console.info(error);
  const kind = error instanceof IndexError ? error.kind : "damaged";
  const again = element("button", { type: "button", class: "hb-chip hb-search-again" }, root.dataset.again ?? "");
  again.addEventListener("click", retry);
  records = [];
  status.textContent = "";
  notes.replaceChildren(element("p", {}, again, root.dataset[kind] ?? ""));
  list.replaceChildren();
  delete list.dataset.total;
  for (const node of [more, guide, recent, tools]) node.hidden = true;
  root.dataset.failure = kind;
  enter("failed");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  change({ ...state, q: input.value });
});
input.addEventListener("input", (event) => !(/** @type {InputEvent} */ (event).isComposing) && typed());
input.addEventListener("compositionend", typed);
sort.addEventListener("change", () => change({ ...state, sort: sort.value }));
more.addEventListener("click", async () => {
  const before = list.children.length;
  await show({ count: before + RESULTS_PER_STEP });
  steps.keepPlace();
  /** @type {HTMLElement | null | undefined} */ (list.children[before]?.querySelector("a"))?.focus();
});
root.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.closest(".hb-result")) remember(state.q);
  if (link.id === "hb-search-skip") {
    event.preventDefault();
    /** @type {HTMLElement} */ (list.querySelector("a") ?? notes.querySelector("a, button") ?? status).focus();
  } else if (link.classList.contains("hb-search-go")) {
    event.preventDefault();
    change(read(link.search));
  }
});
tools.addEventListener("toggle", async () => {
  if (exporting) return;
  const buttons = [...tools.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true; // a click would be lost
  exporting = import("./export.js").then(({ offer }) => offer(selection));
  await exporting.catch(() => (exporting = undefined));
  for (const button of buttons) button.disabled = false;
});
window.addEventListener("popstate", () => steps.returned() && restore());
window.addEventListener("online", retry);
followArrows(root, input);
if (matchMedia("(max-width: 768px)").matches) part("hb-search-filters", HTMLDetailsElement).open = false;
if (matchMedia("(hover: hover)").matches && document.activeElement === document.body) input.focus({ preventScroll: true });

if (root.dataset.state === "failed") notes.replaceChildren(); // the module comes late
if (!("filled" in root.dataset)) input.value ||= state.q;
sort.value = state.sort;
if (input.value === state.q) restore();
else typed(); // the reader has typed while the page was loading
