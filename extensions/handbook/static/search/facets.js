// @ts-check
/** The filters beside the results: the values of each facet, with the number of results that each would give. */

import { element, filled } from "../reading/html.js";

const MAX_VALUES_CLOSED = 8;
const MAX_VALUES_OPEN = 200;
const SEEN = 0.25; // the share of a facet that is in the window when a reader sees it
const MAX_VALUES_WITHOUT_FIELD = 12; // a longer list has a field to search in it

/** The facets whose values keep their order; others are sorted by count. A test compares them with search/table.py. */
export const ORDERED_FACETS = ["year", "issue", "kind", "has"];

/**
 * The facets that a reader sees: their names, those that could be loaded, by value the number of results that it would give, and why
 * others could not be loaded.
 * @typedef {{ names: string[], facets: Map<string, import("./facet.js").Facet>, counts: Map<string, Map<string, number>>,
 *   failures: unknown[] }} Counted
 */

/** Shows the list of values of each facet. */
export class FacetPanel {
  /**
   * @param {HTMLElement} root
   * @param {import("./engine.js").Engine} engine
   * @param {(facet: string, id: string) => void} toggle
   * @param {() => void} seen is called when the reader sees a facet that is not shown
   */
  constructor(root, engine, toggle, seen) {
    this.engine = engine;
    this.toggle = toggle;
    /** @type {Map<string, import("./facet.js").Facet>} those that are shown */
    this.facets = new Map();
    /** @type {Map<string, Map<string, number>>} the number of results of each value by facet */
    this.counts = new Map();
    /** @type {import("./engine.js").State | undefined} */
    this.state = undefined;
    /** @type {Set<string>} the facets that the reader has seen, and those that are loaded in any case */
    this.seen = new Set();
    /** @type {Map<string, { whole: HTMLElement, list: HTMLElement, find: HTMLInputElement, all: HTMLButtonElement, open: boolean }>} */
    this.parts = new Map();
    this.failed = element("p", { class: "hb-search-hint", hidden: "" }, engine.strings["facets-missing"]);
    root.replaceChildren(this.failed, ...engine.facetOrder.map((name) => this.#made(name)));
    this.#watch(root, seen);
  }

  /**
   * Note which facets the reader sees, now and later.
   * @param {HTMLElement} root
   * @param {() => void} seen
   */
  #watch(root, seen) {
    const isOpen = root.closest("details")?.open ?? true;
    /** @param {IntersectionObserverEntry[]} entries */
    const note = (entries) => {
      const names = entries.flatMap(({ target, isIntersecting }) => (isIntersecting && target instanceof HTMLElement ? (target.dataset.facet ?? []) : []));
      const more = names.filter((name) => !this.seen.has(name));
      for (const name of more) this.seen.add(name);
      if (more.length) seen();
    };
    const watcher = new IntersectionObserver(note, { threshold: SEEN });
    for (const [name, { whole }] of this.parts) {
      const { top, bottom, height } = whole.getBoundingClientRect();
      const isSeen = isOpen && Math.min(bottom, innerHeight) - Math.max(top, 0) > SEEN * height;
      if (isSeen || !this.engine.facets.isLarge(name)) this.seen.add(name);
      else watcher.observe(whole);
    }
  }

  /**
   * Return the names of the facets to show.
   * @param {import("./engine.js").State} state
   */
  #wanted({ filters }) {
    for (const name of filters.keys()) this.seen.add(name);
    return [...this.parts.keys()].filter((name) => this.seen.has(name));
  }

  /**
   * Return the name of a value.
   * @param {string} facet
   * @param {string} id
   */
  nameOf(facet, id) {
    const { values, place } = this.facets.get(facet) ?? {};
    return values?.[place?.get(id) ?? -1]?.name ?? id;
  }

  /** @param {string} name */
  #made(name) {
    const { strings, facetNames } = this.engine;
    const label = filled(strings.filter, { facet: facetNames[name] });
    const find = element("input", { type: "search", class: "hb-facet-find", "aria-label": label, placeholder: label });
    const list = element("ul", { class: "hb-facet-values" });
    const all = element("button", { type: "button", class: "hb-facet-all" });
    const whole = element("fieldset", { class: "hb-facet hb-facet-waiting", "data-facet": name });
    find.hidden = all.hidden = true;
    whole.hidden = !this.engine.facets.isLarge(name); // until it is there, which is soon
    whole.append(element("legend", {}, facetNames[name]), find, list, all);
    const part = { whole, list, find, all, open: false };
    this.parts.set(name, part);
    find.addEventListener("input", () => this.#fill(name));
    find.addEventListener("focus", () => this.engine.nameInEnglish(name).then(() => this.#fill(name), () => undefined), { once: true });
    all.addEventListener("click", () => {
      part.open = !part.open;
      this.#fill(name);
    });
    list.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement) this.toggle(name, event.target.value);
    });
    return whole;
  }

  /**
   * Count the results that each value would give, in the facets that the reader sees.
   * @param {import("./engine.js").State} state
   * @returns {Promise<Counted>}
   */
  async counted(state) {
    const names = this.#wanted(state);
    const loads = await Promise.allSettled(names.map((name) => this.engine.facets.get(name)));
    const facets = new Map(loads.flatMap((load, at) => (load.status === "fulfilled" ? [/** @type {const} */ ([names[at], load.value])] : [])));
    const { counts } = await this.engine.search(state, [...facets.keys()]);
    return { names, facets, counts, failures: loads.flatMap((load) => (load.status === "rejected" ? [load.reason] : [])) };
  }

  /**
   * Show the number of results that each value would give, and return why facets could not be loaded.
   * @param {import("./engine.js").State} state
   * @param {() => boolean} isLast returns whether no other search has begun
   * @param {Promise<Counted>} [counted]
   * @returns {Promise<unknown[]>}
   */
  async update(state, isLast, counted = this.counted(state)) {
    const { names, facets, counts, failures } = await counted;
    if (!isLast()) return [];
    this.facets = facets;
    this.counts = counts;
    this.state = state;
    for (const name of names) this.#fill(name);
    if (this.#wanted(state).length > names.length) return this.update(state, isLast);
    this.failed.hidden = !failures.length;
    return failures;
  }

  /** @param {string} name */
  #fill(name) {
    const part = this.parts.get(name);
    const facet = this.facets.get(name);
    const counts = this.counts.get(name);
    if (!part) return;
    part.whole.hidden = !facet;
    if (!facet || !counts) return;
    const chosen = this.state?.filters.get(name) ?? new Set();
    const wanted = part.find.value.trim().toLowerCase();
    const present = facet.values.filter(({ id }) => (counts.get(id) ?? 0) > 0 || chosen.has(id));
    const fitting = present.filter(
      ({ id, name, english }) => !wanted || [id, name, english].some((text) => text.toLowerCase().includes(wanted)),
    );
    const sorted = ORDERED_FACETS.includes(name)
      ? fitting
      : fitting
          .map((value) => ({ value, count: counts.get(value.id) ?? 0 }))
          .sort((a, b) => b.count - a.count)
          .map(({ value }) => value);
    const first = [...sorted.filter(({ id }) => chosen.has(id)), ...sorted.filter(({ id }) => !chosen.has(id))];
    const shown = first.slice(0, part.open || wanted ? MAX_VALUES_OPEN : Math.max(MAX_VALUES_CLOSED, chosen.size));
    const focused = part.list.contains(document.activeElement) ? document.activeElement : null;
    const value = focused instanceof HTMLInputElement ? focused.value : null;
    part.list.replaceChildren(
      ...shown.map(({ id, name: label, english }) => {
        const box = element("input", { type: "checkbox", value: id });
        box.checked = chosen.has(id);
        const count = element("span", { class: "hb-facet-count" }, String(counts.get(id) ?? 0));
        const text = element("span", english ? { title: english } : {}, label);
        return element("li", { "data-value": id }, element("label", {}, box, " ", text, " ", count));
      }),
    );
    if (value !== null) {
      const same = [...part.list.querySelectorAll("input")].find((box) => box.value === value);
      (same ?? part.find).focus();
    }
    part.whole.hidden = !present.length;
    part.whole.classList.remove("hb-facet-waiting");
    part.find.hidden = present.length <= MAX_VALUES_WITHOUT_FIELD;
    part.all.hidden = Boolean(wanted) || present.length <= MAX_VALUES_CLOSED;
    part.all.textContent = part.open
      ? this.engine.strings.fewer
      : `${this.engine.strings.more} (${present.length - Math.min(present.length, shown.length)})`;
    if (part.open) part.all.setAttribute("aria-expanded", "true");
    else part.all.setAttribute("aria-expanded", "false");
  }
}
