// @ts-check
/** How well a record fits what is asked for: BM25F over its fields. docs/reference/search.md explains the figures. */

import { FIELDS_PER_DOCUMENT, KEYS } from "./postings.js";

/** @typedef {import("./postings.js").Postings} Postings */
/** @typedef {import("./index.js").Index} Index */

/** @type {Record<string, number>} how much a word counts in a field */
const WEIGHTS = { text: 1, title: 5, name: 4, people: 3, terms: 1.5 };
/** @type {Record<string, number>} how much a field counts less the longer it is: from 0 to 1 */
const BY_LENGTH = { text: 0.5, title: 0.6 };
const KEY_WEIGHT = 8;
/** The more places, the more a word counts, but ever less so: at this weighted number of places half of the most. */
const HALF = 1.2;

/** The weight of one place of a word, by the field and the length of the field. */
export class Weights {
  /** @param {Index[]} indexes */
  constructor(indexes) {
    this.byField = new Float32Array(FIELDS_PER_DOCUMENT);
    this.byField[KEYS] = KEY_WEIGHT;
    /** @type {string[]} */
    this.fields = indexes[0]?.fields ?? [];
    this.fields.forEach((name, field) => (this.byField[field] = WEIGHTS[name] ?? 1));
    /** @type {(Float32Array | undefined)[][]} by index and field, what the length of the field leaves of the weight, by record */
    this.byLength = indexes.map(() => []);
    for (const [name, strength] of Object.entries(BY_LENGTH)) {
      const lengths = indexes.map((index) => index.lengths.get(name) ?? new Float32Array());
      let sum = 0;
      let count = 0;
      for (const list of lengths) {
        for (const length of list) {
          sum += length;
          if (length) count++;
        }
      }
      const mean = sum / Math.max(1, count) || 1;
      indexes.forEach((_index, number) => {
        this.byLength[number][this.fields.indexOf(name)] = lengths[number].map((length) => 1 / (1 - strength + (strength * length) / mean));
      });
    }
  }
}

/**
 * Return how much a clause counts that a number of records match.
 * @param {number} matching
 * @param {number} size the number of all records
 */
export const rarity = (matching, size) => Math.log(1 + (size - matching + 0.5) / (matching + 0.5));

/**
 * Return what weighted places are worth: from 0 to 1.
 * @param {number} places
 */
export const worth = (places) => places / (HALF + places);
