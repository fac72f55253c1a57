// @ts-check
/** The pages of works: what they show of a work, and its citation in each format. */

import { firstSentence } from "./copies.js";
import { element } from "./html.js";

/** @typedef {{ id: string, head: string, between: string, tail: string }} Format */
/** @typedef {import("./exporting.js").Exported} Exported */

/** So many pages are fetched at once. */
const AT_ONCE = 6;
/** The kinds of facts that are terms, and the folders of their pages. A test compares them with model/records.py. */
export const TERMS = { topics: "docs/topics", institutions: "docs/institutions", methods: "docs/methods" };

/**
 * Do something with each of some values, with a few at once, and return the results in their order.
 * @template Value, Result
 * @param {Value[]} values
 * @param {(value: Value) => Promise<Result>} work
 * @returns {Promise<Result[]>}
 */
export async function each(values, work) {
  /** @type {Result[]} */
  const results = [];
  const waiting = [...values.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** A page and its address. @typedef {{ page: Document, address: URL }} Work */

/** @type {Map<string, Promise<Work | null>>} by address */
const known = new Map();

/**
 * Return the page of a work; null if there is no such page.
 * @param {URL} address
 * @returns {Promise<Work | null>}
 */
export function work(address) {
  const there = known.get(address.href);
  if (there) return there;
  const answer = fetch(address).then(async (response) => {
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return { page: new DOMParser().parseFromString(await response.text(), "text/html"), address };
  });
  known.set(address.href, answer);
  answer.catch(() => known.delete(address.href)); // so that the next attempt fetches it again
  return answer;
}

/**
 * Return the record of a work in a format: the text on its page without what surrounds a list.
 * @param {Work} work
 * @param {Format} format
 * @returns {string | null}
 */
function record({ page }, { id, head, between, tail }) {
  const shown = page.querySelector(`details.hb-cite[data-key] pre[data-format="${id}"]`)?.textContent;
  if (typeof shown !== "string") return null;
  const text = between.includes("\r\n") ? shown.replaceAll("\n", "\r\n") : shown; // HTML has no CR
  return text.slice(text.startsWith(head) ? head.length : 0, tail && text.endsWith(tail) ? -tail.length : undefined);
}

/**
 * Return the list of the citations of works in a format, and their number.
 * @param {URL[]} addresses
 * @param {Format} format
 * @returns {Promise<Exported>}
 */
export async function citations(addresses, format) {
  const works = await each(addresses, work);
  const records = works.flatMap((found) => (found && record(found, format)) ?? []);
  const text = format.head + records.join(format.between) + format.tail;
  return { blob: new Blob([text], { type: "application/octet-stream" }), count: records.length };
}

/**
 * Return the format of a button.
 * @param {HTMLButtonElement} button
 * @returns {Format}
 */
export function formatOf({ value, dataset }) {
  const [head, between, tail] = JSON.parse(dataset.frame ?? '["","",""]');
  return { id: value, head, between, tail };
}

/**
 * Return copies of nodes of a page that work on this one: without anchors, and with links that lead where those led.
 * @param {Work} work
 * @param {Iterable<Node>} nodes
 * @returns {Node[]}
 */
function taken({ address }, nodes) {
  return [...nodes].map((node) => {
    const copy = document.importNode(node, true);
    if (!(copy instanceof Element)) return copy;
    for (const part of [copy, ...copy.querySelectorAll("*")]) {
      part.removeAttribute("id");
      const href = part.getAttribute("href");
      if (href !== null) part.setAttribute("href", new URL(href, address).href);
    }
    return copy;
  });
}

/**
 * Return the names of the authors, also those that are folded, as one part.
 * @param {Work} work
 * @returns {Node[][]}
 */
function authorsOf(work) {
  const people = work.page.querySelector(".hb-work > .hb-people");
  const lists = [...(people?.querySelectorAll(".hb-names") ?? [])];
  if (!people || !lists.length) return [];
  const names = lists.flatMap((list) => [...taken(work, list.childNodes), document.createTextNode(" ")]);
  return [[element("span", people.hasAttribute("lang") ? { lang: people.getAttribute("lang") ?? "" } : {}, ...names.slice(0, -1))]];
}

/** What is compared of a work: its title, and by fact the parts of the value. @typedef {{ title: Node[], facts: Record<string, Node[][]> }} Facts */

/**
 * Return what the page of a work shows of it.
 * @param {Work} work
 * @returns {Facts}
 */
export function factsOf(work) {
  const { page } = work;
  /** @param {string} selector */
  const all = (selector) => [...page.querySelectorAll(`.hb-work ${selector}`)].map((found) => taken(work, [found]));
  /** @param {string | null | undefined} text */
  const texts = (text) => (text ? [[document.createTextNode(text)]] : []);
  const heading = page.querySelector(".hb-work > h1")?.childNodes ?? [];
  const date = page.querySelector("meta[name=citation_publication_date]")?.getAttribute("content");
  const title = [...heading].filter((node) => !(node instanceof Element && node.matches(".headerlink")));
  const isPresented = page.querySelector(".hb-work > .hb-place > a") !== null; // a work that is only cited has no summary
  const paragraph = isPresented ? (page.querySelector(".hb-work > p:not([class])")?.textContent ?? "") : "";
  return {
    title: taken(work, title),
    facts: {
      title: all("> .hb-title-en > *"),
      authors: authorsOf(work),
      year: texts(date?.slice(0, 4)),
      venue: all("> .hb-where > .hb-venue"),
      ...Object.fromEntries(Object.entries(TERMS).map(([kind, folder]) => [kind, all(`> dl.hb-facts a[href*="${folder}/"]`)])),
      links: all("> .hb-actions-row > .hb-links > a.external"),
      text: texts(firstSentence(paragraph, page.documentElement.lang)),
    },
  };
}

/**
 * Return the works that the page of a work relates to it: their addresses and titles.
 * @param {Work} work
 */
export const relatedTo = ({ page, address }) =>
  [...page.querySelectorAll("#related > ul > li > .hb-row-title a")].map((link) => ({
    address: new URL(link.getAttribute("href") ?? "", address),
    title: link.textContent ?? "",
  }));
