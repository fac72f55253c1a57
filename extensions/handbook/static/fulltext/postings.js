// @ts-check
/** The places of a word, and of words that follow each other. */

import { Reader } from "./binary.js";

/** The place of a field of a document is the slot of the document times this, plus the number of the field. */
export const FIELDS_PER_DOCUMENT = 8;
/** The number that stands for keys instead of a field. */
export const KEYS = 7;

/**
 * The places of a word or a phrase, in order. The positions at `places[i]` are those from `starts[i]` up to `starts[i + 1]`, in
 * order; a key has none.
 * @typedef {{ places: Uint32Array, starts: Uint32Array, positions: Uint32Array }} Postings
 */

/** @type {Postings} */
export const NONE = { places: new Uint32Array(), starts: new Uint32Array(1), positions: new Uint32Array() };

/**
 * Read the postings of a word: the places, then the numbers of positions less one, then the positions.
 * @param {Uint8Array} data
 * @param {number} size the number of places
 * @returns {Postings}
 */
export function decoded(data, size) {
  const reader = new Reader(data);
  const end = reader.number() + reader.at;
  const places = new Uint32Array(size);
  for (let index = 0, place = 0; index < size; index++) places[index] = place += reader.number();
  if (reader.at !== end) throw new RangeError("places");
  const starts = new Uint32Array(size + 1);
  for (let index = 0, start = 0; index < size; index++) {
    if (places[index] % FIELDS_PER_DOCUMENT !== KEYS) start += reader.number() + 1;
    starts[index + 1] = start;
  }
  if (!(starts[size] <= data.length)) throw new RangeError("positions");
  const positions = new Uint32Array(starts[size]);
  for (let index = 0; index < size; index++) {
    for (let at = starts[index], position = 0; at < starts[index + 1]; at++) positions[at] = position += reader.number();
  }
  if (reader.at !== data.length) throw new RangeError("positions");
  return { places, starts, positions };
}

/**
 * Return the first index from `from` on at which an ascending list has at least a value; near ones are found first.
 * @param {Uint32Array} list
 * @param {number} value
 * @param {number} from
 */
export function seek(list, value, from) {
  let step = 1;
  let low = from;
  let high = from;
  while (high < list.length && list[high] < value) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, list.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Mark the positions of `some` that have a position of `others` at a distance.
 * @param {Postings} some
 * @param {Postings} others
 * @param {number} distance
 * @param {Uint8Array} marks one for each position of `some`
 */
function mark(some, others, distance, marks) {
  let at = 0;
  for (let index = 0; index < some.places.length; index++) {
    const place = some.places[index];
    at = seek(others.places, place, at);
    if (at === others.places.length) return;
    if (others.places[at] !== place) continue;
    let other = others.starts[at];
    const end = others.starts[at + 1];
    for (let own = some.starts[index]; own < some.starts[index + 1]; own++) {
      const wanted = some.positions[own] + distance;
      while (other < end && others.positions[other] < wanted) other++;
      if (other < end && others.positions[other] === wanted) marks[own] = 1;
    }
  }
}

/**
 * Return only the marked positions.
 * @param {Postings} postings
 * @param {Uint8Array} marks
 * @returns {Postings}
 */
function marked({ places, starts, positions }, marks) {
  const result = { places: new Uint32Array(places.length), starts: new Uint32Array(places.length + 1), positions: new Uint32Array(positions.length) };
  let size = 0;
  let used = 0;
  for (let index = 0; index < places.length; index++) {
    const before = used;
    for (let at = starts[index]; at < starts[index + 1]; at++) if (marks[at]) result.positions[used++] = positions[at];
    if (used === before) continue;
    result.places[size++] = places[index];
    result.starts[size] = used;
  }
  return { places: result.places.subarray(0, size), starts: result.starts.subarray(0, size + 1), positions: result.positions.subarray(0, used) };
}

/**
 * Return where words follow each other: the positions of the first one.
 * @param {Postings[][]} words for each word, its postings, or those of several words of which one must follow
 * @returns {Postings}
 */
export function following(words) {
  const order = words.map((_alternatives, index) => index).filter((index) => words[index].length === 1);
  order.sort((one, other) => words[one][0].positions.length - words[other][0].positions.length);
  const rarest = order.shift() ?? 0;
  let found = words[rarest]?.[0] ?? NONE;
  const several = words.map((_alternatives, index) => index).filter((index) => words[index].length !== 1);
  for (const index of [...order, ...several]) {
    const marks = new Uint8Array(found.positions.length);
    for (const postings of words[index]) mark(found, postings, index - rarest, marks);
    found = marked(found, marks);
  }
  if (!rarest) return found;
  return { ...found, positions: found.positions.map((position) => position - rarest) };
}
