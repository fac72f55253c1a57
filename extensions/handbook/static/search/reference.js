// @ts-check
/** A whole reference, from a list or in BibTeX, reduced to what finds its work: title, authors and year. */

import { authorship } from "./people.js";

/**
 * A reference: what may be its title, the likeliest first; its authors; and its year.
 * @typedef {{ titles: string[], authors: import("./people.js").Author[], year: string }} Reference
 */

const MIN_WORDS = 5;
const MIN_TITLE_WORDS = 3;
const MIN_TITLE_HAN = 5;
const MAX_TITLES = 4;
const ENTRY = /@[a-z]+\s*[{(]/iu;
const SIGNS = /(?:19|20)\d\d|\bet\.? al\b|\[[A-Z](?:\/OL)?\]|\/\/|\bin\s+proc|["“”]|等[，,.]/iu;
const MARKS = /\s*(?:\[[A-Z]{1,2}(?:\/OL)?\](?:\s*\/\/)?|\/\/|["“”\n]|\((?:19|20)\d\d[a-z]?\)|(?<=\.\s)(?:19|20)\d\d(?=\.))\s*/gu;
const NUMBER = /^\s*(?:\[\d+\]|\d+\.)\s*/u;
const CONTAINER = /^(?:in[ :]|in$|proc|advances in|arxiv|corr|journal|transactions|pp|pages|vol|conference|findings|association|ieee|acm)/iu;

/**
 * Return the value of a field of a BibTeX entry, without braces and commands; empty if there is none.
 * @param {string} entry
 * @param {string} name
 */
function field(entry, name) {
  const start = entry.match(new RegExp(`(?<![\\w-])${name}\\s*=\\s*`, "iu"));
  if (start?.index === undefined) return "";
  const rest = entry.slice(start.index + start[0].length);
  const opening = rest[0];
  let depth = 0;
  let end = 0;
  for (; end < rest.length; end++) {
    if (rest[end] === "{") depth++;
    else if (rest[end] === "}" && --depth <= 0) break;
    else if (depth === 0 && end > 0 && (opening === '"' ? rest[end] === '"' : opening !== "{" && rest[end] === ",")) break;
  }
  return rest
    .slice(0, end)
    .replace(/\\[a-z]+\s*|\\./giu, "")
    .replace(/[{}"]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/**
 * Return the author of a full name in either order.
 * @param {string} name
 */
function ofName(name) {
  const [before, after] = name.split(/\s*,\s*/u);
  const words = before.split(" ");
  const family = after === undefined ? (words.pop() ?? "") : before;
  const given = after === undefined ? words : after.split(/[\s-]+/u);
  return { family, initials: given.map((word) => [...word][0] ?? "").join("").toLowerCase() };
}

/**
 * Return the reference of a BibTeX entry.
 * @param {string} text
 * @returns {Reference | null}
 */
function ofEntry(text) {
  const title = field(text, "title");
  const names = field(text, "author").split(/\s+and\s+/u).filter((name) => name && name !== "others");
  return title ? { titles: [title], authors: names.map(ofName), year: field(text, "year") || field(text, "date").slice(0, 4) } : null;
}

/**
 * Return the number of words of a text; a Han character counts as a part of one.
 * @param {string} text
 */
function size(text) {
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length;
  return (text.match(/[\p{L}\p{N}'’-]+/gu) ?? []).filter((word) => !/\p{Script=Han}/u.test(word)).length + (han * MIN_TITLE_WORDS) / MIN_TITLE_HAN;
}

/**
 * Return the authors that a piece of a reference names; null if it names none.
 * @param {string} piece
 */
function authorsIn(piece) {
  const found = authorship(`${piece.replace(/[\s,.:;&]+$/u, "").replace(/,?\s*(?:et al|等)$/iu, "")} et al.`);
  if (!found) return null;
  return found.authors.map((author) => (author.initials || !author.family.includes(" ") ? author : ofName(author.family)));
}

/**
 * Return what a text says as a reference; null if it is none.
 * @param {string} text
 * @returns {Reference | null}
 */
export function reference(text) {
  if (ENTRY.test(text)) return ofEntry(text);
  const plain = text.normalize("NFKC").replace(NUMBER, "");
  if (size(plain) < MIN_WORDS || !SIGNS.test(plain)) return null;
  const years = plain.match(/(?<!\d)(?:19|20)\d\d(?!\d)/gu);
  /** @type {Set<string>} */
  const pieces = new Set();
  let authors = null;
  for (const marked of plain.split(MARKS)) {
    // a full stop after one letter ends a name or a sentence, so both ways are tried
    for (const stop of [/(?<!(?<!\p{L})\p{Lu})\.\s+/u, /\.\s+/u]) {
      for (const part of marked.split(stop)) {
        const piece = part.replace(/^[\s,.:;]+|[\s,.:;]+$/gu, "");
        authors ??= !pieces.size ? authorsIn(piece) : null;
        pieces.add(piece);
      }
    }
  }
  const titles = [...pieces].filter((piece) => size(piece) >= MIN_TITLE_WORDS && !authorsIn(piece) && !CONTAINER.test(piece));
  if (!titles.length) return null;
  titles.sort((a, b) => size(b) - size(a));
  return { titles: titles.slice(0, MAX_TITLES), authors: authors ?? [], year: years ? years[years.length - 1] : "" };
}
