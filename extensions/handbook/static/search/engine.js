// @ts-check
/** Finds records, in order, and counts the values of facets; everything here is exact. */

import { json } from "./files.js";
import { Index, following } from "./index.js";
import { parse } from "./query.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {[id: string, name: string, english: string, broader: number]} Value */

/**
 * What is asked for: words, the values of facets by facet, and the order (`relevance`, `newest`, `oldest`).
 * @typedef {{ q: string, filters: Map<string, Set<string>>, sort: string }} State
 */

/**
 * What is found: the numbers of the records in order, and how many records each value of a facet would give.
 * @typedef {{ records: number[], counts: Map<string, Map<string, number>>, query: Query }} Result
 */

/**
 * What a result shows.
 * @typedef {{ address: string, kind: string, id: string, title: string, subtitle: string, where: string, people: string[],
 *   more: boolean, institutions: string[], text: string }} Card
 */

/** The places of a record in which words count differently: the less, the earlier it comes. */
const EXACT = 0;
const TITLE = 1;
const NAMES = 2;
const TEXT = 3;
const BEGUN = 0.5; // for a word that is only the beginning of one
const REMEMBERED = 64;

/** One facet: its values, and of each record the values that it has, those above them included. */
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
   * Return which records have one of the values.
   * @param {Set<string>} ids
   */
  mask(ids) {
    const wanted = new Set([...ids].map((id) => this.place.get(id)));
    return Uint8Array.from(this.of, (own) => (own.some((place) => wanted.has(place)) ? 1 : 0));
  }
}

/** All that can be searched. */
export class Engine {
  /** Open the engine: load what every search needs. */
  static async open() {
    const table = await json("table.json.gz", "no-cache");
    return new Engine(table);
  }

  /** @param {any} table */
  constructor(table) {
    this.index = new Index(table.parts);
    /** @type {string} so that no file of another index is taken for one of this */
    this.version = `?v=${table.version}`;
    /** @type {Record<string, string>} */
    this.strings = table.strings;
    /** @type {Record<string, string>} */
    this.kindNames = table["kind-names"];
    /** @type {Record<string, string>} */
    this.facetNames = table["facet-names"];
    /** @type {number[]} */
    this.titles = table.titles;
    /** @type {number[]} */
    this.names = table.names;
    this.size = this.titles.length;
    /** @type {number} the records before this one have a date */
    this.dated = table.dated;
    /** @type {Map<string, string>} */
    this.variants = new Map();
    const variants = [...table.variants];
    for (let at = 0; at < variants.length; at += 2) this.variants.set(variants[at], variants[at + 1]);
    /** @type {Promise<Map<string, Facet>> | undefined} */
    this.loadedFacets = undefined;
    /** @type {Map<string, Promise<Map<number, number>>>} */
    this.remembered = new Map();
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
   * Return the identifiers of records; the file of all is loaded when it is first needed.
   * @param {number[]} records
   * @returns {Promise<string[]>}
   */
  async ids(records) {
    const all = await json(`ids.json.gz${this.version}`);
    return records.map((record) => all[record]);
  }

  /**
   * Return what is asked for, cut into words.
   * @param {string} text
   */
  parse(text) {
    return parse(text, this.variants);
  }

  /**
   * Return the records with all that is asked for, each with how much it counts; null where nothing is asked for.
   * @param {Query} query
   * @param {string} text
   * @returns {Promise<Map<number, number> | null>}
   */
  #matching(query, text) {
    if (!query.phrases.length) return Promise.resolve(text.trim() ? new Map() : null);
    const key = JSON.stringify(query);
    const known = this.remembered.get(key);
    if (known) return known;
    const found = this.#match(query);
    found.catch(() => this.remembered.delete(key));
    if (this.remembered.size >= REMEMBERED) this.remembered.delete([...this.remembered.keys()][0]);
    this.remembered.set(key, found);
    return found;
  }

  /**
   * @param {Query} query
   * @returns {Promise<Map<number, number>>}
   */
  async #match(query) {
    const [whole, ...phrases] = await Promise.all([
      this.index.postings(query.exact),
      ...query.phrases.map((phrase) => this.#levels(phrase)),
    ]);
    const [first, ...rest] = phrases.sort((one, other) => one.size - other.size);
    /** @type {Map<number, number>} */
    const found = new Map();
    for (const [record, level] of first) {
      let worst = level;
      if (rest.every((other) => other.has(record) && (worst = Math.max(worst, other.get(record) ?? TEXT)))) {
        found.set(record, worst);
      }
    }
    for (const record of whole.records) found.set(record, EXACT);
    return found;
  }

  /**
   * Return the records that have a phrase, with what its first place counts.
   * @param {import("./query.js").Phrase} phrase
   */
  async #levels(phrase) {
    const { words, begun, whole } = phrase;
    const last = words.length - 1;
    const [ends, exactly, ...before] = await Promise.all([
      begun ? this.index.beginning(words[last]) : this.index.postings(words[last]),
      whole ? this.index.postings(whole) : null,
      ...words.slice(0, last).map((word) => this.index.postings(word)),
    ]);
    const more = begun && whole ? BEGUN : 0;
    /** @type {Map<number, number>} */
    const levels = new Map();
    for (const [record, place] of following([...before, ends])) levels.set(record, this.#level(record, place) + more);
    if (exactly) {
      for (const [record, place] of following([...before, exactly])) {
        levels.set(record, Math.min(levels.get(record) ?? TEXT, this.#level(record, place)));
      }
    }
    return levels;
  }

  /**
   * Return what a place of a record counts.
   * @param {number} record
   * @param {number} place
   */
  #level(record, place) {
    if (place < this.titles[record]) return TITLE;
    return place < this.titles[record] + this.names[record] ? NAMES : TEXT;
  }

  /**
   * Find what is asked for.
   * @param {State} state
   * @param {boolean} counted whether the values of facets are counted too
   * @returns {Promise<Result>}
   */
  async search(state, counted) {
    const query = this.parse(state.q);
    const [levels, facets] = await Promise.all([
      this.#matching(query, state.q),
      counted || state.filters.size ? this.facets() : /** @type {Map<string, Facet>} */ (new Map()),
    ]);
    const all = levels ? [...levels.keys()] : Array.from({ length: this.size }, (_each, record) => record);
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
        for (const record of masks.has(name) ? all.filter((each) => fits(each, name)) : records) {
          for (const place of facet.of[record]) numbers[place]++;
        }
        counts.set(name, new Map(facet.values.map(([id], place) => [id, numbers[place]])));
      }
    }
    return { records: this.#sorted(records, levels, state.sort), counts, query };
  }

  /**
   * Return records in order. What has no date stands before what has one where it is found by its title, else behind.
   * @param {number[]} records
   * @param {Map<number, number> | null} levels
   * @param {string} sort
   */
  #sorted(records, levels, sort) {
    /** @param {number} record */
    const undated = (record) => (record >= this.dated ? 1 : 0);
    if (sort === "oldest") return records.sort((a, b) => undated(a) - undated(b) || (undated(a) ? a - b : b - a));
    if (sort === "newest" || !levels) return records.sort((a, b) => a - b);
    return records.sort((a, b) => {
      const level = levels.get(a) ?? TEXT;
      const difference = level - (levels.get(b) ?? TEXT);
      if (difference) return difference;
      return (level < NAMES ? undated(b) - undated(a) : 0) || a - b;
    });
  }
}
