// @ts-check
/** Slips in words of letters: the words of the handbook that differ from a word by one edit or two, and a word that is two. */

const ONE_EDIT = 5; // from so many letters on, a word may have one slip
const TWO_EDITS = 9;
const MIN_HALF = 3;
const NAME = 0.5; // a name counts as if it were nearer by this
const A = "a".charCodeAt(0);
const MAX_FOUND = 5;

/**
 * Return the number of edits from one word to another: letters inserted, left out, replaced, or exchanged with their neighbour;
 * anything above `most` if it is more.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function edits(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: other.length + 1 }, (_none, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const row = [at];
    let least = at;
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1];
      let value = Math.min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (same ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) value = Math.min(value, beforeLast[to - 2] + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[other.length];
}

/** The words of letters in the handbook: how often each occurs, and which are in names. */
export class Spelling {
  /** @param {string[]} words each with a sign at its end: a digit for a word of texts, a letter for one of names */
  constructor(words) {
    /** @type {Map<string, number>} the higher, the more often; names by 10 higher */
    this.weights = new Map();
    for (const entry of words) {
      const sign = entry.charCodeAt(entry.length - 1);
      this.weights.set(entry.slice(0, -1), sign >= A ? 10 + sign - A : sign - 48);
    }
  }

  /**
   * Return the words that are meant by one with a slip, the likeliest first.
   * @param {string} word
   */
  closest(word) {
    const most = word.length >= TWO_EDITS ? 2 : word.length >= ONE_EDIT ? 1 : 0;
    if (!most || !/^[a-z]+$/.test(word)) return [];
    /** @type {[number, number, string][]} */
    const found = [];
    for (const [candidate, weight] of this.weights) {
      if (candidate === word || candidate.length < MIN_HALF + 1) continue;
      const distance = edits(word, candidate, most);
      if (distance > most) continue;
      const rank = distance - (weight >= 10 ? NAME : 0) + (candidate[0] === word[0] ? 0 : NAME);
      found.push([rank, -(weight % 10), candidate]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
    return found.slice(0, MAX_FOUND).map(([, , candidate]) => candidate);
  }

  /**
   * Return the words that a word consists of if the space between them is left out; none if there are no such words.
   * @param {string} word
   * @returns {string[]}
   */
  halves(word) {
    /** @type {[number, string[]]} */
    let best = [-1, []];
    for (let at = MIN_HALF; at <= word.length - MIN_HALF; at++) {
      const [one, other] = [word.slice(0, at), word.slice(at)];
      const weight = Math.min(this.weights.get(one) ?? -1, this.#weight(other));
      if (weight > best[0]) best = [weight, [one, other]];
    }
    return best[1];
  }

  /**
   * Return the weight of a word, or of its singular.
   * @param {string} word
   */
  #weight(word) {
    return this.weights.get(word) ?? (word.endsWith("s") ? (this.weights.get(word.slice(0, -1)) ?? -1) : -1);
  }
}
