// @ts-check
/**
 * The further steps of finding, for queries that are not found as they are typed: other forms of the words, corrections, and some
 * of the words only.
 */

import { END } from "../fulltext/tokens.js";
import { NOTHING, finding } from "./finder.js";
import { Lexicon } from "./lexicon.js";
import { parse } from "./query.js";
import { reference } from "./reference.js";
import { inAllForms, inPieces, ofReference, unitsOf } from "./relax.js";
import { repaired } from "./sounds.js";

/** @typedef {import("./finder.js").Finding} Finding */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Clause} Clause */
/** @typedef {import("./relax.js").Unit} Unit */

const SHARES = [0.75, 0.5, 0.35, 0.2]; // what share of a query a record must have at least: the first that enough records have
const ENOUGH = 5;
const LEAST_SHARE = 0.35; // from this share on, any record is enough
const MAX_CANDIDATES = 8;
const MAX_SUGGESTIONS = 3;
const MAX_CORRECTED_WORD = 40;
const MAX_COMMONER = 4;

/** Finds what a query may mean. */
export class Further {
  /** @param {import("./finder.js").Finder} finder */
  constructor(finder) {
    this.finder = finder;
    this.words = finder.words;
    this.lexicon = new Lexicon(finder.fulltext);
  }

  /**
   * Find what a query may mean of which nothing, or only the guide, has what is typed.
   * @param {Query} query
   * @param {Finding} found
   * @returns {Promise<Finding>}
   */
  async find(query, found) {
    const all = unitsOf(query, this.words);
    const cited = reference(query.text);
    if (all.length && !cited) {
      const forms = found.records.length ? found : await this.inForms(query, all);
      if (this.finder.isAnswered(forms)) return forms;
      const corrected = await this.corrected(query, all);
      if (corrected && found.records.length) return { ...found, suggestions: [corrected.taken, ...corrected.suggestions] };
      if (corrected) return corrected;
      if (forms.records.length) return forms;
    }
    if (found.records.length) return found;
    const wanted = cited ? ofReference(cited, this.words) : await this.pieces(all, query.isTyping);
    const part = await this.inPart(query, wanted);
    return part.records.length ? part : found;
  }

  /**
   * Find a query with each word in any of its forms.
   * @param {Query} query
   * @param {Unit[]} all
   */
  async inForms(query, all) {
    const clauses = [...query.strict, ...inAllForms(all, this.words, query.isTyping)];
    const hits = await this.finder.evaluate({ clauses, not: query.not });
    return finding("forms", [hits], clauses.flatMap(({ any }) => any));
  }

  /**
   * Return a query with the words in those of their forms that most records have; none if that is the query itself.
   * @param {Query} query
   */
  async commoner(query) {
    const all = unitsOf(query, this.words);
    /** @type {Map<Unit, string>} */
    const others = new Map();
    for (const unit of all.slice(0, MAX_COMMONER)) {
      const forms = unit.isHan ? [] : [unit.text, ...this.words.forms(unit.text)];
      const clauses = forms.map((form) => ({ any: [{ words: [form + END], isPrefix: false }] }));
      const { df } = clauses.length > 1 ? await this.finder.evaluate({ clauses, not: [], cover: 1 }) : NOTHING;
      const most = df.indexOf(Math.max(...df));
      if (most > 0 && df[most] > df[0]) others.set(unit, forms[most]);
    }
    return others.size ? [rewritten(query, all, others)] : [];
  }

  /**
   * Find the first correction of a query with results; null if there is none. The others are suggested.
   * @param {Query} query
   * @param {Unit[]} all
   * @returns {Promise<Finding | null>}
   */
  async corrected(query, all) {
    const candidates = await this.#candidates(query, all);
    /** @type {Finding | null} */
    let first = null;
    for (const text of candidates.slice(0, MAX_CANDIDATES)) {
      const other = parse(text, this.words);
      let found = /** @type {Finding} */ (await this.finder.asTyped(other));
      if (!this.finder.isAnswered(found)) found = await this.inForms(other, unitsOf(other, this.words));
      if (!this.finder.isAnswered(found)) continue;
      if (first) first.suggestions.push(text);
      else first = { ...found, step: "corrected", taken: text, suggestions: [] };
      if (first.suggestions.length >= MAX_SUGGESTIONS) break;
    }
    return first;
  }

  /**
   * Return the texts that may be meant by a query of which some words are unknown, the likeliest first.
   * @param {Query} query
   * @param {Unit[]} all
   */
  async #candidates(query, all) {
    const clauses = inAllForms(all, this.words, query.isTyping);
    const hits = await Promise.all(clauses.map((clause) => this.finder.evaluate({ clauses: [clause], not: [] })));
    const isUnknown = hits.map(({ records }) => records.every((record) => this.finder.isGuide(record)));
    const unknown = all.filter((unit, at) => isUnknown[at] && unit.text.length <= MAX_CORRECTED_WORD && !/\d/.test(unit.text));
    if (!unknown.length) return [];
    const isLatin = all.every(({ isHan, text }) => !isHan && /^[a-z]+$/.test(text));
    const whole = isLatin ? (await this.lexicon.sounds()).named(all.map(({ text }) => text).join("")) : [];
    const each = await Promise.all(unknown.map(async (unit) => /** @type {const} */ ([unit, await this.#meant(unit)])));
    const best = new Map(each.filter(([, meant]) => meant.length).map(([unit, meant]) => [unit, meant[0]]));
    /** @type {Set<string>} */
    const texts = new Set(whole);
    if (best.size) texts.add(rewritten(query, all, best));
    for (const [unit, meant] of each) for (const other of meant.slice(1)) texts.add(rewritten(query, all, new Map([...best, [unit, other]])));
    return [...texts];
  }

  /**
   * Return what may be meant by an unknown word or run, the likeliest first.
   * @param {Unit} unit
   * @returns {Promise<string[]>}
   */
  async #meant({ text, isHan }) {
    const sounds = await this.lexicon.sounds();
    if (isHan) {
      const pairs = {
        after: async (/** @type {string} */ char) => [...(await this.finder.fulltext.words(char))].map((word) => [...word][1]).filter((next) => next && next !== END),
        has: async (/** @type {string} */ pair) => (await this.finder.fulltext.words(pair)).has(pair),
      };
      return repaired(text, sounds, pairs);
    }
    const spelling = await this.lexicon.spelling();
    const halves = spelling.halves(text);
    return [...sounds.named(text), ...(halves.length ? [halves.join(" ")] : []), ...spelling.closest(text)];
  }

  /**
   * Return the clauses of which a record need not have all.
   * @param {Unit[]} all
   * @param {boolean} isTyping
   */
  async pieces(all, isTyping) {
    const local = all.map(({ text, isHan }) => ({ text: isHan ? this.words.local(text) : text, isHan }));
    const names = all.length ? (await this.lexicon.names(this.words)).within(local) : [];
    return inPieces(all, names, this.words, isTyping);
  }

  /**
   * Find the records with as much as possible of a query.
   * @param {Query} query
   * @param {Clause[]} wanted
   * @returns {Promise<Finding>}
   */
  async inPart(query, wanted) {
    const { df } = await this.finder.evaluate({ clauses: wanted, not: [], cover: 1 });
    const known = wanted.filter((_clause, at) => df[at]);
    const strict = query.strict.length ? await this.finder.evaluate({ clauses: query.strict, not: query.not }) : null;
    const allowed = strict && new Set(strict.records);
    let found = finding("nothing", [], []);
    for (const cover of known.length ? SHARES : []) {
      const hits = await this.finder.evaluate({ clauses: known, not: query.not, cover });
      const records = allowed ? hits.records.filter((record) => allowed.has(record)) : hits.records;
      found = finding("part", [{ ...hits, records }], [...query.strict, ...known].flatMap(({ any }) => any));
      if (records.length >= ENOUGH || (records.length && cover <= LEAST_SHARE)) break;
    }
    return found;
  }
}

/**
 * Return the text of a query with some units replaced.
 * @param {Query} query
 * @param {Unit[]} all
 * @param {Map<Unit, string>} others
 */
function rewritten(query, all, others) {
  let text = query.text.trim();
  for (const [unit, other] of others) {
    const at = text.toLowerCase().indexOf(unit.text);
    if (at < 0) return all.map((each) => others.get(each) ?? each.text).join(" ");
    text = text.slice(0, at) + other + text.slice(at + unit.text.length);
  }
  return text;
}
