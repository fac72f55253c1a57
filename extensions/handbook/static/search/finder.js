// @ts-check
/**
 * Finds what a query may mean, step by step: as it is typed, in other forms of its words, corrected, and with some of its words
 * only. docs/reference/search.md describes the steps.
 */

import { END } from "../fulltext/tokens.js";
import { Lexicon } from "./lexicon.js";
import { authored, identified, parse } from "./query.js";
import { reference } from "./reference.js";
import { inAllForms, inPieces, ofReference, unitsOf } from "./relax.js";
import { repaired } from "./sounds.js";
import { Words } from "./words.js";

/** @typedef {import("../fulltext/evaluate.js").Fulltext} Fulltext */
/** @typedef {import("../fulltext/evaluate.js").Hits} Hits */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Clause} Clause */
/** @typedef {import("./query.js").Phrase} Phrase */
/** @typedef {import("./relax.js").Unit} Unit */

/**
 * What was found, and how: the records in order, those of which the query is a name, the phrases that matched, other queries that
 * may be meant, the query that was taken instead, and the indexes that could not be asked.
 * @typedef {{ step: "exact" | "forms" | "corrected" | "part" | "nothing", records: number[], named: Set<number>, phrases: Phrase[],
 *   suggestions: string[], taken: string, missing: URL[] }} Finding
 */

const NAMED = 1e5; // the score from which on a record is found by its name
const SHARES = [0.75, 0.5, 0.35, 0.2]; // what share of a query a record must have at least: the first that enough records have
const ENOUGH = 5;
const LEAST_SHARE = 0.35; // from this share on, any record is enough
const MAX_CANDIDATES = 8;
const MAX_SUGGESTIONS = 3;
const MAX_CORRECTED_WORD = 40;
const LITTLE = 3; // with fewer records than this, commoner forms of the words are suggested
const MAX_COMMONER = 4;

/** Finds records by a query. */
export class Finder {
  /** @param {Fulltext} fulltext */
  constructor(fulltext) {
    this.fulltext = fulltext;
    this.words = new Words(fulltext.main.head.words, fulltext.variants);
    this.lexicon = new Lexicon(fulltext);
  }

  /**
   * Return a query as it is understood.
   * @param {string} text
   */
  parse(text) {
    return parse(text, this.words);
  }

  /**
   * Return whether a record is found: what has no date (terms, the guide) is the same in all volumes, and found in this one.
   * @param {number} record
   */
  isOwn(record) {
    if (this.fulltext.indexes.length < 2) return true;
    const { index, record: own } = this.fulltext.locate(record);
    return index === this.fulltext.main || own < index.head.dated;
  }

  /**
   * Return the records that match.
   * @param {import("../fulltext/evaluate.js").Parsed} parsed
   * @returns {Promise<Hits>}
   */
  async evaluate(parsed) {
    const hits = await this.fulltext.evaluate(parsed);
    if (this.fulltext.indexes.length < 2) return hits;
    const own = [...hits.records.keys()].filter((at) => this.isOwn(hits.records[at]));
    return { ...hits, records: Int32Array.from(own, (at) => hits.records[at]), scores: Float64Array.from(own, (at) => hits.scores[at]) };
  }

  /**
   * Find what a query means.
   * @param {Query} query
   * @param {boolean} exactly whether only what is typed counts
   * @returns {Promise<Finding>}
   */
  async find(query, exactly) {
    const found = await this.#asTyped(query);
    if (exactly || found.isOnly) return found;
    const all = unitsOf(query, this.words);
    if (found.records.length) {
      const isLittle = found.records.length < LITTLE && !found.named.size;
      return { ...found, suggestions: isLittle ? await this.#commoner(query, all) : [] };
    }
    const cited = reference(query.text);
    if (all.length && !cited) {
      const forms = await this.#inForms(query, all);
      if (forms.records.length) return forms;
      const corrected = await this.#corrected(query, all);
      if (corrected) return corrected;
    }
    const wanted = cited ? ofReference(cited, this.words) : await this.#pieces(all, query.isTyping);
    const part = await this.#inPart(query, wanted);
    return part.records.length ? part : found;
  }

  /**
   * Find a query as it is typed, and as identifiers, as authors with a year, or as a reference.
   * @param {Query} query
   * @returns {Promise<Finding & { isOnly: boolean }>}
   */
  async #asTyped(query) {
    const { words } = this;
    const { any, isOnly } = identified(query, words);
    if (any.length) {
      const hits = await this.evaluate({ clauses: [{ any }], not: [] });
      if (hits.records.length || isOnly) return { ...finding("exact", [hits], any), named: new Set(hits.records), isOnly };
    }
    const cited = query.strict.length ? null : reference(query.text);
    const titles = cited ? cited.titles.map((title) => words.near(title)).filter((title) => title) : [];
    const authors = authored(query, words);
    const [whole, typed, ...works] = await Promise.all([
      this.evaluate({ clauses: [], not: [], whole: titles }),
      cited && titles.length ? NOTHING : this.evaluate({ clauses: query.typed, not: query.not, whole: query.whole.filter((each) => each) }),
      ...authors.map((clauses) => this.evaluate({ clauses, not: [] })),
    ]);
    const [named, others] = parted(typed);
    const phrases = [...query.typed, ...authors.flat()].flatMap((clause) => clause.any);
    const found = finding("exact", [whole, { ...typed, records: named }, ...works, { ...typed, records: others }], phrases);
    return { ...found, named: new Set([...whole.records, ...named]), isOnly: false };
  }

  /**
   * Find a query with each word in any of its forms.
   * @param {Query} query
   * @param {Unit[]} all
   */
  async #inForms(query, all) {
    const clauses = [...query.strict, ...inAllForms(all, this.words, query.isTyping)];
    const hits = await this.evaluate({ clauses, not: query.not });
    return finding("forms", [hits], clauses.flatMap(({ any }) => any));
  }

  /**
   * Return a query with the words in those of their forms that most records have; none if that is the query itself.
   * @param {Query} query
   * @param {Unit[]} all
   */
  async #commoner(query, all) {
    /** @type {Map<Unit, string>} */
    const others = new Map();
    for (const unit of all.slice(0, MAX_COMMONER)) {
      const forms = unit.isHan ? [] : [unit.text, ...this.words.forms(unit.text)];
      const clauses = forms.map((form) => ({ any: [{ words: [form + END], isPrefix: false }] }));
      const { df } = clauses.length > 1 ? await this.evaluate({ clauses, not: [], cover: 1 }) : NOTHING;
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
  async #corrected(query, all) {
    const candidates = await this.#candidates(query, all);
    /** @type {Finding | null} */
    let first = null;
    for (const text of candidates.slice(0, MAX_CANDIDATES)) {
      const other = parse(text, this.words);
      let found = /** @type {Finding} */ (await this.#asTyped(other));
      if (!found.records.length) found = await this.#inForms(other, unitsOf(other, this.words));
      if (!found.records.length) continue;
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
    const { df } = await this.evaluate({ clauses, not: [], cover: 1 });
    const unknown = all.filter((unit, at) => !df[at] && unit.text.length <= MAX_CORRECTED_WORD && !/\d/.test(unit.text));
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
        after: async (/** @type {string} */ char) => [...(await this.fulltext.words(char))].map((word) => [...word][1]).filter((next) => next && next !== END),
        has: async (/** @type {string} */ pair) => (await this.fulltext.words(pair)).has(pair),
      };
      return repaired(text, sounds, pairs);
    }
    const spelling = await this.lexicon.spelling(text);
    const halves = spelling.halves(text);
    return [...sounds.named(text), ...(halves.length ? [halves.join(" ")] : []), ...spelling.closest(text)];
  }

  /**
   * Return the clauses of which a record need not have all.
   * @param {Unit[]} all
   * @param {boolean} isTyping
   */
  async #pieces(all, isTyping) {
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
  async #inPart(query, wanted) {
    const { df } = await this.evaluate({ clauses: wanted, not: [], cover: 1 });
    const known = wanted.filter((_clause, at) => df[at]);
    const strict = query.strict.length ? await this.evaluate({ clauses: query.strict, not: query.not }) : null;
    const allowed = strict && new Set(strict.records);
    let found = finding("nothing", [], []);
    for (const cover of known.length ? SHARES : []) {
      const hits = await this.evaluate({ clauses: known, not: query.not, cover });
      const records = allowed ? hits.records.filter((record) => allowed.has(record)) : hits.records;
      found = finding("part", [{ ...hits, records }], [...query.strict, ...known].flatMap(({ any }) => any));
      if (records.length >= ENOUGH || (records.length && cover <= LEAST_SHARE)) break;
    }
    return found;
  }
}

/** @type {Hits} */
const NOTHING = { records: new Int32Array(), scores: new Float64Array(), covered: new Uint8Array(), df: [], failed: [] };

/**
 * Return the records of which a query is the name, and the others.
 * @param {Hits} hits
 */
function parted({ records, scores }) {
  const count = scores.findIndex((score) => score < NAMED);
  return count < 0 ? [records, new Int32Array()] : [records.slice(0, count), records.slice(count)];
}

/**
 * Return a finding of the records of several hits, one after another.
 * @param {Finding["step"]} step
 * @param {Hits[]} all
 * @param {readonly Phrase[]} phrases
 * @returns {Finding}
 */
function finding(step, all, phrases) {
  const records = [...new Set(all.flatMap((hits) => [...hits.records]))];
  const missing = [...new Set(all.flatMap(({ failed }) => failed))];
  return {
    step: records.length ? step : "nothing",
    records,
    named: new Set(),
    phrases: phrases.filter(({ words: [first] }) => first && !first.startsWith(END)),
    suggestions: [],
    taken: "",
    missing,
  };
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
