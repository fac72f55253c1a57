// @ts-check
/** Reader of an index of documents: it loads the chunks with the words that are asked for. docs/reference/search.md has the format. */

import { Reader, Words } from "./binary.js";
import { binary, loadedOnce, sections } from "./files.js";
import { NONE, decoded, following } from "./postings.js";

/** @typedef {import("./postings.js").Postings} Postings */
/** @typedef {{ data: Uint8Array, size: number }} Encoded postings as they stand in a chunk */

const TABLE = "table.bin.gz";
const STEPS_PER_DOUBLING = 4;
const EMPTY = -1;

/**
 * Compare words by code points, which is the order of an index.
 * @param {string} one
 * @param {string} other
 */
export function compare(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    if (one.charCodeAt(at) !== other.charCodeAt(at)) return (one.codePointAt(at) ?? 0) - (other.codePointAt(at) ?? 0);
  }
  return one.length - other.length;
}

/**
 * Return the number of words that a code of one byte stands for.
 * @param {number} code
 */
const lengthOf = (code) => 2 ** (code / STEPS_PER_DOUBLING) - 1;

/** The index of some of the records, each in a slot. */
class Part {
  /**
   * @param {number} number
   * @param {Int32Array} records the number of the record in each slot
   * @param {string[]} firsts the first word of each chunk, or a prefix of it
   * @param {(name: string) => URL} address
   */
  constructor(number, records, firsts, address) {
    this.number = number;
    this.records = records;
    this.firsts = firsts;
    this.address = address;
    /** @type {Map<number, Promise<Map<string, Encoded>>>} */
    this.loaded = new Map();
  }

  /**
   * Return the number of the only chunk that may have a word.
   * @param {string} word
   */
  #chunkOf(word) {
    let low = 0;
    let high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.firsts[middle], word) <= 0) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /**
   * Return the words of a chunk.
   * @param {number} chunk
   */
  #words(chunk) {
    return loadedOnce(this.loaded, chunk, () => binary(this.address(`index/${this.number}/${chunk}.bin.gz`), read));
  }

  /**
   * Return the postings of a word.
   * @param {string} word
   * @returns {Promise<Postings[]>}
   */
  async #exactly(word) {
    const found = this.firsts.length ? (await this.#words(this.#chunkOf(word))).get(word) : undefined;
    return [found ? decoded(found.data, found.size) : NONE];
  }

  /**
   * Return the postings of all words with a prefix.
   * @param {string} prefix
   * @returns {Promise<Postings[]>}
   */
  async #prefixed(prefix) {
    const first = this.#chunkOf(prefix);
    let after = first + 1;
    while (after < this.firsts.length && this.firsts[after].startsWith(prefix)) after++;
    const chunks = await Promise.all(this.firsts.slice(first, after).map((_first, offset) => this.#words(first + offset)));
    /** @type {Postings[]} */
    const found = [];
    for (const words of chunks) {
      for (const [word, { data, size }] of words) if (word.startsWith(prefix)) found.push(decoded(data, size));
    }
    return found;
  }

  /**
   * Return the words that begin with a prefix.
   * @param {string} prefix
   */
  async words(prefix) {
    if (!this.firsts.length) return [];
    const first = this.#chunkOf(prefix);
    let after = first + 1;
    while (after < this.firsts.length && this.firsts[after].startsWith(prefix)) after++;
    const chunks = await Promise.all(this.firsts.slice(first, after).map((_first, offset) => this.#words(first + offset)));
    return chunks.flatMap((words) => [...words.keys()].filter((word) => word.startsWith(prefix)));
  }

  /**
   * Return the postings of a phrase, several if it is one word that may be the beginning of others.
   * @param {readonly string[]} words
   * @param {boolean} isPrefix whether the last word may be the beginning of another
   */
  async postings(words, isPrefix) {
    const last = words.length - 1;
    const found = await Promise.all(
      words.map((word, index) => (isPrefix && index === last ? this.#prefixed(word) : this.#exactly(word))),
    );
    return found.length > 1 ? [following(found)] : (found[0] ?? []);
  }
}

/**
 * Read a chunk: its words, each with the number of its places and the length of its postings, then the postings.
 * @param {Uint8Array} data
 */
function read(data) {
  const reader = new Reader(data);
  const words = new Words(reader);
  /** @type {[word: string, size: number, length: number][]} */
  const entries = [];
  for (let left = reader.number(); left > 0; left--) entries.push([words.next(), reader.number(), reader.number()]);
  return new Map(entries.map(([word, size, length]) => [word, { data: reader.bytes(length), size }]));
}

/**
 * Return numbers of which the table has pairs: the first one and how many follow each other from it on, or empty slots.
 * @param {number[]} runs
 */
function unrolled(runs) {
  /** @type {number[]} */
  const numbers = [];
  for (let at = 0; at < runs.length; at += 2) {
    for (let step = 0; step < runs[at + 1]; step++) numbers.push(runs[at] === EMPTY ? EMPTY : runs[at] + step);
  }
  return Int32Array.from(numbers);
}

/** An index of documents, below one folder. */
export class Index {
  /**
   * Load the table of an index.
   * @param {URL} folder
   */
  static open(folder) {
    return sections(new URL(TABLE, folder), (table) => new Index(folder, table), "no-cache");
  }

  /**
   * @param {URL} folder
   * @param {ReturnType<typeof import("./binary.js").container>} table
   */
  constructor(folder, { head, sections: parts }) {
    this.folder = folder;
    /** @type {any} what the maker of the index has put into the table */
    this.head = head;
    /** @type {string[]} the names of the fields, by their numbers */
    this.fields = head.fields;
    /** @type {number} */
    this.size = head.size;
    this.parts = /** @type {{ runs: number[], chunks: number }[]} */ (head.parts).map(({ runs, chunks }, number) => {
      const words = new Words(new Reader(parts.get(`firsts-${number}`) ?? new Uint8Array()));
      const firsts = Array.from({ length: chunks }, () => words.next());
      return new Part(number, unrolled(runs), firsts, (name) => this.address(name));
    });
    /** @type {Map<string, Float32Array>} the number of words of each record in those fields where it is known */
    this.lengths = new Map();
    for (const field of /** @type {string[]} */ (head.measured)) this.lengths.set(field, new Float32Array(this.size));
    /** the part and the slot of each record */
    this.partOf = new Uint8Array(this.size);
    this.slotOf = new Uint32Array(this.size);
    this.parts.forEach(({ records }, number) => {
      const codes = [...this.lengths].map(([field, lengths]) => /** @type {const} */ ([lengths, parts.get(`${field}-${number}`)]));
      records.forEach((record, slot) => {
        if (record === EMPTY) return;
        this.partOf[record] = number;
        this.slotOf[record] = slot;
        for (const [lengths, code] of codes) lengths[record] = lengthOf(code?.[slot] ?? 0);
      });
    });
    const variants = [...head.variants];
    /** @type {Map<string, string>} the simplified character of each traditional one */
    this.variants = new Map();
    for (let at = 0; at < variants.length; at += 2) this.variants.set(variants[at], variants[at + 1]);
  }

  /**
   * Return the address of a file, which names the version of the table, so that no cache returns a file of another index.
   * @param {string} name
   */
  address(name) {
    return new URL(`${name}?v=${this.head.version}`, this.folder);
  }
}
