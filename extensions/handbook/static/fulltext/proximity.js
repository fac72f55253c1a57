// @ts-check
/** How close to each other a record has what different clauses ask for. */

import { FIELDS_PER_DOCUMENT, seek } from "./postings.js";

/** @typedef {import("./postings.js").Postings} Postings */

const STRENGTH = 0.5;
const FAR = 16; // positions from which on the distance no longer counts
const MAX_POSTINGS = 8; // of a clause with more, such as a short beginning of words, the distance is not looked at

/**
 * Return the positions in a field of a record.
 * @param {Postings[]} postings
 * @param {number} place
 */
function positionsAt(postings, place) {
  /** @type {number[]} */
  const found = [];
  for (const { places, starts, positions } of postings) {
    const at = seek(places, place, 0);
    if (places[at] === place) found.push(...positions.subarray(starts[at], starts[at + 1]));
  }
  return postings.length > 1 ? found.sort((one, other) => one - other) : found;
}

/**
 * Return the least distance between positions of two ascending lists.
 * @param {number[]} some
 * @param {number[]} others
 */
function distance(some, others) {
  let least = Infinity;
  for (let one = 0, other = 0; one < some.length && other < others.length; ) {
    const between = others[other] - some[one];
    least = Math.min(least, Math.abs(between));
    if (between < 0) other++;
    else one++;
  }
  return least;
}

/**
 * Return what is added to the score of a record for clauses that are close to the one before.
 * @param {Postings[][]} clauses for each clause, where its phrases occur
 * @param {number} slot
 * @param {number[]} factors how much each clause counts
 * @param {import("./score.js").Weights} weights
 */
export function closeness(clauses, slot, factors, { byField, fields }) {
  const most = byField.reduce((high, weight, field) => (fields[field] ? Math.max(high, weight) : high), 1);
  let sum = 0;
  /** @type {number[][]} */
  let before = [];
  clauses.forEach((postings, number) => {
    const here = fields.map((_name, field) =>
      postings.length > MAX_POSTINGS ? [] : positionsAt(postings, slot * FIELDS_PER_DOCUMENT + field),
    );
    let best = 0;
    for (let field = 0; number && field < here.length; field++) {
      const near = Math.max(0, 1 - (distance(before[field], here[field]) - 1) / FAR);
      best = Math.max(best, near * Math.sqrt(byField[field] / most));
    }
    if (number) sum += STRENGTH * best * Math.min(factors[number - 1], factors[number]);
    before = here;
  });
  return sum;
}
