// @ts-check
/** A query as it is typed, understood: phrases, all of which a record must have. */

import { END, exact, isSingle, tokens } from "../fulltext/tokens.js";

export const MAX_CHARACTERS = 200;
const PREFIX = 0.6; // the quality of a longer word that begins with what was typed
/** @type {RegExp} the part of an address before an identifier */
const ADDRESS = /^(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|doi:\s*)/i;
const ARXIV_VERSION = /^((?:arxiv[:\s])?\s*\d{4}\.\d{4,5})v\d+$/i;

/** @typedef {import("../fulltext/evaluate.js").Phrase} Phrase */

/**
 * @typedef {import("../fulltext/evaluate.js").Parsed & { phrases: Phrase[], cut: boolean }} Query
 * `phrases` are those that are marked where they occur; `cut` says that the query was too long.
 */

/**
 * Return the query of a text.
 * @param {string} text
 * @param {Map<string, string>} variants
 * @returns {Query}
 */
export function parse(text, variants) {
  const chars = [...text.toWellFormed()];
  const cut = chars.length > MAX_CHARACTERS;
  const asked = chars.slice(0, MAX_CHARACTERS).join("").trimStart().replace(ADDRESS, "").replace(ARXIV_VERSION, "$1");
  /** @type {{ text: string, quoted: boolean }[]} */
  const parts = [];
  const pieces = asked.split(/["“”„＂]/u);
  pieces.forEach((piece, index) => {
    // text after a single quotation mark is not quoted
    if (index % 2 === 1 && index < pieces.length - 1) parts.push({ text: piece, quoted: true });
    else for (const word of piece.split(/\s+/u)) if (word) parts.push({ text: word, quoted: false });
  });
  const typing = !/\s$/u.test(asked);
  /** @type {import("../fulltext/evaluate.js").Clause[]} */
  const clauses = [];
  parts.forEach((part, index) => {
    const words = tokens(part.text, variants).map((token) => token.word);
    if (words.length) clauses.push({ any: alternatives(words, !part.quoted && typing && index === parts.length - 1) });
  });
  const whole = exact(tokens(asked.replace(/["“”„＂]/gu, " "), variants));
  return { clauses, not: [], whole: whole ? [whole] : [], phrases: clauses.flatMap(({ any }) => any), cut };
}

/**
 * Return the words as a phrase. Any character may follow the last Han character, so that this character is left out where it is
 * already the second of a pair.
 * @param {string[]} words
 * @param {boolean} typing whether the last word may be incomplete
 * @returns {Phrase[]}
 */
function alternatives(words, typing) {
  const last = words[words.length - 1];
  const before = words[words.length - 2];
  if (isSingle(last)) {
    const isSecond = before && !before.endsWith(END) && before.endsWith(last) && !isSingle(before);
    return [isSecond ? { words: words.slice(0, -1), isPrefix: false } : { words, isPrefix: true }];
  }
  const whole = { words, isPrefix: false };
  if (!typing || !last.endsWith(END)) return [whole];
  return [whole, { words: [...words.slice(0, -1), last.slice(0, -1)], isPrefix: true, quality: PREFIX }];
}
