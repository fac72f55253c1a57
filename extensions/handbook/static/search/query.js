// @ts-check
/** A query as it is typed: its parts as clauses of phrases, the names that it may be, the identifiers and the authors in it. */

import { END, INNER, exact, isSingle, tokens } from "../fulltext/tokens.js";
import { identifiersIn } from "./identifiers.js";
import { authorships } from "./people.js";
import { reference } from "./reference.js";
import { cleaned, divide, isStrict } from "./syntax.js";

/** @typedef {import("../fulltext/evaluate.js").Phrase} Phrase */
/** @typedef {import("../fulltext/evaluate.js").Clause} Clause */
/** @typedef {import("./syntax.js").Part} Part */
/** @typedef {import("./words.js").Words} Words */

/**
 * A query: its text without what nobody means to write; the clauses of its strict parts, which hold in every step, and what is
 * excluded; its plain parts; the clauses of all parts as they are typed; the keys of the names that it may be; and whether an
 * incomplete word may be at its end.
 * @typedef {{ text: string, strict: Clause[], not: Clause[], plain: Part[], typed: Clause[], whole: string[], isTyping: boolean,
 *   isCut: boolean, isEmpty: boolean }} Query
 */

/** How much a match that is not what was typed counts. */
const JOINED = 0.9;
const BEGINNING = 0.6;
const ELSEWHERE = 0.8;
const INSIDE = 0.4;
const OTHER_AUTHOR = 0.6;
const MIN_OTHER_WORDS = 3; // a text with fewer words beside an identifier asks for the identifier only
const OWN_DIGITS = 6; // of the key of a name as it is written; search/keys.py has the same
const SHORT_YEAR = /^(.*?)['’‘](\d\d)$/u;

/**
 * Return the words of a text.
 * @param {string} text
 * @param {Words} words
 */
const wordsOf = (text, { variants }) => tokens(text, variants).map(({ word }) => word);

/**
 * Return words as a phrase. Any character may follow the last Han character, so that this character is left out where it is
 * already the second of a pair.
 * @param {string[]} words
 * @param {Partial<Phrase>} [more]
 * @returns {Phrase}
 */
export function phrase(words, more = {}) {
  const last = words[words.length - 1];
  const before = words[words.length - 2];
  if (!isSingle(last)) return { words, isPrefix: false, ...more };
  const isCovered = before && !before.endsWith(END) && before.endsWith(last) && !isSingle(before);
  return isCovered ? { words: words.slice(0, -1), isPrefix: false, ...more } : { words, isPrefix: true, ...more };
}

/**
 * Return a phrase of which the last word, if it is one of letters, may be incomplete.
 * @param {string[]} words
 * @param {Partial<Phrase>} [more]
 * @returns {Phrase[]}
 */
function begun(words, more) {
  const last = words[words.length - 1];
  return last.endsWith(END) ? [{ words: [...words.slice(0, -1), last.slice(0, -1)], isPrefix: true, ...more }] : [];
}

/**
 * Return the phrase of a key.
 * @param {string} kind
 * @param {string} value
 * @param {Words} words
 * @param {number} [quality]
 * @returns {Phrase}
 */
export const key = (kind, value, { variants }, quality = 1) => ({ words: [exact(tokens(value, variants), kind)], isPrefix: false, quality });

/**
 * Return the full year that two digits stand for.
 * @param {string} digits
 */
export const fullYear = (digits) => (Number(digits) > (new Date().getFullYear() % 100) + 1 ? `19${digits}` : `20${digits}`);

/**
 * Return the clauses of a part as it is typed: none if it has no words, two for a word with a shortened year.
 * @param {Part} part
 * @param {boolean} isTyping
 * @param {Words} words
 * @returns {Clause[]}
 */
function typed(part, isTyping, words) {
  const more = part.field ? { field: part.field } : {};
  const year = part.isQuoted ? null : part.text.match(SHORT_YEAR);
  if (year) {
    const before = typed({ ...part, text: year[1] }, false, words);
    return [...before, { any: [{ words: [fullYear(year[2]) + END], isPrefix: false, ...more }, { words: [year[2] + END], isPrefix: false, quality: INSIDE, ...more }] }];
  }
  const found = wordsOf(part.text, words);
  if (!found.length) return [];
  const any = [phrase(found, more)];
  const local = part.isQuoted ? "" : words.localOf(part.text);
  if (local) any.push(phrase(wordsOf(local, words), { quality: ELSEWHERE, ...more }));
  if (isTyping && !part.isQuoted) any.push(...begun(found, { quality: BEGINNING, ...more }));
  if (!part.isQuoted && found.every((word) => word.endsWith(END))) {
    const joined = found.map((word) => word.slice(0, -END.length)).join("");
    if (found.length > 1) {
      any.push({ words: [joined + END], isPrefix: false, quality: JOINED, ...more });
      if (isTyping) any.push({ words: [joined], isPrefix: true, quality: JOINED * BEGINNING, ...more });
    } else if (joined.length > 1) any.push({ words: [INNER + joined + END], isPrefix: false, quality: INSIDE, ...more });
  }
  return [{ any }];
}

/**
 * Return a query as it is understood before anything is looked for.
 * @param {string} written
 * @param {Words} words
 * @returns {Query}
 */
export function parse(written, words) {
  const text = cleaned(written);
  const { parts, isCut } = divide(text);
  const isTyping = !/\s$/u.test(text);
  const hasOperators = parts.some((part) => isStrict(part) && (!part.isQuoted || part.isNot));
  /** @type {Query} */
  const query = { text, strict: [], not: [], plain: [], typed: [], whole: [], isTyping, isCut, isEmpty: !text.trim() };
  parts.forEach((part, at) => {
    const clauses = typed(part, isTyping && at === parts.length - 1, words);
    if (!clauses.length) return;
    if (part.isNot) query.not.push(...clauses);
    else if (part.isOr && query.typed.length) {
      const before = /** @type {Clause} */ (query.typed.pop());
      query.strict = query.strict.filter((clause) => clause !== before);
      const either = { any: [...before.any, ...clauses.flatMap(({ any }) => any)] };
      if (query.plain[query.plain.length - 1] === parts[at - 1]) query.plain.pop();
      query.typed.push(either);
      query.strict.push(either);
    } else {
      query.typed.push(...clauses);
      if (isStrict(part)) query.strict.push(...clauses);
      else query.plain.push(part);
    }
  });
  if (!hasOperators && query.typed.length) {
    const name = text.replace(/["“”„＂]/gu, " ");
    const near = words.near(name);
    const own = exact(tokens(name, words.variants));
    query.whole.push(near ? near + own.slice(-OWN_DIGITS) : own); // one chunk of the index has both keys
    if (!query.strict.length) query.whole.push(near);
  }
  return query;
}

/**
 * Return the clauses for the identifiers in a query, of which a record has any, if it asks for nothing else: `isOnly` says that
 * nothing else is to be looked for.
 * @param {Query} query
 * @param {Words} words
 * @returns {{ any: Phrase[], isOnly: boolean }}
 */
export function identified(query, words) {
  const { identifiers, rest } = identifiersIn(query.text);
  const any = identifiers.flatMap(({ names, written }) => {
    const keys = names.map((name, at) => key(name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1), words, 1 - at / (names.length + 1)));
    const texts = [written, ...names.filter((name) => !name.startsWith("url:")).map((name) => name.slice(name.indexOf(":") + 1))];
    const found = texts.map((each) => wordsOf(each, words)).filter((each) => each.length);
    return [...keys, ...found.map((each) => phrase(each, { quality: INSIDE }))];
  });
  const others = rest.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isSure = identifiers.some(({ written }) => !written.startsWith("@"));
  return { any, isOnly: isSure && others.length < MIN_OTHER_WORDS && !reference(rest) };
}

/**
 * Return the clauses of each work that the query names by its authors, in the style of references.
 * @param {Query} query
 * @param {Words} words
 * @returns {Clause[][]}
 */
export function authored(query, words) {
  if (query.strict.length || query.not.length) return [];
  return authorships(query.text).map(({ authors, year }) => [
    ...authors.map((author, at) => ({ any: ofAuthor(author, at === 0, words) })),
    ...(year ? [{ any: [{ words: [year + END], isPrefix: false, field: "terms" }] }] : []),
  ]);
}

/**
 * Return the phrases by which a work of an author is found.
 * @param {import("./people.js").Author} author
 * @param {boolean} isFirst
 * @param {Words} words
 * @returns {Phrase[]}
 */
export function ofAuthor({ family, initials }, isFirst, words) {
  const han = wordsOf(family, words);
  if (han.some((word) => !word.endsWith(END))) return [phrase(han, { field: "people" })];
  const name = family.replace(/[\s'’-]/gu, "");
  if (initials) {
    const some = [...new Set([initials, initials[0]])];
    return some.map((letters, at) => key("author", `${name} ${letters}`, words, at ? OTHER_AUTHOR : 1));
  }
  return [...(isFirst ? [key("first", name, words)] : []), key("author", name, words, isFirst ? OTHER_AUTHOR : 1)];
}
