// @ts-check
/** The facets by which a reader filters results: their values, and those of each record. */

import { Reader } from "../fulltext/binary.js";
import { loadedOnce, sections } from "../fulltext/files.js";

/** @typedef {import("../fulltext/index.js").Index} Index */
/** @typedef {{ id: string, name: string, english: string, broader: number }} Value the English name is loaded later */

/**
 * What an index has of a facet: the columns of its values, and the values of each of its records.
 * @typedef {{ columns: [id: string[], name: string[], broader: number[]], data: Uint8Array, size: number }} Source
 */

/**
 * One facet of the records of all indexes, whose values are joined by their ids. The values of record `i`, broader ones included,
 * are those in `places` from `starts[i]` up to `starts[i + 1]`.
 */
export class Facet {
  /** @param {Source[]} sources */
  constructor(sources) {
    /** @type {Value[]} */
    this.values = [];
    /** @type {Map<string, number>} */
    this.place = new Map();
    this.starts = new Uint32Array(1 + sources.reduce((sum, { size }) => sum + size, 0));
    /** @type {number[]} */
    const places = [];
    let record = 0;
    for (const { columns, data, size } of sources) {
      const [ids = [], , broader = []] = columns;
      const joined = ids.map((_id, own) => this.#value(columns, own));
      const above = ids.map((_id, own) => chain(broader, own).map((each) => joined[each]));
      const reader = new Reader(data);
      const counts = Array.from({ length: size }, () => (data.length ? reader.number() : 0));
      for (let count of counts) {
        const first = places.length;
        for (let own = 0; count > 0; count--) {
          own += reader.number();
          for (const each of [joined[own], ...above[own]]) if (places.indexOf(each, first) < 0) places.push(each);
        }
        this.starts[++record] = places.length;
      }
    }
    this.places = Uint32Array.from(places);
  }

  /**
   * Return the place of a value among those of all indexes.
   * @param {Source["columns"]} columns
   * @param {number} own its place among those of its own index
   * @returns {number}
   */
  #value(columns, own) {
    const [ids, names, broader] = columns;
    const known = this.place.get(ids[own]);
    if (known !== undefined) return known;
    const place = this.values.length;
    this.place.set(ids[own], place);
    const value = { id: ids[own], name: names[own], english: "", broader: -1 };
    this.values.push(value);
    if (broader[own] >= 0) value.broader = this.#value(columns, broader[own]);
    return place;
  }

  /**
   * Return for each record whether it has one of the values.
   * @param {Set<string>} ids
   */
  mask(ids) {
    const wanted = new Uint8Array(this.values.length);
    for (const id of ids) wanted[this.place.get(id) ?? wanted.length] = 1;
    const mask = new Uint8Array(this.starts.length - 1);
    for (let record = 0; record < mask.length; record++) {
      for (let at = this.starts[record]; at < this.starts[record + 1]; at++) mask[record] |= wanted[this.places[at]];
    }
    return mask;
  }

  /**
   * Return how many of some records have each value.
   * @param {ArrayLike<number>} records
   * @returns {Map<string, number>}
   */
  count(records) {
    const numbers = new Uint32Array(this.values.length);
    for (let each = 0; each < records.length; each++) {
      for (let at = this.starts[records[each]]; at < this.starts[records[each] + 1]; at++) numbers[this.places[at]]++;
    }
    return new Map(this.values.map(({ id }, place) => [id, numbers[place]]));
  }
}

/**
 * Return the values above a value, the next one first.
 * @param {number[]} broader
 * @param {number} place
 */
function chain(broader, place) {
  /** @type {number[]} */
  const found = [];
  for (let above = broader[place]; above >= 0 && !found.includes(above); above = broader[above]) found.push(above);
  return found;
}

/** The facets of several indexes, each of which is loaded when it is asked for. */
export class Facets {
  /** @param {import("../fulltext/evaluate.js").Fulltext} fulltext */
  constructor({ indexes, main }) {
    this.indexes = indexes;
    this.main = main;
    /** @type {Map<string, Promise<ReturnType<typeof import("../fulltext/binary.js").container>>>} by address */
    this.files = new Map();
    /** @type {Map<string, Promise<Facet>>} */
    this.loaded = new Map();
  }

  /**
   * Return whether a facet is loaded only when a reader sees it.
   * @param {string} name
   */
  isLarge(name) {
    return this.indexes.some(({ head }) => head.large.includes(name));
  }

  /**
   * Return a facet.
   * @param {string} name
   * @returns {Promise<Facet>}
   */
  get(name) {
    return loadedOnce(this.loaded, name, async () => new Facet(await Promise.all(this.indexes.map((index) => this.#source(index, name)))));
  }

  /**
   * Return what an index has of a facet: nothing for a further index that fails.
   * @param {Index} index
   * @param {string} name
   * @returns {Promise<Source>}
   */
  async #source(index, name) {
    const file = this.file(index, name);
    const found = await (index === this.main ? file : file.catch(() => null));
    return { columns: found?.head.facets[name] ?? [], data: found?.sections.get(name) ?? new Uint8Array(), size: index.size };
  }

  /**
   * Return the file of an index that has a facet.
   * @param {Index} index
   * @param {string} name
   */
  file(index, name) {
    const address = index.address(index.head.large.includes(name) ? `facets/${name}.bin.gz` : "facets.bin.gz");
    return loadedOnce(this.files, address.href, () => sections(address, (content) => content));
  }
}
