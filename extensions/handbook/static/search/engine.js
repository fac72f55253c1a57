// @ts-check
/** Finds records, sorts them, and counts the values of facets, all exactly. */

import { Fulltext } from "../fulltext/evaluate.js";
import { json, sections } from "../fulltext/files.js";
import { facets } from "./facet.js";
import { parse } from "./query.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./facet.js").Value} Value */
/** @typedef {import("./facet.js").Facet} Facet */

/**
 * What a reader asks for: words, values by facet, and the order (`relevance`, `newest`, `oldest`).
 * @typedef {{ q: string, filters: Map<string, Set<string>>, sort: string }} State
 */

/**
 * The result: the numbers of the records in order, and by facet the number of records that each value would give; and the addresses
 * of volumes that could not be asked.
 * @typedef {{ records: number[], counts: Map<string, Map<string, number>>, query: Query, missing: string[] }} Result
 */

/**
 * What a result shows.
 * @typedef {{ address: string, kind: string, id: string, title: string, subtitle: string, where: string, people: string[],
 *   more: boolean, institutions: string[], text: string }} Card
 */

/** The root of the site, two folders above this file. */
export const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL("_search/", ROOT);
const FACETS = "facets.bin.gz";
const ENGLISH = "english.json.gz";
const IDS = "ids.json.gz";
const MAX_CACHED_QUERIES = 64;

/** @typedef {{ records: number[] | Int32Array, missing: string[] }} Matching records in order */

/**
 * Return the root of the site of an index.
 * @param {URL} folder
 */
const siteOf = (folder) => new URL("../", folder);

/** Searches all records. */
export class Engine {
  /** Load the table that every search reads. */
  static async open() {
    return new Engine(await Fulltext.open(FOLDER));
  }

  /** @param {Fulltext} fulltext */
  constructor(fulltext) {
    this.fulltext = fulltext;
    const { head } = fulltext.main;
    /** @type {Record<string, string>} */
    this.strings = head.strings;
    /** @type {Record<string, string>} */
    this.kindNames = head["kind-names"];
    /** @type {Record<string, string>} */
    this.facetNames = head["facet-names"];
    /** @type {string[]} the names of the facets in addresses, in the order in which they are shown */
    this.facetOrder = Object.keys(this.facetNames);
    this.size = fulltext.size;
    this.variants = fulltext.variants;
    /** @type {Promise<Map<string, Facet>> | undefined} */
    this.loadedFacets = undefined;
    /** @type {Map<string, Promise<Matching>>} */
    this.cache = new Map();
  }

  /** Return the facets by name, in the order in which they are shown. */
  facets() {
    this.loadedFacets ??= Promise.all(
      this.fulltext.indexes.map(async (index) => {
        const file = sections(index.address(FACETS), (content) => content);
        return { file: await (index === this.fulltext.main ? file : file.catch(() => null)), size: index.size };
      }),
    ).then(facets);
    this.loadedFacets.catch(() => (this.loadedFacets = undefined));
    return this.loadedFacets;
  }

  /** Load the English names of the values of facets, by which a reader may look for them. */
  async nameInEnglish() {
    const facets = await this.facets();
    const { main } = this.fulltext;
    const [names, { head }] = await Promise.all([json(main.address(ENGLISH)), sections(main.address(FACETS), (content) => content)]);
    for (const [name, english] of Object.entries(/** @type {Record<string, string[]>} */ (names))) {
      const { place, values = [] } = facets.get(name) ?? {};
      head.facets[name][0].forEach((/** @type {string} */ id, /** @type {number} */ own) => (values[place?.get(id) ?? -1].english = english[own]));
    }
  }

  /**
   * Return what a result shows of a record.
   * @param {number} record
   * @returns {Promise<Card>}
   */
  async card(record) {
    const { index, record: own } = this.fulltext.locate(record);
    const row = await json(index.address(`card/${index.partOf[own]}/${index.slotOf[own]}.json.gz`));
    const [address, kind, id, title, subtitle, where, people, more, institutions, text] = row;
    return { address: new URL(address, siteOf(index.folder)).href, kind, id, title, subtitle, where, people, more, institutions, text };
  }

  /**
   * Return the identifiers of records; the file with all of them is loaded on first use.
   * @param {number[]} records
   * @returns {Promise<string[]>}
   */
  async ids(records) {
    const places = records.map((record) => this.fulltext.locate(record));
    const needed = [...new Set(places.map(({ index }) => index))];
    const all = new Map(await Promise.all(needed.map(async (index) => /** @type {const} */ ([index, await json(index.address(IDS))]))));
    return places.map(({ index, record }) => all.get(index)[record]);
  }

  /**
   * Return a query, divided into words.
   * @param {string} text
   */
  parse(text) {
    return parse(text, this.variants);
  }

  /**
   * Return the records that match a query, in order: all records for an empty query.
   * @param {Query} query
   * @param {string} text
   * @returns {Promise<Matching>}
   */
  #matching(query, text) {
    if (!query.clauses.length && !query.whole?.length) {
      const size = text.trim() ? 0 : this.size;
      const records = Array.from({ length: size }, (_none, record) => record);
      return Promise.resolve({ records: records.filter((record) => this.#isOwn(record)), missing: [] });
    }
    const key = JSON.stringify(query);
    const cached = this.cache.get(key);
    if (cached) return cached;
    const matching = this.fulltext.evaluate(query).then(({ records, failed }) => ({
      records: records.filter((record) => this.#isOwn(record)),
      missing: failed.map((folder) => siteOf(folder).href),
    }));
    const forget = () => this.cache.delete(key);
    matching.then(({ missing }) => missing.length && forget(), forget);
    if (this.cache.size >= MAX_CACHED_QUERIES) this.cache.delete([...this.cache.keys()][0]);
    this.cache.set(key, matching);
    return matching;
  }

  /**
   * Search for what a reader asks for.
   * @param {State} state
   * @param {boolean} counted whether to count the values of facets too
   * @returns {Promise<Result>}
   */
  async search(state, counted) {
    const query = this.parse(state.q);
    const [{ records: matching, missing }, facets] = await Promise.all([
      this.#matching(query, state.q),
      counted || state.filters.size ? this.facets() : /** @type {Map<string, Facet>} */ (new Map()),
    ]);
    const masks = new Map(
      [...state.filters].filter(([, ids]) => ids.size).map(([name, ids]) => [name, facets.get(name)?.mask(ids)]),
    );
    const all = [...matching];
    /** @type {(record: number, but?: string) => boolean} */
    const fits = (record, but) => [...masks].every(([name, mask]) => name === but || !mask || mask[record] === 1);
    const records = masks.size ? all.filter((record) => fits(record)) : all;
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map();
    if (counted) {
      for (const [name, facet] of facets) {
        counts.set(name, facet.count(masks.has(name) ? all.filter((candidate) => fits(candidate, name)) : records));
      }
    }
    const volumes = this.fulltext.missing.map((folder) => siteOf(folder).href);
    return { records: this.#sorted(records, state), counts, query, missing: [...volumes, ...missing] };
  }

  /**
   * Return records in order. Those without a date come after those with one, if the order is by date.
   * @param {number[]} records
   * @param {State} state
   */
  #sorted(records, { sort, q }) {
    if (sort !== "oldest") return sort === "newest" && q.trim() ? records.sort((one, other) => one - other) : records;
    return records
      .map((record) => ({ record, undated: Number(this.#isUndated(record)) }))
      .sort((a, b) => a.undated - b.undated || (a.undated ? a.record - b.record : b.record - a.record))
      .map(({ record }) => record);
  }

  /** @param {number} record */
  #isUndated(record) {
    const { index, record: own } = this.fulltext.locate(record);
    return own >= index.head.dated;
  }

  /**
   * Return whether a record is found: what has no date (terms, the guide) is the same in all volumes, and found in this one.
   * @param {number} record
   */
  #isOwn(record) {
    return this.fulltext.indexes.length < 2 || this.fulltext.locate(record).index === this.fulltext.main || !this.#isUndated(record);
  }
}
