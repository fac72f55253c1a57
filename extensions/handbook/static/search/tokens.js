// @ts-check
/**
 * Folding of text and its division into words, by the rules of extensions/handbook/search/tokens.py; tests/search_cases.json holds
 * both to the same results.
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
 * A word of a text, and its place there.
 * @typedef {{ word: string, start: number, end: number }} Token
 */

/**
 * Return the folded form of one character; a combining accent becomes nothing.
 * @param {string} char
 * @param {Map<string, string>} variants the simplified character of each traditional one
 */
function foldChar(char, variants) {
  if (char < "\x80") return char.toLowerCase();
  const plain = char.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let folded = "";
  for (const letter of plain) for (const char of LATIN[letter] ?? letter) folded += variants.get(char) ?? char;
  return folded.replace(/\p{M}/gu, "");
}

/**
 * Return the words of a text, with their places in the original text.
 * @param {string} text
 * @param {Map<string, string>} variants
 * @returns {Token[]}
 */
export function tokens(text, variants) {
  let folded = "";
  /** @type {number[]} the place in the text of each unit of the folded text */
  const from = [];
  let at = 0;
  for (const char of text) {
    const piece = foldChar(char, variants);
    for (let unit = 0; unit < piece.length; unit++) from.push(at);
    folded += piece;
    at += char.length;
  }
  /** @param {number} unit of the folded text; the result is the end of the character from which the unit before it comes */
  const endOf = (unit) => {
    const start = from[unit - 1];
    let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
    while (end < text.length && /\p{M}/u.test(text[end])) end++;
    return end;
  };
  /** @type {Token[]} */
  const words = [];
  for (const match of folded.matchAll(RUN)) {
    const run = match[0];
    if (!IS_HAN.test(run)) {
      const word = run.replaceAll("+", PLUS).replaceAll("#", SHARP) + END;
      words.push({ word, start: from[match.index], end: endOf(match.index + run.length) });
      continue;
    }
    const chars = [...run];
    let unit = match.index;
    chars.forEach((char, index) => {
      const pair = char + (chars[index + 1] ?? "");
      words.push({ word: pair, start: from[unit], end: endOf(unit + pair.length) });
      unit += char.length;
    });
  }
  return words;
}

/**
 * Return whether a word is one Han character: the end of a run, or a single character.
 * @param {string} word
 */
export const isSingle = (word) => [...word].length === 1;

/**
 * Return the token of a text as a whole; empty if there are no words.
 * @param {Token[]} words
 */
export function exact(words) {
  if (!words.length) return "";
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(words.map((token) => token.word).join(" "))) {
    value = ((value ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return END + (value >> 12n).toString(16).padStart(13, "0");
}
