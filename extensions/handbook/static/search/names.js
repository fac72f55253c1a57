// @ts-check
/** The names of terms that stand in a longer query. */

/** @typedef {import("./relax.js").Unit} Unit */
/** @typedef {import("./words.js").Words} Words */

const MAX_WORDS = 6;
const MIN_HAN = 2;

/** The names of terms and people, in Chinese and in letters. */
export class Names {
  /**
   * @param {{ names: string[], latin?: string[] }[]} files
   * @param {Words} words
   */
  constructor(files, words) {
    this.words = words;
    this.han = new Set(files.flatMap(({ names }) => names));
    this.longest = Math.max(0, ...[...this.han].map((name) => name.length));
    this.latin = new Set(files.flatMap(({ latin = [] }) => latin.map((name) => this.#form(name.split(" ")))));
  }

  /** @param {string[]} names */
  #form(names) {
    return names.map((word) => this.words.stem(word)).join("");
  }

  /**
   * Return the names in a sequence of words and runs, the longest at each place, from left to right.
   * @param {Unit[]} units
   * @returns {string[]}
   */
  within(units) {
    /** @type {string[]} */
    const found = [];
    for (let at = 0; at < units.length; at++) {
      if (units[at].isHan) {
        found.push(...this.#inRun(units[at].text));
        continue;
      }
      for (let end = Math.min(units.length, at + MAX_WORDS); end > at; end--) {
        const texts = units.slice(at, end).map(({ text }) => text);
        if (!this.latin.has(this.#form(texts))) continue;
        found.push(texts.join(" "));
        at = end - 1;
        break;
      }
    }
    return found;
  }

  /**
   * Return the names in a run of Han characters, the longest at each place.
   * @param {string} run
   */
  #inRun(run) {
    /** @type {string[]} */
    const found = [];
    let after = 0;
    for (let at = 0; at < run.length; at++) {
      for (let end = Math.min(run.length, at + this.longest); end >= at + MIN_HAN && end > after; end--) {
        if (!this.han.has(run.slice(at, end))) continue;
        found.push(run.slice(at, end));
        after = end;
        break;
      }
    }
    return found;
  }
}
