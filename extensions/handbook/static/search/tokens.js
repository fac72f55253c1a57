// @ts-check
/**
 * How text is folded and cut into words: the rule of extensions/handbook/search/tokens.py, once more for the browser.
 * tests/search_cases.json holds both to the same results.
 */

export const END = "\u01c0";
export const BREAK = "\u01c1";
const PLUS = "\u01c2";
const SHARP = "\u01c3";

/** @type {Record<string, string>} */
const LATIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th", ς: "σ" };
const HAN = "\\u3005\\u3007\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u1100-\\u11ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const RUN = new RegExp(`[${HAN}]+|(?:(?![${HAN}${END}${BREAK}${PLUS}${SHARP}])[\\p{L}\\p{N}])+[+#]*`, "gu");

/**
 * A word of a text, and where it stands there.
 * @typedef {{ word: string, start: number, end: number }} Token
 */

/**
 * Return the folded form of one character; nothing for an accent that stands by itself.
 * @param {string} char
 * @param {Map<string, string>} variants traditional characters with the simplified ones
 */
function foldChar(char, variants) {
  if (char < "\x80") return char.toLowerCase();
  const plain = char.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let folded = "";
  for (const each of plain) for (const one of LATIN[each] ?? each) folded += variants.get(one) ?? one;
  return folded.replace(/\p{M}/gu, "");
}

/**
 * Return the words of a text, with their places in the text as it is written.
 * @param {string} text
 * @param {Map<string, string>} variants
 * @returns {Token[]}
 */
export function tokens(text, variants) {
  let folded = "";
  /** @type {number[]} where in the text each unit of the folded text comes from */
  const from = [];
  let at = 0;
  for (const char of text) {
    const piece = foldChar(char, variants);
    for (let unit = 0; unit < piece.length; unit++) from.push(at);
    folded += piece;
    at += char.length;
  }
  /** @param {number} unit the end of the character that the unit before *unit* comes from */
  const endOf = (unit) => {
    const start = from[unit - 1];
    let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
    while (end < text.length && /\p{M}/u.test(text[end])) end++;
    return end;
  };
  /** @type {Token[]} */
  const found = [];
  for (const match of folded.matchAll(RUN)) {
    const run = match[0];
    if (!IS_HAN.test(run)) {
      const word = run.replaceAll("+", PLUS).replaceAll("#", SHARP) + END;
      found.push({ word, start: from[match.index], end: endOf(match.index + run.length) });
      continue;
    }
    const chars = [...run];
    let unit = match.index;
    chars.forEach((char, index) => {
      const pair = char + (chars[index + 1] ?? "");
      found.push({ word: pair, start: from[unit], end: endOf(unit + pair.length) });
      unit += char.length;
    });
  }
  return found;
}

/**
 * Tell whether a word is one Han character: the end of a run, or a character asked for by itself.
 * @param {string} word
 */
export const isSingle = (word) => [...word].length === 1;

/**
 * Return the word that stands for a text as a whole; empty where it has no words.
 * @param {Token[]} words
 */
export function exact(words) {
  if (!words.length) return "";
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(words.map((each) => each.word).join(" "))) {
    value = ((value ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return END + (value >> 12n).toString(16).padStart(13, "0");
}
