// @ts-check
/** What a reader may write in a query beside words: "…", -word, OR, title: and author:. */

export const MAX_CHARACTERS = 1000;

/**
 * A part of a query: a word without spaces, or what stands in quotation marks. `field` is the field of records that has it, where
 * one is named; with `isOr`, a record needs it or the part before it.
 * @typedef {{ text: string, isQuoted: boolean, isNot: boolean, isOr: boolean, field: string }} Part
 */

const QUOTES = "\"“”„＂";
const FIELDS = /^(?:(title|标题|题目)|(?:author|作者))[:：](?=\S)/iu;
const QUOTED = new RegExp(`^[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]`, "u");
const WORD = new RegExp(`^[^\\s${QUOTES}]+`, "u");
const BROKEN_WORD = /(?<=\p{L}{2})[-\u2010\u2011]\s+(?=\p{L})/gu;
const SPACED_HAN = /(?<![^\s])\p{Script=Han}(?:\s+\p{Script=Han}(?![^\s]))+/gu;

/**
 * Return a text as it was meant: without invisible characters, the breaks inside words at the ends of lines, and the spaces between
 * single Han characters.
 * @param {string} text
 */
export function cleaned(text) {
  const visible = text.toWellFormed().replace(/\p{Cf}/gu, "");
  return visible.replace(BROKEN_WORD, "-").replace(SPACED_HAN, (run) => run.replace(/\s+/gu, ""));
}

/**
 * Return the parts of a query, and whether it was too long to be read whole.
 * @param {string} text
 * @returns {{ parts: Part[], isCut: boolean }}
 */
export function divide(text) {
  const chars = [...text];
  let rest = chars.slice(0, MAX_CHARACTERS).join("");
  /** @type {Part[]} */
  const parts = [];
  let isOr = false;
  while ((rest = rest.trimStart())) {
    if (/^OR\s/u.test(rest) && parts.length) {
      isOr = true;
      rest = rest.slice(2);
      continue;
    }
    const isNot = new RegExp(`^-[\\p{L}\\p{N}${QUOTES}]`, "u").test(rest);
    if (isNot) rest = rest.slice(1);
    const field = rest.match(FIELDS);
    if (field) rest = rest.slice(field[0].length);
    const quoted = rest.match(QUOTED);
    const word = quoted ? quoted[1] : (rest.match(WORD) ?? [""])[0];
    rest = rest.slice(quoted ? quoted[0].length : Math.max(1, word.length));
    if (!word.trim()) continue;
    parts.push({ text: word, isQuoted: Boolean(quoted), isNot, isOr: isOr && !isNot, field: field ? (field[1] ? "title" : "people") : "" });
    isOr = false;
  }
  return { parts, isCut: chars.length > MAX_CHARACTERS };
}

/**
 * Return whether a part is to be found as it is written.
 * @param {Part} part
 */
export const isStrict = (part) => part.isQuoted || part.isNot || part.isOr || part.field !== "";
