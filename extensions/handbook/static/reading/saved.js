// @ts-check
/**
 * The reading list: the names of the pages of works, kept in this browser only, and the buttons that put works on it. Where the
 * browser allows nothing to be kept, the list lasts as long as the page.
 */

import { element, filled } from "./html.js";

const KEPT = "hb-saved";
/** So many works are on the list at most: their address must not be longer than servers allow. */
export const MAX_SAVED = 200;
/** So many papers are compared. */
export const MIN_COMPARED = 2;
export const MAX_COMPARED = 8;
/** The root of the site, two folders above this file. */
const ROOT = new URL("../../", import.meta.url).href;
const PAGE = /^papers\/([^/]+?)(?:\.html|\/)(?:[?#].*)?$/;
/** The name of the page of a work; text/anchors.py makes it. */
const NAME = /^[A-Za-z0-9~][A-Za-z0-9_.~-]{0,219}$/;

/** @type {string[]} what is saved where the browser forbids storage */
let forgotten = [];
let isRefused = false;

/**
 * Return the names among some values, each once.
 * @param {unknown[]} values
 * @returns {string[]}
 */
const namesAmong = (values) => [...new Set(values.flatMap((value) => (typeof value === "string" && NAME.test(value) ? value : [])))];

/**
 * Return the name of the page of a work of this site; undefined for another address.
 * @param {string} address
 */
export const nameOf = (address) => (address.startsWith(ROOT) ? PAGE.exec(address.slice(ROOT.length))?.[1] : undefined);

/** Return what is saved, in the order in which it was. */
export function saved() {
  if (isRefused) return forgotten;
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? namesAmong(found).slice(0, MAX_SAVED) : [];
  } catch (error) {
    isRefused = !(error instanceof SyntaxError); // what is damaged is written anew
    return forgotten;
  }
}

/**
 * Save a list in the place of the one before.
 * @param {string[]} names
 * @returns {"kept" | "full" | "refused"} whether it is kept, too long, or forgotten when the reader leaves the page
 */
export function keep(names) {
  forgotten = names.slice(0, MAX_SAVED);
  try {
    if (names.length) localStorage.setItem(KEPT, JSON.stringify(forgotten));
    else localStorage.removeItem(KEPT);
  } catch {
    isRefused = true;
    return "refused";
  }
  return names.length > MAX_SAVED ? "full" : "kept";
}

/**
 * Return the works that an address names.
 * @param {string} search the query of the address
 */
export const read = (search) => namesAmong((new URLSearchParams(search).get("papers") ?? "").split(",")).slice(0, MAX_SAVED);

/**
 * Return the query of an address that names works; empty for none.
 * @param {string[]} names
 */
export const written = (names) => (names.length ? `?papers=${names.join(",")}` : "");

/**
 * Call a function when the list has changed elsewhere: in another window, or on the page before.
 * @param {() => void} changed
 */
export function watch(changed) {
  addEventListener("storage", (event) => (event.key === KEPT || event.key === null) && changed());
  addEventListener("pageshow", (event) => event.persisted && changed());
}

/** Have the buttons on the page save works, and show which are saved. */
export function wire() {
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button.hb-save"));
  const words = /** @type {HTMLElement | null} */ (document.querySelector(".hb-list-link"))?.dataset ?? {};
  const show = () => {
    const names = new Set(saved());
    for (const each of buttons) each.setAttribute("aria-pressed", String(names.has(each.value)));
  };
  for (const each of buttons) {
    const heading = each.closest("section")?.querySelector("h1, h2, h3, h4, h5, h6")?.cloneNode(true);
    if (heading instanceof Element) {
      for (const link of heading.querySelectorAll(".headerlink")) link.remove();
      each.setAttribute("aria-label", `${each.textContent}${filled(words.of, { title: heading.textContent ?? "" })}`);
    }
    const status = element("span", { class: "hb-status", role: "status" });
    each.after(status);
    each.addEventListener("click", () => {
      const names = saved();
      const outcome = keep(names.includes(each.value) ? names.filter((name) => name !== each.value) : [...names, each.value]);
      status.textContent = words[outcome] ?? "";
      show();
    });
  }
  show();
  watch(show);
}
