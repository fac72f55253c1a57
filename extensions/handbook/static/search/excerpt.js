// @ts-check
/** The sentence of the first match, and the marks in a text. */

import { END, divided } from "../fulltext/tokens.js";

const MAX_LENGTH = 140;
const LENGTH_BEFORE_MATCH = 30;
const SENTENCE_END = /[。！？；!?;]|\.(?=\s)/gu;

/** @typedef {{ start: number, end: number }} Span */

/**
 * Return the spans of a text that match one of the phrases, in order and without overlaps.
 * @param {string} text
 * @param {{ phrases: readonly import("./query.js").Phrase[] }} query
 * @param {Map<string, string>} variants
 * @returns {Span[]}
 */
export function matches(text, query, variants) {
  const { words, more } = divided(text, variants);
  /** @type {Span[]} */
  const spans = [];
  for (const { words: wanted, isPrefix } of query.phrases) {
    if (wanted.length === 1 && !isPrefix) spans.push(...more.filter(({ word }) => word === wanted[0]).map(({ start, end }) => ({ start, end })));
    for (let at = 0; at + wanted.length <= words.length; at++) {
      const here = wanted.every((word, index) => {
        const { word: there } = words[at + index];
        return isPrefix && index === wanted.length - 1 ? there.startsWith(word) : there === word;
      });
      if (!here) continue;
      const last = words[at + wanted.length - 1];
      spans.push({ start: words[at].start, end: last.start + lengthOf(wanted[wanted.length - 1], isPrefix, last) });
    }
  }
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {Span[]} */
  const joined = [];
  for (const span of spans) {
    const before = joined[joined.length - 1];
    if (before && span.start <= before.end) before.end = Math.max(before.end, span.end);
    else joined.push(span);
  }
  return joined;
}

/**
 * Return the length of the mark in a word: for a prefix, the length of what was typed.
 * @param {string} wanted
 * @param {boolean} isPrefix
 * @param {import("../fulltext/tokens.js").Token} token
 */
function lengthOf(wanted, isPrefix, token) {
  const length = token.end - token.start;
  return isPrefix && !wanted.endsWith(END) ? Math.min(length, wanted.length) : length;
}

/**
 * Return the part of a text to show: the sentence of the first match, shortened around the match, or the first sentence.
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
  if (end - start > MAX_LENGTH) {
    start = Math.max(start, Math.min(at - LENGTH_BEFORE_MATCH, end - MAX_LENGTH));
    end = Math.min(end, start + MAX_LENGTH);
    if (isLow(text, start)) start++;
    if (isLow(text, end)) end--;
  }
  return { start, end };
}

/**
 * Return whether a place is inside a surrogate pair.
 * @param {string} text
 * @param {number} at
 */
const isLow = (text, at) => /[\udc00-\udfff]/.test(text[at] ?? "");

/**
 * Return nodes for a text with its matches in <mark>.
 * @param {string} text
 * @param {Span[]} spans
 * @param {Span} [part] the part to show; by default the whole text
 */
export function marked(text, spans, part = { start: 0, end: text.length }) {
  const fragment = document.createDocumentFragment();
  if (part.start > 0) fragment.append("…");
  let at = part.start;
  for (const span of spans) {
    const start = Math.max(span.start, part.start);
    const end = Math.min(span.end, part.end);
    if (start >= end) continue;
    const mark = document.createElement("mark");
    mark.append(text.slice(start, end));
    fragment.append(text.slice(at, start), mark);
    at = end;
  }
  fragment.append(text.slice(at, part.end));
  if (part.end < text.length) fragment.append("…");
  return fragment;
}
