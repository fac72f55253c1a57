// @ts-check
/** The sentences of a text that say most of what matched, and the marks in a text. */

import { END, divided } from "../fulltext/tokens.js";

const MIN_LENGTH = 60; // a shorter sentence is shown with those after it
const MAX_LENGTH = 240; // a longer one is shortened around its first match
const LENGTH_BEFORE_MATCH = 60;
const SENTENCE_END = /[。！？!?]+[”’』」）)"']*|\.[”’"')]*(?=\s|$)/gu;
const ABBREVIATED = /(?:\b(?:al|vs|etc|cf|e\.g|i\.e|Fig|Eq|No|Sec|St|Dr|Prof)|\b\p{L})$/u;
const CLAUSE_END = /[，,；;：:、]\s*|\s+/gu;

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
 * Return the sentences of a text, in order.
 * @param {string} text
 * @returns {Span[]}
 */
function sentences(text) {
  /** @type {Span[]} */
  const found = [];
  let start = 0;
  /** @param {number} end */
  const close = (end) => {
    while (/\s/u.test(text[start] ?? "")) start++;
    if (start < end) found.push({ start, end });
    start = Math.max(start, end);
  };
  for (const match of text.matchAll(SENTENCE_END)) {
    if (match[0].startsWith(".") && ABBREVIATED.test(text.slice(Math.max(0, match.index - 8), match.index))) continue;
    close(match.index + match[0].length);
  }
  close(text.length);
  return found;
}

/**
 * Return the part of a text to show: the first of the sentences that have the most of what matched, and further ones if it is short.
 * @param {string} text
 * @param {Span[]} spans
 * @returns {Span}
 */
export function excerpt(text, spans) {
  const all = sentences(text);
  if (!all.length) return { start: 0, end: 0 };
  const worth = all.map(({ start, end }) => {
    const within = spans.filter((span) => span.start >= start && span.start < end);
    return [...new Set(within.map((span) => text.slice(span.start, span.end).toLowerCase()))].join("").length;
  });
  const best = worth.indexOf(Math.max(...worth));
  const { start } = all[best];
  let { end } = all[best];
  if (end - start > MAX_LENGTH) return shortened(text, all[best], spans);
  for (let next = best + 1; end - start < MIN_LENGTH && next < all.length && all[next].end - start <= MAX_LENGTH; next++) end = all[next].end;
  return { start, end };
}

/**
 * Return a part of a long sentence, around its first match, from the end of a clause or word to that of another.
 * @param {string} text
 * @param {Span} sentence
 * @param {Span[]} spans
 * @returns {Span}
 */
function shortened(text, { start, end }, spans) {
  const match = spans.find((span) => span.start >= start && span.start < end) ?? { start, end: start };
  const cuts = [...text.slice(start, end).matchAll(CLAUSE_END)].map((cut) => start + cut.index + cut[0].length);
  const first = match.start - start > LENGTH_BEFORE_MATCH ? cuts.find((cut) => cut >= match.start - LENGTH_BEFORE_MATCH && cut <= match.start) ?? match.start : start;
  if (end - first <= MAX_LENGTH) return { start: first, end };
  const last = cuts.findLast((cut) => cut > match.end && cut <= first + MAX_LENGTH) ?? Math.min(end, first + MAX_LENGTH);
  return { start: first, end: isLow(text, last) ? last - 1 : last };
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
  if (!/^\s*$|[。！？!?.][”’』」）)"']*\s*$/u.test(text.slice(0, part.start))) fragment.append("…");
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
  if (part.end < text.length && !/[。！？!?.][”’』」）)"']*$/u.test(text.slice(part.start, part.end))) fragment.append("…");
  return fragment;
}
