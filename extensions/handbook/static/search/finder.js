// @ts-check
/** Finds what a query says as it is typed; if that is nothing, further.js is asked. docs/reference/search.md has the steps. */

import { END } from "../fulltext/tokens.js";
import { authored, identified, parse } from "./query.js";
import { reference } from "./reference.js";
import { Words } from "./words.js";

/** @typedef {import("../fulltext/evaluate.js").Fulltext} Fulltext */
/** @typedef {import("../fulltext/evaluate.js").Hits} Hits */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Phrase} Phrase */

/**
 * What was found, and how: the records in order, those of which the query is a name, the phrases that matched, other queries that
 * may be meant, the query that was taken instead, and the indexes that could not be asked.
 * @typedef {{ step: "exact" | "forms" | "corrected" | "part" | "nothing", records: number[], named: Set<number>, phrases: Phrase[],
 *   suggestions: string[], taken: string, missing: URL[] }} Finding
 */

const NAMED = 1e5; // the score from which on a record is found by its name
const LITTLE = 3; // with fewer records than this, commoner forms of the words are suggested

/** Finds records by a query. */
export class Finder {
  /** @param {Fulltext} fulltext */
  constructor(fulltext) {
    this.fulltext = fulltext;
    this.words = new Words(fulltext.main.head.words, fulltext.variants);
    /** @type {Promise<import("./further.js").Further> | undefined} the further steps, which are loaded when they are needed */
    this.further = undefined;
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
    const found = await this.asTyped(query);
    if (exactly || found.isOnly) return found;
    const isAnswered = this.isAnswered(found);
    if (isAnswered && (found.named.size || found.records.length >= LITTLE)) return found;
    this.further ??= import("./further.js").then(({ Further }) => new Further(this));
    this.further.catch(() => (this.further = undefined));
    const further = await this.further;
    return isAnswered ? { ...found, suggestions: await further.commoner(query) } : further.find(query, found);
  }

  /**
   * Return whether a finding has more than sections of the guide, which may only tell of such queries.
   * @param {Finding} found
   */
  isAnswered({ records, named }) {
    return named.size > 0 || records.some((record) => !this.isGuide(record));
  }

  /**
   * Return whether a record is a section of the guide or the reference.
   * @param {number} record
   */
  isGuide(record) {
    const { index, record: own } = this.fulltext.locate(record);
    return own >= index.head.guide;
  }

  /**
   * Find a query as it is typed, and as identifiers, as authors with a year, or as a reference.
   * @param {Query} query
   * @returns {Promise<Finding & { isOnly: boolean }>}
   */
  async asTyped(query) {
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
      titles.length ? this.evaluate({ clauses: [], not: [], whole: titles }) : NOTHING,
      cited && titles.length ? NOTHING : this.evaluate({ clauses: query.typed, not: query.not, whole: query.whole.filter((each) => each) }),
      ...authors.map((clauses) => this.evaluate({ clauses, not: [] })),
    ]);
    const [named, others] = parted(typed);
    const phrases = [...query.typed, ...authors.flat()].flatMap((clause) => clause.any);
    const found = finding("exact", [whole, { ...typed, records: named }, ...works, { ...typed, records: others }], phrases);
    return { ...found, named: new Set([...whole.records, ...named]), isOnly: false };
  }
}

/** @type {Hits} */
export const NOTHING = { records: new Int32Array(), scores: new Float64Array(), covered: new Uint8Array(), df: [], failed: [] };

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
export function finding(step, all, phrases) {
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
