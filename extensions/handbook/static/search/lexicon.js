// @ts-check
/** The words that are suggested, which are loaded when a query has found nothing. */

import { json, loadedOnce } from "../fulltext/files.js";
import { Names } from "./names.js";
import { Sounds } from "./sounds.js";
import { Spelling } from "./spelling.js";

/** @typedef {import("../fulltext/index.js").Index} Index */

/** The words and names of all indexes. */
export class Lexicon {
  /** @param {import("../fulltext/evaluate.js").Fulltext} fulltext */
  constructor({ indexes, main }) {
    this.indexes = indexes;
    this.main = main;
    /** @type {Map<string, Promise<any>>} */
    this.loaded = new Map();
  }

  /**
   * Return what each part of each index has in a file; a further index that fails is left out.
   * @param {string} name
   * @returns {Promise<any[]>}
   */
  async #files(name) {
    const found = await Promise.all(
      this.indexes.map((index) => {
        const files = index.parts.map((_part, part) => this.#file(index, `lexicon/${part}/${name}.json.gz`));
        const all = Promise.all(files);
        return index === this.main ? all : all.catch(() => []);
      }),
    );
    return found.flat();
  }

  /**
   * @param {Index} index
   * @param {string} name
   */
  #file(index, name) {
    const address = index.address(name);
    return loadedOnce(this.loaded, address.href, () => json(address));
  }

  /** Return the words of letters. */
  async spelling() {
    return new Spelling((await this.#files("words")).flat());
  }

  /** Return the names in Chinese and the sounds of characters. */
  async sounds() {
    return new Sounds(await this.#files("names"));
  }

  /**
   * Return the names of terms.
   * @param {import("./words.js").Words} words
   */
  async names(words) {
    return new Names(await this.#files("names"), words);
  }
}
