// @ts-check
/** What a query may mean if it is not found as it is typed: other forms of its words, and then only some of them. */

import { END, INNER, tokens } from "../fulltext/tokens.js";
import { fullYear, ofAuthor, phrase } from "./query.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Clause} Clause */
/** @typedef {import("./query.js").Phrase} Phrase */
/** @typedef {import("./words.js").Words} Words */

/** A word of letters or a run of Han characters. @typedef {{ text: string, isHan: boolean }} Unit */

const FORM = 0.7;
const SPLIT = 0.9;
const INSIDE = 0.4;
const ELSEWHERE = 0.8;
const BEGINNING = 0.6;
const MIN_BEGINNING = 3;
const NOT_NAMED = 0.7;
const NAME_WEIGHT = 2;
const AUTHOR_WEIGHT = 0.5;
const YEAR_WEIGHT = 0.3;
const MAX_UNITS = 40;
const HAN = /\p{Script=Han}|[\u3041-\u30ff]/u;

/**
 * Return the words and runs of a text: divided at punctuation, and where Han characters and letters meet.
 * @param {string} text
 * @param {Words} words
 * @returns {Unit[]}
 */
export function units(text, words) {
  const pieces = text.split(/[^\p{L}\p{N}\p{M}+#]+/u);
  const found = pieces.flatMap((piece) => words.spelled(piece).split(" ").filter((unit) => unit));
  return found.slice(0, MAX_UNITS).map((unit) => ({ text: unit, isHan: HAN.test(unit) }));
}

/**
 * Return the units of the plain parts of a query, without the words of a question around its subject.
 * @param {Query} query
 * @param {Words} words
 */
export function unitsOf(query, words) {
  const all = query.plain.flatMap(({ text }) => units(text, words));
  const line = all.map(({ text }) => text).join(" ");
  const core = words.core(line);
  return core === line ? all : core.split(" ").flatMap((text) => units(text, words));
}

/**
 * @param {string} word
 * @param {number} quality
 * @returns {Phrase}
 */
const complete = (word, quality) => ({ words: [word + END], isPrefix: false, quality });

/**
 * Return the phrases of a word of letters in all its forms.
 * @param {string} word
 * @param {Words} words
 * @param {string} before the word before it, if that may belong to it
 * @param {string} after
 * @returns {Phrase[]}
 */
function formsOfWord(word, words, before, after) {
  const any = [complete(word, 1), ...words.forms(word).map((form) => complete(form, FORM))];
  if (word.length > 1) any.push({ words: [INNER + word + END], isPrefix: false, quality: INSIDE });
  for (const joined of [before && before + word, after && word + after]) {
    if (joined) any.push(complete(joined, SPLIT), ...words.forms(joined).map((form) => complete(form, FORM)));
  }
  const pieces = word.match(/[a-z]+|\d+/g) ?? [];
  if (pieces.length > 1 && pieces.join("") === word) {
    any.push({ words: pieces.map((piece) => piece + END), isPrefix: false, quality: SPLIT });
    if (pieces.length === 2 && /^\d\d$/.test(pieces[1])) any.push({ words: [pieces[0] + END, fullYear(pieces[1]) + END], isPrefix: false, quality: SPLIT });
  }
  if (/^\d\d$/.test(word)) any.push(complete(fullYear(word), SPLIT));
  return any;
}

/**
 * Return the phrases of a run of Han characters, also with the words of the mainland.
 * @param {string} run
 * @param {Words} words
 * @returns {Phrase[]}
 */
function formsOfRun(run, words) {
  const texts = [...new Set([run, words.core(run), run.replaceAll("的", "")])].filter((text) => text);
  const local = [...new Set(texts.map((text) => words.local(text)))].filter((text) => !texts.includes(text));
  const found = [...texts.map((text, at) => [text, at ? SPLIT : 1]), ...local.map((text) => [text, ELSEWHERE])];
  return found.map(([text, quality]) => phrase(tokens(String(text), words.variants).map(({ word }) => word), { quality: Number(quality) }));
}

/**
 * Return the clauses of a query with every word in all its forms.
 * @param {Unit[]} all
 * @param {Words} words
 * @param {boolean} isTyping
 * @returns {Clause[]}
 */
export function inAllForms(all, words, isTyping) {
  return all.map((unit, at) => {
    if (unit.isHan) return { any: formsOfRun(unit.text, words) };
    const [before, after] = [all[at - 1], all[at + 1]];
    const any = formsOfWord(unit.text, words, before && !before.isHan ? before.text : "", after && !after.isHan ? after.text : "");
    const isLast = isTyping && at === all.length - 1 && unit.text.length >= MIN_BEGINNING;
    return { any: isLast ? [...any, { words: [unit.text], isPrefix: true, quality: BEGINNING }] : any };
  });
}

/**
 * Return the clauses of a query of which a record need not have all: its words in all forms, the pairs of its runs of Han
 * characters, and the names in it.
 * @param {Unit[]} all
 * @param {string[]} names
 * @param {Words} words
 * @param {boolean} isTyping
 * @returns {Clause[]}
 */
export function inPieces(all, names, words, isTyping) {
  const telling = all.filter(({ text }) => !words.little.has(text));
  const used = telling.length ? telling : all;
  const clauses = inAllForms(used, words, isTyping);
  const short = new Set(names.filter((name) => [...name].length < 3));
  return [...used.flatMap((unit, at) => (unit.isHan ? ofPairs(unit.text, short, words) : [clauses[at]])), ...names.map((name) => named(name, words))];
}

/**
 * Return the clause of a name, which counts most for what has this name.
 * @param {string} name
 * @param {Words} words
 * @returns {Clause}
 */
function named(name, words) {
  const found = tokens(name, words.variants).map(({ word }) => word);
  return { any: [phrase(found, { quality: NOT_NAMED }), { words: [words.near(name)], isPrefix: false }], weight: NAME_WEIGHT };
}

/**
 * Return a clause for each pair of a run, in the words of the mainland too; words that say little divide it.
 * @param {string} run
 * @param {Set<string>} names those that have a clause already
 * @param {Words} words
 */
function ofPairs(run, names, words) {
  return words.local(run).split(words.dividing).flatMap((piece) => {
    const found = tokens(piece, words.variants).map(({ word }) => word);
    const pairs = found.length > 1 ? found.filter((word) => word.endsWith(END) || [...word].length > 1) : found;
    return pairs.filter((word) => !names.has(word)).map((word) => ({ any: [phrase([word])] }));
  });
}

/**
 * Return the clauses of a reference, of which a record need not have all: the words of its title, its authors and its year.
 * @param {import("./reference.js").Reference} reference
 * @param {Words} words
 * @returns {Clause[]}
 */
export function ofReference({ titles, authors, year }, words) {
  return [
    ...inPieces(units(titles[0], words), [], words, false),
    ...authors.map((author, at) => ({ any: ofAuthor(author, at === 0, words), weight: AUTHOR_WEIGHT })),
    ...(year ? [{ any: [{ words: [year + END], isPrefix: false, field: "terms" }], weight: YEAR_WEIGHT }] : []),
  ];
}
