// @ts-check
/**
 * Folding of text and its division into words, by the rules of extensions/handbook/fulltext/tokens.py; tests/search_cases.json holds
 * both to the same results.
 */

export const END = "\u01c0";
export const INNER = "\u01c1";
export const PLUS = "\u01c2";
export const SHARP = "\u01c3";

/** @type {Record<string, string>} */
const LATIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th", ς: "σ" };
const HAN = "\\u3005\\u3007\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u1100-\\u11ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const JOINERS = "\\-\\u2010\\u2012\\u2013\\u2212.'\\u2019_&\\u00b7";
const WORD = `(?:(?![${HAN}${END}${INNER}${PLUS}${SHARP}])[\\p{L}\\p{N}])+[+#]*`;
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const RUN = new RegExp(`[${HAN}]+|${WORD}(?:[${JOINERS}]?${WORD})*`, "gu");
const PART = new RegExp(WORD, "gu");
const DROPPED = /[\p{M}\p{Cf}]/gu;
const MAX_COMPOUND = 40;

/**
 * A word of a text, its place there, and its number among the words that are neither joined nor inner ones.
 * @typedef {{ word: string, start: number, end: number, at: number }} Token
 */

/** @typedef {Map<string, string>} Variants the simplified character of each traditional one */

/**
 * Return characters without what is dropped, with simplified ones.
 * @param {string} plain
 * @param {Variants} variants
 */
function simple(plain, variants) {
  let folded = "";
  for (const letter of plain) for (const char of LATIN[letter] ?? letter) folded += variants.get(char) ?? char;
  return folded.replace(DROPPED, "");
}

/**
 * Return the folded form of one character; an accent or an invisible character becomes nothing.
 * @param {string} char
 * @param {Variants} variants
 */
function foldChar(char, variants) {
  if (char < "\x80") return char.toLowerCase();
  return simple(char.normalize("NFKD").replace(DROPPED, "").toLowerCase(), variants);
}

/**
 * Return the folded form of a character with its capitals, if these do not change its length.
 * @param {string} char
 * @param {string} folded
 * @param {Variants} variants
 */
function casedChar(char, folded, variants) {
  if (char < "\x80") return char;
  const cased = [...simple(char.normalize("NFKD").replace(DROPPED, ""), variants)];
  const small = [...folded];
  return cased.length === small.length && cased.every((one, at) => foldChar(one, variants) === small[at]) ? cased.join("") : folded;
}

/** @type {WeakMap<Variants, Map<string, [folded: string, cased: string]>>} the forms of the characters that have occurred */
const known = new WeakMap();

/**
 * Return a text folded, with and without capitals, and the place in the text of each unit of it.
 * @param {string} text
 * @param {Variants} variants
 */
function foldedText(text, variants) {
  let folded = "";
  let cased = "";
  /** @type {number[]} */
  const from = [];
  const forms = known.get(variants) ?? new Map();
  known.set(variants, forms);
  let at = 0;
  for (const char of text) {
    let form = forms.get(char);
    if (!form) {
      const piece = foldChar(char, variants);
      forms.set(char, (form = [piece, casedChar(char, piece, variants)]));
    }
    for (let unit = 0; unit < form[0].length; unit++) from.push(at);
    folded += form[0];
    cased += form[1];
    at += char.length;
  }
  return { folded, cased, from };
}

/** @param {string} word */
const ended = (word) => word.replaceAll("+", PLUS).replaceAll("#", SHARP) + END;

/**
 * Return the words of a text in order, and its joined and inner words, with their places in the original text.
 * @param {string} text
 * @param {Variants} variants
 * @returns {{ words: Token[], more: Token[] }}
 */
export function divided(text, variants) {
  const { folded, cased, from } = foldedText(text, variants);
  /** @param {number} unit of the folded text; the result is the end of the character from which the unit before it comes */
  const endOf = (unit) => {
    const start = from[unit - 1];
    let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
    while (end < text.length && /[\p{M}\p{Cf}]/u.test(text[end])) end++;
    return end;
  };
  /** @type {Token[]} */
  const words = [];
  /** @type {Token[]} */
  const more = [];
  for (const { 0: run, index } of folded.matchAll(RUN)) {
    if (IS_HAN.test(run)) {
      const chars = [...run];
      let unit = index;
      chars.forEach((char, number) => {
        const pair = char + (chars[number + 1] ?? "");
        words.push({ word: pair, start: from[unit], end: endOf(unit + pair.length), at: words.length });
        unit += char.length;
      });
      continue;
    }
    const parts = [...run.matchAll(PART)].map((part) => {
      const [start, end] = [index + part.index, index + part.index + part[0].length];
      return { word: part[0], cased: cased.slice(start, end), start: from[start], end: endOf(end), at: 0 };
    });
    parts.forEach((part, number) => (part.at = words.length + number));
    more.push(...joined(parts), ...parts.flatMap((part) => inner(part, variants)));
    for (const { word, start, end, at } of parts) words.push({ word: ended(word), start, end, at });
  }
  return { words, more };
}

/**
 * Return the words of a text, without joined and inner words.
 * @param {string} text
 * @param {Variants} variants
 */
export const tokens = (text, variants) => divided(text, variants).words;

/**
 * Return the joined words of a compound: all of it, and each two neighbours, unless they are only digits.
 * @param {Token[]} parts
 */
function joined(parts) {
  if (parts.length < 2) return [];
  const spans = [[0, parts.length - 1]];
  for (let at = 0; parts.length > 2 && at + 1 < parts.length; at++) spans.push([at, at + 1]);
  return spans.flatMap(([first, last]) => {
    const word = parts.slice(first, last + 1).map((part) => part.word).join("");
    if ([...word].length > MAX_COMPOUND || !/[^0-9+#]/.test(word)) return [];
    const { start } = parts[first];
    const { end } = parts[last];
    return [parts[first].at, parts[last].at].map((at) => ({ word: ended(word), start, end, at }));
  });
}

/** @param {string} piece */
const isNumber = (piece) => /^[0-9]/.test(piece);

/**
 * Return the inner words of a word.
 * @param {Token & { cased: string }} part
 * @param {Variants} variants
 */
function inner({ cased, start, end, at }, variants) {
  const pieces = innerPieces(cased.replace(/[+#]+$/, ""), variants);
  if (pieces.length < 2) return [];
  return pieces.flatMap((piece, number) => {
    if (isNumber(piece)) return [];
    const names = [...piece].length > 1 ? [piece] : [];
    const next = pieces[number + 1];
    if (next && pieces.length > 2 && isNumber(next)) names.push(piece + next);
    const small = names.map((name) => [...name].map((char) => foldChar(char, variants)).join(""));
    return small.map((name) => ({ word: INNER + name + END, start, end, at }));
  });
}

/**
 * Divide a word where letters and digits meet, before a capital after a small letter, and before the last capital of several.
 * @param {string} word
 * @param {Variants} variants
 */
function innerPieces(word, variants) {
  const chars = [...word];
  const kinds = chars.map((char) => (isNumber(char) ? 0 : foldChar(char, variants) !== char ? 2 : 1));
  /** @type {string[]} */
  const pieces = [];
  chars.forEach((char, at) => {
    const [before, here] = [kinds[at - 1], kinds[at]];
    const endsCapitals = before === 2 && here === 2 && kinds[at + 1] === 1 && kinds[at + 2] === 1;
    const begins = !at || (before === 0) !== (here === 0) || (before === 1 && here === 2) || endsCapitals;
    if (begins) pieces.push(char);
    else pieces[pieces.length - 1] += char;
  });
  return pieces;
}

/**
 * Return whether a word is one Han character: the end of a run, or a single character.
 * @param {string} word
 */
export const isSingle = (word) => [...word].length === 1;

/**
 * Return the key of a text as a whole; empty if there are no words. Keys of different kinds are different.
 * @param {Pick<Token, "word">[]} words
 * @param {string} [kind]
 */
export function exact(words, kind = "") {
  if (!words.length) return "";
  let value = 0xcbf29ce484222325n;
  const text = words.map((token) => token.word).join(" ");
  for (const byte of new TextEncoder().encode(kind ? `${kind}\n${text}` : text)) {
    value = ((value ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return END + (value >> 12n).toString(16).padStart(13, "0");
}
