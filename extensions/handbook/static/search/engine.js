// @ts-check
/** What the page asks: the results of a query with filters, in order, with the numbers of facets; and what a result shows. */

import { Fulltext } from "../fulltext/evaluate.js";
import { json, loadedOnce } from "../fulltext/files.js";
import { Facets } from "./facet.js";
import { Finder } from "./finder.js";

/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./facet.js").Facet} Facet */

/** @typedef {import("./finder.js").Finding} Finding */

/**
 * What a reader asks for: words, values by facet, the order (`relevance`, `newest`, `oldest`, `title`), and whether only what is
 * typed counts.
 * @typedef {{ q: string, filters: Map<string, Set<string>>, sort: string, exactly?: boolean }} State
 */

/**
 * A query that was searched for: the phrases that are marked where they occur; whether it was too long to be read whole; and
 * whether it has words.
 * @typedef {{ phrases: readonly import("./query.js").Phrase[], cut: boolean, hasWords: boolean }} Asked
 */

/**
 * The result: the step that gave it; the numbers of the records in order, of which the last ones may be `guide`: sections of the
 * guide and the reference; by facet the number of records that each value would give; the query that was taken instead, in the step
 * `corrected`; other queries that may be meant; where filters leave nothing, the number of records without each filter, and without
 * all of them (under the name ""); and the volumes that could not be asked.
 * @typedef {{ step: Finding["step"], records: number[], guide: number[], counts: Map<string, Map<string, number>>, query: Asked,
 *   taken: string, suggestions: { text: string, query: string }[], without: Map<string, number>, missing: string[] }} Found
 */

/**
 * What a result shows. `also` are names by which it is found: of which term, empty for its own, and the names.
 * @typedef {{ address: string, kind: string, id: string, title: string, subtitle: string, where: string, people: string[],
 *   more: boolean, institutions: string[], text: string, also: string[][], errata: string[] }} Card
 */

/** The root of the site, two folders above this file. */
export const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL("_search/", ROOT);
const ENGLISH = "english.json.gz";
const IDS = "ids.json.gz";
const TITLES = "titles.json.gz";
const MAX_CACHED_QUERIES = 64;

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
    this.finder = new Finder(fulltext);
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
    this.facets = new Facets(fulltext);
    /** @type {Map<number, Promise<Card>>} by record */
    this.cards = new Map();
    /** @type {Map<string, Promise<Finding>>} */
    this.cache = new Map();
  }

  /**
   * Load the English names of the values of a facet, by which a reader may look for them.
   * @param {string} name
   */
  async nameInEnglish(name) {
    const { main } = this.fulltext;
    const [{ place, values }, { head }, english] = await Promise.all([this.facets.get(name), this.facets.file(main, name), json(main.address(ENGLISH))]);
    const [ids] = /** @type {[string[]]} */ (head.facets[name]);
    (english[name] ?? []).forEach((/** @type {string} */ text, /** @type {number} */ own) => (values[place.get(ids[own]) ?? -1].english = text));
  }

  /**
   * Return what a result shows of a record.
   * @param {number} record
   */
  card(record) {
    return loadedOnce(this.cards, record, () => this.#card(record));
  }

  /**
   * @param {number} record
   * @returns {Promise<Card>}
   */
  async #card(record) {
    const { index, record: own } = this.fulltext.locate(record);
    const row = await json(index.address(`card/${index.partOf[own]}/${index.slotOf[own]}.json.gz`));
    const [address, kind, id, title, subtitle, where, people, more, institutions, text, also = [], errata = []] = row;
    return { address: new URL(address, siteOf(index.folder)).href, kind, id, title, subtitle, where, people, more, institutions, text, also, errata };
  }

  /**
   * Return why a result was found, if nothing that it shows has what was looked for.
   * @param {Card} card
   * @param {(text: string) => boolean} has whether a text has it
   * @returns {string[]}
   */
  reasons(card, has) {
    const shown = [card.title, card.subtitle, card.where, ...card.people, ...card.institutions, card.text, ...card.errata];
    if (shown.some(has)) return [];
    return card.also.flatMap(([term, ...names]) => {
      const name = names.find(has);
      if (!name) return [];
      const message = term ? "also-of" : card.kind in this.facetNames ? "also" : "known-as";
      return [this.strings[message].replace("{term}", term).replace("{name}", name)];
    });
  }

  /**
   * Return what every record of some has in a file with one entry per record; it is loaded on first use.
   * @param {string} name
   * @param {number[]} records
   * @returns {Promise<string[]>}
   */
  async #entries(name, records) {
    const places = records.map((record) => this.fulltext.locate(record));
    const needed = [...new Set(places.map(({ index }) => index))];
    const all = new Map(await Promise.all(needed.map(async (index) => /** @type {const} */ ([index, await json(index.address(name))]))));
    return places.map(({ index, record }) => all.get(index)[record]);
  }

  /**
   * Return the identifiers of records.
   * @param {number[]} records
   */
  ids(records) {
    return this.#entries(IDS, records);
  }

  /**
   * Return a query, as it is understood.
   * @param {string} text
   * @returns {Asked}
   */
  parse(text) {
    const query = this.finder.parse(text);
    return { phrases: query.typed.flatMap(({ any }) => any), cut: query.isCut, hasWords: query.typed.length > 0 };
  }

  /**
   * Return what is found for a query: all records for an empty one.
   * @param {string} text
   * @param {boolean} exactly
   * @returns {Promise<Finding>}
   */
  #find(text, exactly) {
    if (!text.trim()) {
      const records = Array.from({ length: this.size }, (_none, record) => record).filter((record) => this.finder.isOwn(record));
      return Promise.resolve({ step: "exact", records, named: new Set(), phrases: [], suggestions: [], taken: "", missing: [] });
    }
    const key = `${exactly} ${text}`;
    const cached = this.cache.get(key);
    if (cached) return cached;
    const finding = this.finder.find(this.finder.parse(text), exactly);
    const forget = () => this.cache.delete(key);
    finding.then(({ missing }) => missing.length && forget(), forget);
    if (this.cache.size >= MAX_CACHED_QUERIES) this.cache.delete([...this.cache.keys()][0]);
    this.cache.set(key, finding);
    return finding;
  }

  /**
   * Search for what a reader asks for.
   * @param {State} state
   * @param {readonly string[]} counted the facets of which the values are counted
   * @returns {Promise<Found>}
   */
  async search(state, counted) {
    const filters = [...state.filters].filter(([, ids]) => ids.size);
    const needed = [...new Set([...counted, ...filters.map(([name]) => name)])];
    /** @param {string} name */
    const loaded = async (name) => /** @type {const} */ ([name, await this.facets.get(name)]);
    const [found, ...pairs] = await Promise.all([this.#find(state.q, state.exactly ?? false), ...needed.map(loaded)]);
    const facets = new Map(pairs);
    const masks = new Map(filters.map(([name, ids]) => [name, /** @type {Facet} */ (facets.get(name)).mask(ids)]));
    /** @type {(record: number, but?: string) => boolean} */
    const fits = (record, but) => [...masks].every(([name, mask]) => name === but || mask[record] === 1);
    const all = found.records;
    const records = masks.size ? all.filter((record) => fits(record)) : [...all];
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map();
    for (const name of counted) {
      const facet = /** @type {Facet} */ (facets.get(name));
      counts.set(name, facet.count(masks.has(name) ? all.filter((candidate) => fits(candidate, name)) : records));
    }
    /** @type {Map<string, number>} */
    const without = new Map();
    if (masks.size && all.length && !records.length) {
      for (const name of masks.keys()) without.set(name, all.filter((record) => fits(record, name)).length);
      without.set("", all.length);
    }
    const { cut, hasWords } = this.parse(state.q);
    const ordered = await this.#sorted(records, state, found.named);
    const guide = state.sort === "relevance" && state.q.trim() ? ordered.filter((record) => this.finder.isGuide(record) && !found.named.has(record)) : [];
    return {
      ...found,
      records: ordered,
      guide: guide.length < ordered.length ? guide : [],
      counts,
      query: { phrases: found.phrases, cut, hasWords },
      suggestions: found.suggestions.map((text) => ({ text, query: text })),
      without,
      missing: [...this.fulltext.missing, ...found.missing].map((folder) => siteOf(folder).href),
    };
  }

  /**
   * Return records in order. Sections of the guide that the query does not name come last in the order of relevance; records
   * without a date come after those with one, if the order is by date.
   * @param {number[]} records
   * @param {State} state
   * @param {Set<number>} named
   */
  async #sorted(records, { sort, q }, named) {
    if (sort === "title") {
      const titles = new Map((await this.#entries(TITLES, records)).map((title, at) => [records[at], title]));
      const { compare } = new Intl.Collator(globalThis.document?.documentElement.lang || "zh", { numeric: true });
      return records.sort((one, other) => compare(titles.get(one) ?? "", titles.get(other) ?? "") || one - other);
    }
    if (sort === "oldest") {
      /** @param {number} record */
      const undated = (record) => {
        const { index, record: own } = this.fulltext.locate(record);
        return Number(own >= index.head.dated);
      };
      return records.sort((a, b) => undated(a) - undated(b) || (undated(a) ? a - b : b - a));
    }
    if (!q.trim()) return records;
    if (sort === "newest") return records.sort((one, other) => one - other);
    /** @param {number} record */
    const isLast = (record) => this.finder.isGuide(record) && !named.has(record);
    return [...records.filter((record) => !isLast(record)), ...records.filter(isLast)];
  }
}
