// @ts-check
/** The sentence in which something was found, and what in a text is to be marked. */

import { END, tokens } from "./tokens.js";

const LONGEST = 140;
const BEFORE = 30;
const SENTENCE_END = /[。！？；!?;]|\.(?=\s)/gu;

/** @typedef {{ start: number, end: number }} Span */

/**
 * Return the places of a text where one of the phrases stands, in order and without overlaps.
 * @param {string} text
 * @param {import("./query.js").Query} query
 * @param {Map<string, string>} variants
 * @returns {Span[]}
 */
export function matches(text, query, variants) {
  const words = tokens(text, variants);
  /** @type {Span[]} */
  const found = [];
  for (const { words: wanted, begun } of query.phrases) {
    for (let at = 0; at + wanted.length <= words.length; at++) {
      const here = wanted.every((word, index) => {
        const { word: there } = words[at + index];
        return begun && index === wanted.length - 1 ? there.startsWith(word) : there === word;
      });
      if (!here) continue;
      const last = words[at + wanted.length - 1];
      found.push({ start: words[at].start, end: last.start + lengthOf(wanted[wanted.length - 1], begun, last) });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {Span[]} */
  const joined = [];
  for (const span of found) {
    const before = joined[joined.length - 1];
    if (before && span.start <= before.end) before.end = Math.max(before.end, span.end);
    else joined.push(span);
  }
  return joined;
}

/**
 * Return how much of a word is marked: of one that is only begun, what has been typed.
 * @param {string} wanted
 * @param {boolean} begun
 * @param {import("./tokens.js").Token} token
 */
function lengthOf(wanted, begun, token) {
  const length = token.end - token.start;
  return begun && !wanted.endsWith(END) ? Math.min(length, wanted.length) : length;
}

/**
 * Return the part of a text to show: the sentence of the first match, shortened around it, or the first sentence.
 * @param {string} text
 * @param {Span[]} spans
 * @returns {Span}
 */
export function sentence(text, spans) {
  const at = spans[0]?.start ?? 0;
  let start = 0;
  let end = text.length;
  for (const match of text.matchAll(SENTENCE_END)) {
    const after = match.index + match[0].length;
    if (after <= at) start = after;
    else {
      end = after;
      break;
    }
  }
  while (/\s/u.test(text[start] ?? "")) start++;
  if (end - start > LONGEST) {
    start = Math.max(start, Math.min(at - BEFORE, end - LONGEST));
    end = Math.min(end, start + LONGEST);
    if (isLow(text, start)) start++;
    if (isLow(text, end)) end--;
  }
  return { start, end };
}

/**
 * Tell whether a place is inside a character of two units.
 * @param {string} text
 * @param {number} at
 */
const isLow = (text, at) => /[\udc00-\udfff]/.test(text[at] ?? "");

/**
 * Return a text with its matches in <mark>, as nodes.
 * @param {string} text
 * @param {Span[]} spans
 * @param {Span} [part] what of it is shown; all, if it is not given
 */
export function marked(text, spans, part = { start: 0, end: text.length }) {
  const found = document.createDocumentFragment();
  if (part.start > 0) found.append("…");
  let at = part.start;
  for (const span of spans) {
    const start = Math.max(span.start, part.start);
    const end = Math.min(span.end, part.end);
    if (start >= end) continue;
    const mark = document.createElement("mark");
    mark.append(text.slice(start, end));
    found.append(text.slice(at, start), mark);
    at = end;
  }
  found.append(text.slice(at, part.end));
  if (part.end < text.length) found.append("…");
  return found;
}
