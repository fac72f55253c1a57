// @ts-check
/**
 * Reader of the index that Pagefind 1.5.2 writes: CBOR, by its sources. Pagefind's own reader looks for a prefix in one chunk only,
 * and its time grows with the square of the results; docs/reference/search.md has the figures. The file is longer than others
 * because the format is one: its parts cannot be read apart from each other.
 */

import { IndexError, pagefind } from "./files.js";

/** Reads CBOR with the types that occur here: numbers, strings and arrays. */
class Reader {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
    this.text = new TextDecoder();
  }

  /** Read the head of an item, return its number, and set `type` to its major type. */
  head() {
    const first = this.data[this.at++];
    if (first === undefined) throw new IndexError("cut off");
    this.type = first >> 5;
    let value = first & 31;
    if (value < 24) return value;
    const bytes = 1 << (value - 24);
    if (bytes > 4 || this.at + bytes > this.data.length) throw new IndexError("cut off");
    value = 0;
    for (let byte = 0; byte < bytes; byte++) value = value * 256 + this.data[this.at++];
    return value;
  }

  /** Read a number. */
  number() {
    const value = this.head();
    return this.type === 1 ? -1 - value : value;
  }

  /** Read a string. */
  string() {
    const length = this.head();
    return this.text.decode(this.data.subarray(this.at, (this.at += length)));
  }

  /** Skip an item. */
  skip() {
    const value = this.head();
    if (this.type === 3 || this.type === 2) this.at += value;
    else if (this.type === 4) for (let item = 0; item < value; item++) this.skip();
  }
}

/**
 * The records with a word, in order, and the places of the word in them: those of record `i` are from `starts[i]` up to
 * `starts[i + 1]`.
 * @typedef {{ records: number[], starts: number[], places: number[] }} Postings
 */

/** @type {Postings} */
const NONE = { records: [], starts: [0], places: [] };

const encoder = new TextEncoder();

/**
 * Compare strings by code points, like Pagefind.
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  if (one === other) return 0;
  const a = encoder.encode(one);
  const b = encoder.encode(other);
  for (let at = 0; at < a.length && at < b.length; at++) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
}

/** The index of some of the records, each in a slot, in one index of Pagefind. */
class Part {
  /**
   * @param {number[]} runs the numbers of the records in its slots, as pairs of first number and length; -1 for empty slots
   * @param {[from: string, name: string][]} chunks
   */
  constructor(runs, chunks) {
    this.chunks = chunks.map(([from, name]) => ({ from, name }));
    /** @type {number[]} the number of the record in each slot */
    this.records = [];
    for (let at = 0; at < runs.length; at += 2) {
      for (let step = 0; step < runs[at + 1]; step++) this.records.push(runs[at] < 0 ? -1 : runs[at] + step);
    }
    /** @type {Map<string, Promise<Map<string, [Uint8Array, number]>>>} */
    this.loaded = new Map();
  }

  /**
   * Return the number of the only chunk that may have a word.
   * @param {string} word
   */
  #chunkOf(word) {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.chunks[middle].from, word) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /**
   * Return the words of a chunk, each with the place of its postings.
   * @param {number} number
   */
  #words(number) {
    const { name } = this.chunks[number];
    let words = this.loaded.get(name);
    if (!words) {
      words = pagefind(name).then((data) => {
        const reader = new Reader(data);
        /** @type {Map<string, [Uint8Array, number]>} */
        const found = new Map();
        reader.head();
        for (let left = reader.head(); left > 0; left--) {
          reader.head();
          const word = reader.string();
          found.set(word, [data, reader.at]);
          reader.skip();
          reader.skip(); // words in metadata, of which there are none
        }
        return found;
      });
      words.catch(() => this.loaded.delete(name));
      this.loaded.set(name, words);
    }
    return words;
  }

  /**
   * Return the postings of a word.
   * @param {string} word
   */
  async postings(word) {
    if (!this.chunks.length) return NONE;
    const found = (await this.#words(this.#chunkOf(word))).get(word);
    return found ? read(found, this.records) : NONE;
  }

  /**
   * Return the postings of all words with a prefix.
   * @param {string} prefix
   */
  async prefixed(prefix) {
    const first = this.#chunkOf(prefix);
    let after = first + 1;
    while (after < this.chunks.length && this.chunks[after].from.startsWith(prefix)) after++;
    const chunks = await Promise.all(this.chunks.slice(first, after).map((_chunk, offset) => this.#words(first + offset)));
    /** @type {Postings[]} */
    const found = [];
    for (const words of chunks) for (const [word, place] of words) if (word.startsWith(prefix)) found.push(read(place, this.records));
    return found.length === 1 ? found[0] : union(found);
  }
}

/** The index of all records. */
export class Index {
  /** @param {[runs: number[], chunks: [from: string, name: string][]][]} parts */
  constructor(parts) {
    this.parts = parts.map(([runs, chunks]) => new Part(runs, chunks));
    /** @type {[part: number, slot: number][]} part and slot of each record */
    this.slots = [];
    this.parts.forEach(({ records }, part) =>
      records.forEach((record, slot) => {
        if (record >= 0) this.slots[record] = [part, slot];
      }),
    );
  }

  /**
   * Return the postings of a word.
   * @param {string} word
   */
  async postings(word) {
    return this.#joined(await Promise.all(this.parts.map((part) => part.postings(word))));
  }

  /**
   * Return the postings of all words with a prefix.
   * @param {string} prefix
   */
  async prefixed(prefix) {
    return this.#joined(await Promise.all(this.parts.map((part) => part.prefixed(prefix))));
  }

  /**
   * Return the postings of all parts as one.
   * @param {Postings[]} all
   * @returns {Postings}
   */
  #joined(all) {
    if (all.length < 2) return inOrder(all[0] ?? NONE);
    /** @type {Postings} */
    const result = { records: [], starts: [0], places: [] };
    for (const part of all) {
      const before = result.places.length;
      for (const record of part.records) result.records.push(record);
      for (let at = 1; at < part.starts.length; at++) result.starts.push(before + part.starts[at]);
      for (const place of part.places) result.places.push(place);
    }
    return inOrder(result);
  }
}

/**
 * Return postings in the order of their records, which may differ from the order of parts.
 * @param {Postings} postings
 * @returns {Postings}
 */
function inOrder(postings) {
  const { records, starts, places } = postings;
  if (records.every((record, at) => !at || records[at - 1] < record)) return postings;
  /** @type {Postings} */
  const result = { records: [], starts: [0], places: [] };
  for (const at of [...records.keys()].sort((a, b) => records[a] - records[b])) {
    result.records.push(records[at]);
    for (let place = starts[at]; place < starts[at + 1]; place++) result.places.push(places[place]);
    result.starts.push(result.places.length);
  }
  return result;
}

/**
 * Read postings: differences of slots, and of places within each slot; a negative number is a weight.
 * @param {[Uint8Array, number]} place
 * @param {number[]} records the number of the record in each slot
 * @returns {Postings}
 */
function read([data, at], records) {
  const reader = new Reader(data);
  reader.at = at;
  /** @type {Postings} */
  const result = { records: [], starts: [0], places: [] };
  let slot = 0;
  for (let left = reader.head(); left > 0; left--) {
    reader.head();
    slot += reader.number();
    let place = 0;
    const before = result.places.length;
    for (let numbers = reader.head(); numbers > 0; numbers--) {
      const number = reader.number();
      if (number >= 0) result.places.push((place += number));
    }
    reader.skip(); // places in metadata
    if (records[slot] < 0) result.places.length = before;
    if (result.places.length === before) continue;
    result.records.push(records[slot]);
    result.starts.push(result.places.length);
  }
  return result;
}

/**
 * Return the postings of several words as one.
 * @param {Postings[]} all
 * @returns {Postings}
 */
function union(all) {
  /** @type {Map<number, number[]>} */
  const places = new Map();
  for (const postings of all) {
    postings.records.forEach((record, index) => {
      const added = postings.places.slice(postings.starts[index], postings.starts[index + 1]);
      const earlier = places.get(record);
      if (earlier) earlier.push(...added);
      else places.set(record, added);
    });
  }
  /** @type {Postings} */
  const result = { records: [...places.keys()].sort((a, b) => a - b), starts: [0], places: [] };
  for (const record of result.records) {
    result.places.push(...(places.get(record) ?? []).sort((a, b) => a - b));
    result.starts.push(result.places.length);
  }
  return result;
}

/**
 * Return the records in which the words follow each other, with the first place where they do.
 * @param {Postings[]} words
 * @returns {Map<number, number>}
 */
export function following(words) {
  /** @type {Map<number, number>} */
  const found = new Map();
  const at = words.map(() => 0);
  const [first, ...rest] = words;
  for (let index = 0; index < first.records.length; index++) {
    const record = first.records[index];
    const all = rest.every((word, number) => {
      while (word.records[at[number]] < record) at[number]++;
      return word.records[at[number]] === record;
    });
    if (!all) continue;
    for (let place = first.starts[index]; place < first.starts[index + 1]; place++) {
      const begin = first.places[place];
      if (rest.every((word, number) => has(word, at[number], begin + number + 1))) {
        found.set(record, begin);
        break;
      }
    }
  }
  return found;
}

/**
 * Return whether a word is at a place of one of its records.
 * @param {Postings} word
 * @param {number} index
 * @param {number} place
 */
function has(word, index, place) {
  let low = word.starts[index];
  let high = word.starts[index + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (word.places[middle] < place) low = middle + 1;
    else high = middle;
  }
  return low < word.starts[index + 1] && word.places[low] === place;
}
