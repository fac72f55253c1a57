// @ts-check
/** A query: phrases, all of which a record must have. */

import { END, exact, isSingle, tokens } from "./tokens.js";

export const MAX_CHARACTERS = 200;
/** @type {RegExp} the part of an address before an identifier */
const ADDRESS = /^(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|doi:\s*)/i;
const ARXIV_VERSION = /^((?:arxiv[:\s])?\s*\d{4}\.\d{4,5})v\d+$/i;

/**
 * Words that follow each other. If `isPrefix` is set, any word that begins with the last one matches.
 * @typedef {{ words: string[], isPrefix: boolean, whole: string }} Phrase
 * `whole` is the last word where it may be complete: records with the complete word come first.
 */

/**
 * @typedef {{ phrases: Phrase[], exact: string, cut: boolean }} Query
 * `exact` is the token of the whole query; `cut` says that the query was too long.
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
  /** @type {Phrase[]} */
  const phrases = [];
  parts.forEach((part, index) => {
    const words = tokens(part.text, variants).map((token) => token.word);
    if (words.length) phrases.push(phrase(words, !part.quoted && typing && index === parts.length - 1));
  });
  return { phrases, exact: exact(tokens(asked.replace(/["“”„＂]/gu, " "), variants)), cut };
}

/**
 * Return the words as a phrase. Any character may follow the last Han character, so that this character is left out where it is
 * already the second of a pair.
 * @param {string[]} words
 * @param {boolean} typing whether the last word may be incomplete
 * @returns {Phrase}
 */
function phrase(words, typing) {
  const last = words[words.length - 1];
  const before = words[words.length - 2];
  if (isSingle(last)) {
    if (before && !before.endsWith(END) && before.endsWith(last) && !isSingle(before)) {
      return { words: words.slice(0, -1), isPrefix: false, whole: "" };
    }
    return { words, isPrefix: true, whole: "" };
  }
  if (typing && last.endsWith(END)) return { words: [...words.slice(0, -1), last.slice(0, -1)], isPrefix: true, whole: last };
  return { words, isPrefix: false, whole: "" };
}
