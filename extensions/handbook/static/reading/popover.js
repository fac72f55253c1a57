// @ts-check
/**
 * Previews of links to works and terms: titles, authors and the first sentence, over a pointer that rests on a link and below a link
 * that the keyboard reaches. A preview stays while the pointer is on it, and goes with Escape. `handbook-page.js` loads this when
 * it is first needed.
 */

import { brief, firstSentence } from "./copies.js";
import { element, language } from "./html.js";

/** @typedef {import("./copies.js").Brief} Brief */

/** The folders of the pages that have a preview. A test compares them with model/places.py. */
export const FOLDERS = ["papers", "docs/topics", "docs/institutions", "docs/methods"];
/** Links whose pages the text beside them presents already, and those of other previews. */
const NOT_IN = ".headerlink, .hb-actions-row *, .hb-results *, .hb-gathered *, [data-linkpreview-href] *";
const RESTS = 40; // milliseconds without moving after which a pointer rests on a link
const LEAVES = 250; // milliseconds in which a pointer can get from a link to its preview
const EDGE = 8; // pixels between a preview and the edge of the window
const MAX_FACTS = 3;

const ROOT = new URL("../../", import.meta.url).pathname;
const PAGES = new RegExp(`^(?:${FOLDERS.join("|")})/(?!index\\.html$)[^/]+(?:\\.html|/)$`);

const box = element("div", { class: "hb-popover", id: "hb-popover", role: "tooltip", popover: "manual" });
document.querySelector("article.bd-article")?.append(box);

/** @type {HTMLAnchorElement | null} the link whose preview is shown */
let shown = null;
/** @type {HTMLAnchorElement | null} the link whose preview is to be shown */
let wanted = null;
/** @type {HTMLAnchorElement | null} the link whose preview the reader has sent away */
let dismissed = null;
let title = "";
let waiting = 0;
let leaving = 0;

/**
 * Return the link of an event that has a preview.
 * @param {Event} event
 */
function linkOf({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (!link?.href || link.matches(NOT_IN) || document.documentElement.dataset.previews === "off") return null;
  const { origin, pathname } = new URL(link.href);
  const isElsewhere = origin === location.origin && pathname !== location.pathname && pathname.startsWith(ROOT);
  return isElsewhere && PAGES.test(pathname.slice(ROOT.length)) ? link : null;
}

/** Hide the preview. */
function hide() {
  clearTimeout(waiting);
  clearTimeout(leaving);
  wanted = null;
  if (!shown) return;
  box.hidePopover();
  shown.removeAttribute("aria-describedby");
  if (title) shown.title = title;
  shown = null;
}

/**
 * Return what a preview shows.
 * @param {Brief} found
 */
function content({ title, subtitle, facts, text }) {
  const parts = [element("p", { class: "hb-popover-title", ...language(title) }, title)];
  if (subtitle && subtitle !== title) parts.push(element("p", { class: "hb-title-en", ...language(subtitle) }, subtitle));
  for (const fact of facts.slice(0, MAX_FACTS)) parts.push(element("p", { class: "hb-meta" }, fact));
  const sentence = firstSentence(text, document.documentElement.lang);
  if (sentence) parts.push(element("p", language(sentence), sentence));
  return parts;
}

/**
 * Put the preview below its link, or above where there is more room. It is at the link itself, so that a pointer gets onto it.
 * @param {HTMLAnchorElement} link
 * @param {number | undefined} x where the pointer is
 */
function place(link, x) {
  const rects = [...link.getClientRects()];
  const rect = rects.find(({ left, right }) => x !== undefined && left <= x && x <= right) ?? rects[0] ?? link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const isBelow = rect.bottom + height + EDGE <= innerHeight || rect.top < innerHeight - rect.bottom;
  const left = Math.max(EDGE, Math.min(x ?? rect.left, document.documentElement.clientWidth - width - EDGE) - (x === undefined ? 0 : EDGE));
  box.style.left = `${scrollX + Math.max(EDGE, left)}px`;
  box.style.top = `${scrollY + (isBelow ? rect.bottom : rect.top - height)}px`;
}

/**
 * Show the preview of a link, if it is still the one that is wanted when it is there.
 * @param {HTMLAnchorElement} link
 * @param {number} [x]
 */
async function show(link, x) {
  const found = await brief(new URL(link.href)).catch(() => null);
  if (!found || wanted !== link) return;
  hide();
  wanted = shown = link;
  title = link.title;
  link.removeAttribute("title"); // which the browser would show too
  box.replaceChildren(...content(found));
  box.showPopover();
  place(link, x);
  link.setAttribute("aria-describedby", box.id);
}

/**
 * @param {HTMLAnchorElement} link
 * @param {number} x
 */
function rest(link, x) {
  clearTimeout(waiting);
  waiting = setTimeout(() => show(link, x), RESTS);
}

/** @param {PointerEvent} event */
function over(event) {
  if (event.pointerType === "touch") return;
  const isOnPreview = event.target instanceof Node && box.contains(event.target);
  if (isOnPreview) return clearTimeout(leaving);
  const link = linkOf(event);
  if (!link || link === dismissed || link.classList.contains("link-preview")) return; // Read the Docs shows its own preview of it
  clearTimeout(leaving);
  if (link === shown || link === wanted) return;
  wanted = link;
  brief(new URL(link.href)).catch(() => undefined); // it is loaded while the pointer comes to rest
  rest(link, event.clientX);
}

/** @param {PointerEvent} event */
function out(event) {
  const { target, relatedTarget } = event;
  const link = target instanceof Element ? target.closest("a") : null;
  if (relatedTarget instanceof Node && (box.contains(relatedTarget) || link?.contains(relatedTarget))) return;
  if (link === dismissed) dismissed = null;
  if (link && link === wanted && link !== shown) {
    clearTimeout(waiting);
    wanted = shown;
  }
  if (!shown || shown === document.activeElement) return;
  clearTimeout(leaving);
  leaving = setTimeout(hide, LEAVES);
}

/** @param {Event} event */
export function begin(event) {
  if (event instanceof PointerEvent) return over(event);
  const link = linkOf(event);
  if (!link?.matches(":focus-visible")) return;
  clearTimeout(leaving);
  wanted = link;
  show(link);
}

document.addEventListener("pointerover", over);
document.addEventListener("pointerout", out);
document.addEventListener("pointermove", ({ target, clientX }) => {
  if (wanted && wanted !== shown && target instanceof Node && wanted.contains(target)) rest(wanted, clientX);
});
document.addEventListener("focusin", begin);
document.addEventListener("focusout", ({ target }) => {
  if (target instanceof Element && (target === shown || target === wanted) && !target.matches(":hover") && !box.matches(":hover")) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !(shown || wanted)) return;
  dismissed = shown ?? wanted;
  hide();
});
