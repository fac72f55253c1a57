// @ts-check
/** Finds records, sorts them, and counts the values of facets, all exactly. */

import { json } from "./files.js";
import { Index, following } from "./index.js";
import { parse } from "./query.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {[id: string, name: string, english: string, broader: number]} Value */

/**
 * What a reader asks for: words, values by facet, and the order (`relevance`, `newest`, `oldest`).
 * @typedef {{ q: string, filters: Map<string, Set<string>>, sort: string }} State
 */

/**
 * The result: the numbers of the records in order, and by facet the number of records that each value would give.
 * @typedef {{ records: number[], counts: Map<string, Map<string, number>>, query: Query }} Result
 */

/**
 * What a result shows.
 * @typedef {{ address: string, kind: string, id: string, title: string, subtitle: string, where: string, people: string[],
 *   more: boolean, institutions: string[], text: string }} Card
 */

/** The ranks of the parts of a record in which a word occurs: the lower the rank, the earlier the record comes. */
const EXACT = 0;
const TITLE = 1;
const NAMES = 2;
const TEXT = 3;
const PREFIX = 0.5; // is added where a word only begins with what was typed
const MAX_CACHED_QUERIES = 64;

/** One facet: its values, and the values of each record, broader ones included. */
class Facet {
  /** @param {{ values: Value[], of: number[][] }} data */
  constructor(data) {
    this.values = data.values;
    /** @type {Map<string, number>} */
    this.place = new Map(data.values.map(([id], place) => [id, place]));
    const chains = data.values.map((value) => {
      /** @type {number[]} */
      const chain = [];
      for (let above = value[3]; above >= 0 && !chain.includes(above); above = data.values[above][3]) chain.push(above);
      return chain;
    });
    this.of = data.of.map((own) => {
      if (own.every((place) => !chains[place].length)) return own;
      return [...new Set([...own, ...own.flatMap((place) => chains[place])])];
    });
  }

  /**
   * Return for each record whether it has one of the values.
   * @param {Set<string>} ids
   */
  mask(ids) {
    const wanted = new Set([...ids].map((id) => this.place.get(id)));
    return Uint8Array.from(this.of, (own) => (own.some((place) => wanted.has(place)) ? 1 : 0));
  }
}

/** Searches all records. */
export class Engine {
  /** Load the table that every search reads. */
  static async open() {
    const table = await json("table.json.gz", "no-cache");
    return new Engine(table);
  }

  /** @param {any} table */
  constructor(table) {
    this.index = new Index(table.parts);
    /** @type {string} part of every address, so that no cache returns files of another index */
    this.version = `?v=${table.version}`;
    /** @type {Record<string, string>} */
    this.strings = table.strings;
    /** @type {Record<string, string>} */
    this.kindNames = table["kind-names"];
    /** @type {Record<string, string>} */
    this.facetNames = table["facet-names"];
    /** @type {string[]} the names of the facets in addresses, in the order in which they are shown */
    this.facetOrder = Object.keys(this.facetNames);
    /** @type {number[]} */
    this.titles = table.titles;
    /** @type {number[]} */
    this.names = table.names;
    this.size = this.titles.length;
    /** @type {number} the number of records with a date, which come first */
    this.dated = table.dated;
    /** @type {Map<string, string>} */
    this.variants = new Map();
    const variants = [...table.variants];
    for (let at = 0; at < variants.length; at += 2) this.variants.set(variants[at], variants[at + 1]);
    /** @type {Promise<Map<string, Facet>> | undefined} */
    this.loadedFacets = undefined;
    /** @type {Map<string, Promise<Map<number, number>>>} */
    this.cache = new Map();
  }

  /** Return the facets by name, in the order in which they are shown. */
  facets() {
    this.loadedFacets ??= json(`facets.json.gz${this.version}`).then(
      (data) => new Map(Object.entries(data).map(([name, facet]) => [name, new Facet(/** @type {any} */ (facet))])),
    );
    this.loadedFacets.catch(() => (this.loadedFacets = undefined));
    return this.loadedFacets;
  }

  /**
   * Return what a result shows of a record.
   * @param {number} record
   * @returns {Promise<Card>}
   */
  async card(record) {
    const name = `card/${this.index.slots[record].join("/")}.json.gz${this.version}`;
    const [address, kind, id, title, subtitle, where, people, more, institutions, text] = await json(name);
    return { address, kind, id, title, subtitle, where, people, more, institutions, text };
  }

  /**
   * Return the identifiers of records; the file with all of them is loaded on first use.
   * @param {number[]} records
   * @returns {Promise<string[]>}
   */
  async ids(records) {
    const all = await json(`ids.json.gz${this.version}`);
    return records.map((record) => all[record]);
  }

  /**
   * Return a query, divided into words.
   * @param {string} text
   */
  parse(text) {
    return parse(text, this.variants);
  }

  /**
   * Return the rank of each record that matches a query; null for an empty query.
   * @param {Query} query
   * @param {string} text
   * @returns {Promise<Map<number, number> | null>}
   */
  #matching(query, text) {
    if (!query.phrases.length) return Promise.resolve(text.trim() ? new Map() : null);
    const key = JSON.stringify(query);
    const cached = this.cache.get(key);
    if (cached) return cached;
    const ranks = this.#match(query);
    ranks.catch(() => this.cache.delete(key));
    if (this.cache.size >= MAX_CACHED_QUERIES) this.cache.delete([...this.cache.keys()][0]);
    this.cache.set(key, ranks);
    return ranks;
  }

  /**
   * @param {Query} query
   * @returns {Promise<Map<number, number>>}
   */
  async #match(query) {
    const [whole, ...phrases] = await Promise.all([
      this.index.postings(query.exact),
      ...query.phrases.map((phrase) => this.#ranksOf(phrase)),
    ]);
    const [first, ...rest] = phrases.sort((one, other) => one.size - other.size);
    /** @type {Map<number, number>} */
    const ranks = new Map();
    for (const [record, rank] of first) {
      let worst = rank;
      if (rest.every((other) => other.has(record) && (worst = Math.max(worst, other.get(record) ?? TEXT)))) {
        ranks.set(record, worst);
      }
    }
    for (const record of whole.records) ranks.set(record, EXACT);
    return ranks;
  }

  /**
   * Return the rank of each record with a phrase, which is that of its first place.
   * @param {import("./query.js").Phrase} phrase
   */
  async #ranksOf(phrase) {
    const { words, isPrefix, whole } = phrase;
    const last = words.length - 1;
    const [ends, exactly, ...before] = await Promise.all([
      isPrefix ? this.index.prefixed(words[last]) : this.index.postings(words[last]),
      whole ? this.index.postings(whole) : null,
      ...words.slice(0, last).map((word) => this.index.postings(word)),
    ]);
    const more = isPrefix && whole ? PREFIX : 0;
    /** @type {Map<number, number>} */
    const ranks = new Map();
    for (const [record, place] of following([...before, ends])) ranks.set(record, this.#rank(record, place) + more);
    if (exactly) {
      for (const [record, place] of following([...before, exactly])) {
        ranks.set(record, Math.min(ranks.get(record) ?? TEXT, this.#rank(record, place)));
      }
    }
    return ranks;
  }

  /**
   * Return the rank of a place of a record.
   * @param {number} record
   * @param {number} place
   */
  #rank(record, place) {
    if (place < this.titles[record]) return TITLE;
    return place < this.titles[record] + this.names[record] ? NAMES : TEXT;
  }

  /**
   * Search for what a reader asks for.
   * @param {State} state
   * @param {boolean} counted whether to count the values of facets too
   * @returns {Promise<Result>}
   */
  async search(state, counted) {
    const query = this.parse(state.q);
    const [ranks, facets] = await Promise.all([
      this.#matching(query, state.q),
      counted || state.filters.size ? this.facets() : /** @type {Map<string, Facet>} */ (new Map()),
    ]);
    const all = ranks ? [...ranks.keys()] : Array.from({ length: this.size }, (_none, record) => record);
    const masks = new Map(
      [...state.filters].filter(([, ids]) => ids.size).map(([name, ids]) => [name, facets.get(name)?.mask(ids)]),
    );
    /** @type {(record: number, but?: string) => boolean} */
    const fits = (record, but) => [...masks].every(([name, mask]) => name === but || !mask || mask[record] === 1);
    const records = all.filter((record) => fits(record));
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map();
    if (counted) {
      for (const [name, facet] of facets) {
        const numbers = new Uint32Array(facet.values.length);
        for (const record of masks.has(name) ? all.filter((candidate) => fits(candidate, name)) : records) {
          for (const place of facet.of[record]) numbers[place]++;
        }
        counts.set(name, new Map(facet.values.map(([id], place) => [id, numbers[place]])));
      }
    }
    return { records: this.#sorted(records, ranks, state.sort), counts, query };
  }

  /**
   * Return records in order. Records without a date come before those with one if their title matches, otherwise after them.
   * @param {number[]} records
   * @param {Map<number, number> | null} ranks
   * @param {string} sort
   */
  #sorted(records, ranks, sort) {
    /** @param {number} record */
    const undated = (record) => (record >= this.dated ? 1 : 0);
    if (sort === "oldest") return records.sort((a, b) => undated(a) - undated(b) || (undated(a) ? a - b : b - a));
    if (sort === "newest" || !ranks) return records.sort((a, b) => a - b);
    return records.sort((a, b) => {
      const rank = ranks.get(a) ?? TEXT;
      const difference = rank - (ranks.get(b) ?? TEXT);
      if (difference) return difference;
      return (rank < NAMES ? undated(b) - undated(a) : 0) || a - b;
    });
  }
}
