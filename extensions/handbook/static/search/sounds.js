// @ts-check
/** Chinese by its sound: names typed in pinyin or as initials, and characters that sound like the one that is meant. */

const MIN_INITIALS = 3;
const MAX_FOUND = 5;
const OF_INITIALS = 3; // the rank from which on a part is found by its initials

/**
 * Return a sound without what many speakers do not tell apart: zh and z, ch and c, sh and s, n and l, and the n and ng at the end.
 * @param {string} sound
 */
const blurred = (sound) => sound.replace(/^([zcs])h/, "$1").replace(/^n/, "l").replace(/ng$/, "n");

/** The sounds of characters, and the names in Chinese. */
export class Sounds {
  /** @param {{ sounds: Record<string, string>, names: string[] }[]} files */
  constructor(files) {
    /** @type {Map<string, string[]>} */
    this.of = new Map();
    for (const [sound, chars] of files.flatMap(({ sounds }) => Object.entries(sounds))) {
      for (const char of chars) this.of.set(char, [...new Set([...(this.of.get(char) ?? []), sound])]);
    }
    this.texts = [...new Set(files.flatMap(({ names }) => names))];
    this.names = this.texts.map((name) => [...name]);
    /** @type {Set<string>} the pairs of neighbouring characters in names */
    this.pairs = new Set(this.names.flatMap((name) => name.slice(1).map((char, at) => name[at] + char)));
  }

  /**
   * Return how alike two characters sound: 2 for the same sound, 1 for nearly the same, 0 for another.
   * @param {string} one
   * @param {string} other
   */
  alike(one, other) {
    const sounds = this.of.get(one) ?? [];
    const others = this.of.get(other) ?? [];
    if (sounds.some((sound) => others.includes(sound))) return 2;
    return sounds.some((sound) => others.some((another) => blurred(sound) === blurred(another))) ? 1 : 0;
  }

  /**
   * Return the characters that sound like one, those with the same sound first.
   * @param {string} char
   */
  like(char) {
    const found = [...this.of.keys()].filter((other) => other !== char && this.alike(char, other));
    return found.sort((a, b) => this.alike(char, b) - this.alike(char, a));
  }

  /**
   * Return the parts of names that letters are the pinyin or the initials of, the likeliest first: whole names, then their
   * beginnings, then the rest. Initials that are those of words do not stand for pieces of words.
   * @param {string} letters
   */
  named(letters) {
    const typed = letters.toLowerCase().replaceAll("ü", "v").replace(/[^a-z]/g, "");
    if (typed.length < MIN_INITIALS) return [];
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const name of this.names) {
      for (let start = 0; start < name.length; start++) {
        const end = this.#end(name, start, typed);
        const short = typed.length <= name.length - start && this.#areInitials(name, start, typed) ? start + typed.length : 0;
        for (const [to, penalty] of [[end, 0], [short, OF_INITIALS]]) {
          if (!to || (to - start < 2 && name.length > 1)) continue;
          const rank = penalty + (start ? 2 : to < name.length ? 1 : 0);
          const text = name.slice(start, to).join("");
          found.set(text, Math.min(found.get(text) ?? rank, rank));
        }
      }
    }
    const likeliest = [...found].sort((a, b) => a[1] - b[1] || b[0].length - a[0].length).map(([text]) => text);
    const words = likeliest.filter((text) => (found.get(text) ?? 0) < OF_INITIALS || this.#isWord(text));
    return (words.length ? words : likeliest).slice(0, MAX_FOUND);
  }

  /**
   * Return whether a part of names is a word, as far as the names tell: it begins and ends where one does, or where several
   * characters occur.
   * @param {string} part
   */
  #isWord(part) {
    const [before, after] = [new Set(), new Set()];
    for (const text of this.texts) {
      for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
        before.add(text[at - 1]);
        after.add(text[at + part.length]);
      }
    }
    return [before, after].every((beside) => beside.has(undefined) || beside.size > 1);
  }

  /**
   * Return where the part of a name ends that letters are the pinyin of; 0 if they are not.
   * @param {string[]} name
   * @param {number} at
   * @param {string} typed
   * @returns {number}
   */
  #end(name, at, typed) {
    if (!typed) return at;
    const char = name[at];
    if (char === undefined) return 0;
    for (const sound of this.of.get(char) ?? (/[a-z0-9]/.test(char) ? [char] : [])) {
      const end = typed.startsWith(sound) ? this.#end(name, at + 1, typed.slice(sound.length)) : 0;
      if (end) return end;
    }
    return 0;
  }

  /**
   * Return whether letters are the initials of a name from a place on.
   * @param {string[]} name
   * @param {number} start
   * @param {string} typed
   */
  #areInitials(name, start, typed) {
    return [...typed].every((letter, at) => (this.of.get(name[start + at]) ?? []).some((sound) => sound[0] === letter));
  }
}

/**
 * What is known of the pairs of characters in all texts.
 * @typedef {{ after: (char: string) => Promise<string[]>, has: (pair: string) => Promise<boolean> }} Pairs
 * `after` returns the characters that follow one.
 */

/**
 * Return the runs of characters that are meant by one with a wrong character, the likeliest first. The pairs of the right
 * character with its neighbours must exist: in names, or else in any text.
 * @param {string} run
 * @param {Sounds} sounds
 * @param {Pairs} pairs
 */
export async function repaired(run, sounds, pairs) {
  const chars = [...run];
  const known = await Promise.all(chars.slice(1).map((char, at) => pairs.has(chars[at] + char)));
  const places = chars.map((_char, at) => Number(at > 0 && !known[at - 1]) + Number(at < known.length && !known[at]));
  /** @type {Pairs} */
  const ofNames = {
    after: (char) => Promise.resolve([...sounds.pairs].filter((pair) => [...pair][0] === char).map((pair) => [...pair][1])),
    has: (pair) => Promise.resolve(sounds.pairs.has(pair)),
  };
  const found = await replaced(chars, places, sounds, ofNames);
  return found.length ? found : replaced(chars, places, sounds, pairs);
}

/**
 * Return a run with one of its characters replaced, the likeliest first.
 * @param {string[]} chars
 * @param {number[]} broken how many of the pairs that each character is in do not exist
 * @param {Sounds} sounds
 * @param {Pairs} pairs
 */
async function replaced(chars, broken, sounds, pairs) {
  /** @type {[number, string][]} */
  const found = [];
  for (const [at, char] of chars.entries()) {
    if (!broken[at] || chars.length < 2) continue;
    const isBetween = at > 0 && at < chars.length - 1;
    const candidates = at ? await pairs.after(chars[at - 1]) : sounds.like(char).filter((other) => sounds.pairs.has(other + chars[1]));
    for (const other of candidates) {
      const alike = sounds.alike(char, other);
      if (other === char || (!alike && (!isBetween || chars.length < 4)) || (alike < 2 && chars.length < 3)) continue;
      if (at < chars.length - 1 && !(await pairs.has(other + chars[at + 1]))) continue;
      found.push([2 * alike + broken[at], [...chars.slice(0, at), other, ...chars.slice(at + 1)].join("")]);
    }
  }
  return found.sort((a, b) => b[0] - a[0]).slice(0, MAX_FOUND).map(([, text]) => text);
}
