// @ts-check
/** The filters beside the results: the values of each facet, with the number of results that each would give. */

import { element, filled } from "./view.js";

const MAX_VALUES_CLOSED = 8;
const MAX_VALUES_OPEN = 200;
const MAX_VALUES_WITHOUT_FIELD = 12; // a longer list has a field to search in it

/** The facets whose values keep their order; others are sorted by count. A test compares them with search/table.py. */
export const ORDERED_FACETS = ["year", "issue", "kind", "has"];

/** Shows the list of values of each facet. */
export class FacetPanel {
  /**
   * @param {HTMLElement} root
   * @param {Map<string, { values: import("./facet.js").Value[], place: Map<string, number> }>} facets
   * @param {import("./engine.js").Engine} engine
   * @param {(facet: string, id: string) => void} toggle
   */
  constructor(root, facets, engine, toggle) {
    this.facets = facets;
    this.engine = engine;
    this.toggle = toggle;
    /** @type {Map<string, { whole: HTMLElement, list: HTMLElement, find: HTMLInputElement, all: HTMLButtonElement, open: boolean }>} */
    this.parts = new Map();
    for (const name of facets.keys()) root.append(this.#made(name));
  }

  /**
   * Return whether a facet has a value.
   * @param {string} facet
   * @param {string} id
   */
  has(facet, id) {
    return this.facets.get(facet)?.place.has(id) ?? false;
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
    const whole = element("fieldset", { class: "hb-facet", "data-facet": name });
    whole.append(element("legend", {}, facetNames[name]), find, list, all);
    const part = { whole, list, find, all, open: false };
    this.parts.set(name, part);
    find.addEventListener("input", () => this.#fill(name));
    find.addEventListener("focus", () => this.engine.nameInEnglish().then(() => this.#fill(name), () => undefined), { once: true });
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
   * Show the number of results that each value would give.
   * @param {Map<string, Map<string, number>>} counts
   * @param {import("./engine.js").State} state
   */
  show(counts, state) {
    this.counts = counts;
    this.state = state;
    for (const name of this.parts.keys()) this.#fill(name);
  }

  /** @param {string} name */
  #fill(name) {
    const part = this.parts.get(name);
    const facet = this.facets.get(name);
    const counts = this.counts?.get(name);
    if (!part || !facet || !counts) return;
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
    part.find.hidden = present.length <= MAX_VALUES_WITHOUT_FIELD;
    part.all.hidden = Boolean(wanted) || present.length <= MAX_VALUES_CLOSED;
    part.all.textContent = part.open
      ? this.engine.strings.fewer
      : `${this.engine.strings.more} (${present.length - Math.min(present.length, shown.length)})`;
    if (part.open) part.all.setAttribute("aria-expanded", "true");
    else part.all.setAttribute("aria-expanded", "false");
  }
}
