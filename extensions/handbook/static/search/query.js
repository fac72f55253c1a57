// @ts-check
/** What is asked for: a query cut into phrases, all of which must be found. */

import { END, exact, isSingle, tokens } from "./tokens.js";

export const LONGEST = 200;
/** @type {RegExp} what stands before an identifier in an address */
const ADDRESS = /^(?:https?:\/\/)?(?:(?:dx\.)?doi\.org\/|(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|doi:\s*)/i;
const ARXIV_VERSION = /^((?:arxiv[:\s])?\s*\d{4}\.\d{4,5})v\d+$/i;

/**
 * Words that follow each other. The last one is only begun where `begun` is set: any word that begins so will do.
 * @typedef {{ words: string[], begun: boolean, whole: string }} Phrase
 * `whole` is the last word where it may also be taken as it is: what has it as it is comes first.
 */

/**
 * @typedef {{ phrases: Phrase[], exact: string, cut: boolean }} Query
 * `exact` is the word that stands for all of it; `cut` tells that it was too long.
 */

/**
 * Return what a reader asks for.
 * @param {string} text
 * @param {Map<string, string>} variants
 * @returns {Query}
 */
export function parse(text, variants) {
  const chars = [...text.toWellFormed()];
  const cut = chars.length > LONGEST;
  const asked = chars.slice(0, LONGEST).join("").trimStart().replace(ADDRESS, "").replace(ARXIV_VERSION, "$1");
  /** @type {{ text: string, quoted: boolean }[]} */
  const parts = [];
  const pieces = asked.split(/["“”„＂]/u);
  pieces.forEach((piece, index) => {
    // what stands behind a quotation mark without a second one is not quoted
    if (index % 2 === 1 && index < pieces.length - 1) parts.push({ text: piece, quoted: true });
    else for (const word of piece.split(/\s+/u)) if (word) parts.push({ text: word, quoted: false });
  });
  const typing = !/\s$/u.test(asked);
  /** @type {Phrase[]} */
  const phrases = [];
  parts.forEach((part, index) => {
    const words = tokens(part.text, variants).map((each) => each.word);
    if (words.length) phrases.push(phrase(words, !part.quoted && typing && index === parts.length - 1));
  });
  return { phrases, exact: exact(tokens(asked.replace(/["“”„＂]/gu, " "), variants)), cut };
}

/**
 * Return the words as a phrase. Behind its last Han character any other may follow, so that character counts only where it is
 * not already the second of a pair.
 * @param {string[]} words
 * @param {boolean} typing whether the last word may still be going on
 * @returns {Phrase}
 */
function phrase(words, typing) {
  const last = words[words.length - 1];
  const before = words[words.length - 2];
  if (isSingle(last)) {
    if (before && !before.endsWith(END) && before.endsWith(last) && !isSingle(before)) {
      return { words: words.slice(0, -1), begun: false, whole: "" };
    }
    return { words, begun: true, whole: "" };
  }
  if (typing && last.endsWith(END)) return { words: [...words.slice(0, -1), last.slice(0, -1)], begun: true, whole: last };
  return { words, begun: false, whole: "" };
}
