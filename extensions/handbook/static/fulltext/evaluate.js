// @ts-check
/** Evaluation of a query that has been understood: which records match, and in which order. */

import { Index } from "./index.js";
import { IndexError } from "./files.js";
import { FIELDS_PER_DOCUMENT } from "./postings.js";
import { closeness } from "./proximity.js";
import { Weights, rarity, worth } from "./score.js";

/** @typedef {import("./postings.js").Postings} Postings */

/**
 * Words that follow each other. If `isPrefix` is set, the last one may be the beginning of a word; `field` is the only field that
 * counts; `quality` is 1 for what was typed, and less for what is only like it, which then ranks lower.
 * @typedef {{ words: readonly string[], isPrefix: boolean, field?: string, quality?: number }} Phrase
 */

/**
 * What a record has if it has one of the phrases.
 * @typedef {{ any: readonly Phrase[], weight?: number }} Clause
 */

/**
 * A record matches if it has `cover` of the clauses (a number from 1 on; below 1, a share of what all clauses count together; all of
 * them by default) and none of those in `not`. Records with a key in `whole` match in any case and come first.
 * @typedef {{ clauses: readonly Clause[], not: readonly Clause[], cover?: number, whole?: readonly string[] }} Parsed
 */

/**
 * The records that match, the best first and among equals in their order; the score of each, and how many clauses it has; for each
 * clause, how many records have it; and the folders of the indexes that could not be asked.
 * @typedef {{ records: Int32Array, scores: Float64Array, covered: Uint8Array, df: number[], failed: URL[] }} Hits
 */

/** Where a phrase occurs in one part of an index. @typedef {{ index: number, part: number, postings: Postings[] }} Found */

const TITLE_COVERED = 0.6; // what a title of which the query has every word adds to a score, as a share of it
const TIER = 1e4; // where some of the clauses are enough, what has more of them comes first
const WHOLE = 1e6;
const MAX_CLOSE = 300; // the number of records, best first, of which the distance of the words is looked at

/** Several indexes, whose records are numbered one after another, those of the index that says that it is the newest first. */
export class Fulltext {
  /**
   * Open the index below a folder and those that it names; of these, the ones that cannot be read are left out.
   * @param {URL} folder
   */
  static async open(folder) {
    const main = await Index.open(folder);
    const folders = /** @type {string[]} */ (main.head.others).map((other) => new URL(other, folder));
    const others = await Promise.allSettled(folders.map((other) => Index.open(other)));
    const more = others.flatMap((other) => (other.status === "fulfilled" ? [other.value] : []));
    return new Fulltext(main, more, folders.filter((_other, number) => others[number].status === "rejected"));
  }

  /**
   * @param {Index} main
   * @param {Index[]} others
   * @param {URL[]} missing the folders of indexes that could not be read
   */
  constructor(main, others = [], missing = []) {
    this.main = main;
    const indexes = [main, ...others].sort((one, other) => (other.head.newest ?? 0) - (one.head.newest ?? 0));
    this.indexes = indexes;
    this.missing = missing;
    /** @type {number[]} the number of the first record of each index */
    this.offsets = [];
    this.size = 0;
    for (const index of indexes) {
      this.offsets.push(this.size);
      this.size += index.size;
    }
    this.weights = new Weights(indexes);
    this.titles = new Float32Array(this.size);
    indexes.forEach((index, number) => this.titles.set(index.lengths.get("title") ?? [], this.offsets[number]));
    /** @type {Map<string, string>} */
    this.variants = new Map(indexes.flatMap((index) => [...index.variants]));
  }

  /**
   * Return the index of a record, and its number there.
   * @param {number} record
   */
  locate(record) {
    let number = this.offsets.length - 1;
    while (number > 0 && this.offsets[number] > record) number--;
    return { index: this.indexes[number], number, record: record - this.offsets[number] };
  }

  /**
   * Return where a phrase occurs. An index other than the main one that fails is noted in `failed`.
   * @param {Pick<Phrase, "words" | "isPrefix">} phrase
   * @param {Set<URL>} failed
   * @returns {Promise<Found[]>}
   */
  async #find({ words, isPrefix }, failed) {
    const found = await Promise.all(
      this.indexes.map(async ({ parts, folder }, index) => {
        try {
          const postings = await Promise.all(parts.map((part) => part.postings(words, isPrefix)));
          return postings.map((each, part) => ({ index, part, postings: each }));
        } catch (error) {
          if (this.indexes[index] === this.main || !(error instanceof IndexError)) throw error;
          failed.add(folder);
          return [];
        }
      }),
    );
    return found.flat();
  }

  /**
   * Return the words of all indexes that begin with a prefix; those of a further index that fails are left out.
   * @param {string} prefix
   * @returns {Promise<Set<string>>}
   */
  async words(prefix) {
    const found = await Promise.all(
      this.indexes.map(async (index) => {
        try {
          return (await Promise.all(index.parts.map((part) => part.words(prefix)))).flat();
        } catch (error) {
          if (index === this.main || !(error instanceof IndexError)) throw error;
          return [];
        }
      }),
    );
    return new Set(found.flat());
  }

  /**
   * Return the records that match, in order.
   * @param {Parsed} parsed
   * @returns {Promise<Hits>}
   */
  async evaluate({ clauses, not, cover, whole = [] }) {
    /** @type {Set<URL>} */
    const failed = new Set();
    /** @param {Clause} clause */
    const matched = async (clause) => this.#match(clause, await Promise.all(clause.any.map((phrase) => this.#find(phrase, failed))));
    const [wanted, unwanted, ...keys] = await Promise.all([
      Promise.all(clauses.map(matched)),
      Promise.all(not.map(matched)),
      ...whole.map((key) => this.#find({ words: [key], isPrefix: false }, failed)),
    ]);
    const total = this.#total(wanted, clauses, unwanted, cover);
    for (const record of keys.flatMap((found) => this.#records(found))) {
      if (unwanted.some(({ values }) => values[record])) continue;
      total.scores[record] += WHOLE;
    }
    return { ...this.#ordered(total, wanted), df: wanted.map(({ df }) => df), failed: [...failed] };
  }

  /**
   * Yield each place of a phrase: the record, the field and the number of positions there.
   * @param {Found[]} found
   * @param {(record: number, field: number, positions: number, inIndex: number, index: number) => void} visit
   */
  #each(found, visit) {
    for (const { index, part, postings } of found) {
      const { records } = this.indexes[index].parts[part];
      const offset = this.offsets[index];
      for (const { places, starts } of postings) {
        for (let at = 0; at < places.length; at++) {
          const place = places[at];
          const record = records[(place / FIELDS_PER_DOCUMENT) >>> 0];
          if (record >= 0) visit(offset + record, place % FIELDS_PER_DOCUMENT, starts[at + 1] - starts[at], record, index);
        }
      }
    }
  }

  /** @param {Found[]} found */
  #records(found) {
    /** @type {number[]} */
    const records = [];
    this.#each(found, (record) => records.push(record));
    return records;
  }

  /**
   * Return how well each record matches a clause (0: not at all), how much of its title this is, and how many records match.
   * @param {Clause} clause
   * @param {Found[][]} found where each of its phrases occurs
   */
  #match(clause, found) {
    const values = new Float32Array(this.size);
    const inTitle = new Float32Array(this.size);
    const { byField, byLength, fields } = this.weights;
    const title = fields.indexOf("title");
    clause.any.forEach((phrase, number) => {
      const { quality = 1, words } = phrase;
      const only = phrase.field === undefined ? -1 : fields.indexOf(phrase.field);
      const length = words.length + (phrase.isPrefix ? 0 : Number(/^\p{L}{2}$/u.test(words[words.length - 1])));
      const places = new Float32Array(this.size);
      this.#each(found[number], (record, field, positions, inIndex, index) => {
        if (phrase.field !== undefined && field !== only) return;
        places[record] += byField[field] * (positions || 1) * (byLength[index][field]?.[inIndex] ?? 1);
        if (field === title) inTitle[record] = Math.max(inTitle[record], quality * length);
      });
      for (let record = 0; record < places.length; record++) {
        if (places[record]) values[record] = Math.max(values[record], quality * worth(places[record]));
      }
    });
    let df = 0;
    for (const value of values) if (value) df++;
    return { values, inTitle, df, found };
  }

  /**
   * Return the score of each record that matches (0: it does not), and how many clauses it has.
   * @param {{ values: Float32Array, inTitle: Float32Array, df: number }[]} wanted
   * @param {readonly Clause[]} clauses
   * @param {{ values: Float32Array }[]} unwanted
   * @param {number | undefined} cover
   */
  #total(wanted, clauses, unwanted, cover = clauses.length) {
    const partial = cover < clauses.length;
    const scores = new Float64Array(this.size);
    const covered = new Uint8Array(this.size);
    const titled = new Float32Array(this.size);
    const share = new Float32Array(this.size);
    const factors = wanted.map(({ df }, number) => rarity(df, this.size) * (clauses[number].weight ?? 1));
    const all = factors.reduce((sum, factor) => sum + factor, 0);
    wanted.forEach(({ values, inTitle }, number) => {
      for (let record = 0; record < scores.length; record++) {
        if (!values[record]) continue;
        scores[record] += factors[number] * values[record];
        covered[record]++;
        share[record] += factors[number];
        titled[record] += inTitle[record];
      }
    });
    const needed = cover < 1 ? cover * all * (1 - 1e-6) : 0;
    for (let record = 0; record < scores.length; record++) {
      const enough = covered[record] && (cover < 1 ? share[record] >= needed : covered[record] >= cover);
      if (!enough || unwanted.some(({ values }) => values[record])) scores[record] = 0;
      else scores[record] *= 1 + TITLE_COVERED * Math.min(1, titled[record] / (this.titles[record] || 1));
      if (scores[record] && partial) scores[record] += TIER * (covered[record] === clauses.length ? 1 : 0.9 * share[record] / all);
    }
    return { scores, covered, factors };
  }

  /**
   * Return the records with a score, in order. Where words are close to each other counts for the best of them.
   * @param {{ scores: Float64Array, covered: Uint8Array, factors: number[] }} total
   * @param {{ found: Found[][] }[]} wanted
   */
  #ordered({ scores, covered, factors }, wanted) {
    /** @type {number[]} */
    const matching = [];
    for (let record = 0; record < scores.length; record++) if (scores[record]) matching.push(record);
    const records = Int32Array.from(matching);
    /** @type {(one: number, other: number) => number} */
    const compare = (one, other) => scores[other] - scores[one] || one - other;
    records.sort(compare);
    if (wanted.length > 1) {
      const best = records.subarray(0, MAX_CLOSE);
      for (const record of best) {
        const at = this.locate(record);
        const [part, slot] = [at.index.partOf[at.record], at.index.slotOf[at.record]];
        const postings = wanted.map(({ found }) =>
          found.flatMap((each) => each.find((one) => one.index === at.number && one.part === part)?.postings ?? []),
        );
        scores[record] += closeness(postings, slot, factors, this.weights);
      }
      best.sort(compare);
    }
    return { records, scores: Float64Array.from(records, (record) => scores[record]), covered: Uint8Array.from(records, (record) => covered[record]) };
  }
}
