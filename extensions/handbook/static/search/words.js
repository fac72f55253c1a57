// @ts-check
/**
 * The spelling of words, by the rules of extensions/handbook/search/words.py: the form in which names are equal, and the other
 * forms in which a word may be written.
 */

import { END, PLUS, SHARP, exact, tokens } from "../fulltext/tokens.js";

/**
 * The tables of words.json: pairs of endings in British and American spelling, words before and after the subject of a question,
 * words that say little, and words of Taiwan and Hong Kong with those of the mainland.
 * @typedef {{ spelling: string[], before: string[], after: string[], little: string[], elsewhere: string[] }} Tables
 */

const MIN_STEM = 3;
const MAX_PLAIN = 5;
const DOUBLED = /([b-df-hj-np-tv-z])\1$/;

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** @param {string[]} words */
const anyOf = (words) => [...words].sort((a, b) => b.length - a.length).map(escaped).join("|");

/** What is known of the spelling of words. */
export class Words {
  /**
   * @param {Tables} tables
   * @param {Map<string, string>} variants the simplified character of each traditional one
   */
  constructor(tables, variants) {
    this.variants = variants;
    /** @type {[string, string][]} */
    this.spelling = tables.spelling.map((pair) => /** @type {[string, string]} */ (pair.split(" ")));
    this.before = new RegExp(`^(?:${anyOf(tables.before)})(?![a-z0-9])`, "u");
    this.after = new RegExp(`(?<![a-z0-9])(?:${anyOf(tables.after)})$`, "u");
    this.little = new Set(tables.little);
    const dividing = tables.little.filter((word) => [...word].length > 1 && !/[a-z]/.test(word));
    /** the words that divide a run of Han characters */
    this.dividing = new RegExp(anyOf([...dividing, "的", "了"]), "u");
    /** @type {Map<string, string>} */
    this.elsewhere = new Map(tables.elsewhere.map((pair) => /** @type {[string, string]} */ (pair.split(" "))));
    this.isElsewhere = new RegExp(anyOf([...this.elsewhere.keys()]), "gu");
  }

  /**
   * Return a word of letters in American spelling.
   * @param {string} word
   */
  american(word) {
    for (const [old, other] of this.spelling) {
      if (word.endsWith(old) && (old.length > MIN_STEM || word.length > MAX_PLAIN)) return word.slice(0, -old.length) + other;
    }
    return word;
  }

  /**
   * Return a word of letters without the endings -s, -ing, -ed and -e.
   * @param {string} word
   */
  stem(word) {
    if (!/^[a-z]+$/.test(word) || word.length <= MIN_STEM) return word;
    let stem = this.american(word);
    if (stem.endsWith("ies") && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
    else if (/(?:ss|x|ch|sh|zz)es$/.test(stem)) stem = stem.slice(0, -2);
    else if (/[^su]s$/.test(stem) && !stem.endsWith("is") && stem.length > MIN_STEM) stem = stem.slice(0, -1);
    for (const ending of ["ing", "ed"]) {
      const base = stem.endsWith(ending) ? stem.slice(0, -ending.length) : stem;
      if (base !== stem && base.length >= MIN_STEM && /[aeiouy]/.test(base)) {
        stem = base.length > MIN_STEM ? base.replace(DOUBLED, "$1") : base;
        break;
      }
    }
    return stem.endsWith("e") && stem.length > MIN_STEM ? stem.slice(0, -1) : stem;
  }

  /**
   * Return the words of a text in one line: Han characters without spaces, other words with one around each.
   * @param {string} text
   */
  spelled(text) {
    const line = tokens(text, this.variants).map(({ word }) => (word.endsWith(END) ? ` ${word.slice(0, -1)} ` : [...word][0]));
    return line.join("").split(/\s+/u).filter((word) => word).join(" ").replaceAll(PLUS, "+").replaceAll(SHARP, "#");
  }

  /**
   * Return a spelled line without the words of a question around its subject, unless nothing else is in it.
   * @param {string} line
   */
  core(line) {
    for (;;) {
      const rest = line.replace(this.before, "").trim().replace(this.after, "").trim();
      if (!rest || rest === line) return line;
      line = rest;
    }
  }

  /**
   * Return the key that all spellings of a name share; empty if it has no words.
   * @param {string} text
   */
  near(text) {
    const line = this.core(this.spelled(text)).replaceAll("的", "");
    const joined = line.split(" ").map((word) => this.stem(word)).join("");
    return joined ? exact(tokens(joined, this.variants), "near") : "";
  }

  /**
   * Return the other forms in which a word of letters may be written: singular and plural, other endings, British and American.
   * @param {string} word
   * @returns {string[]}
   */
  forms(word) {
    if (!/^[a-z]+$/.test(word) || word.length < MIN_STEM) return [];
    const forms = new Set([word]);
    for (const [one, other] of this.spelling) {
      for (const [old, replaced] of [[one, other], [other, one]]) {
        if (word.endsWith(old) && word.length > old.length + 2) forms.add(word.slice(0, -old.length) + replaced);
      }
    }
    for (const form of [...forms]) {
      for (const singular of singulars(form)) forms.add(singular);
      if (!form.endsWith("s")) forms.add(/(?:s|x|ch|sh|z)$/.test(form) ? `${form}es` : /[^aeiou]y$/.test(form) ? `${form.slice(0, -1)}ies` : `${form}s`);
    }
    if (word.length > MIN_STEM) {
      const base = this.stem(word);
      const last = base[base.length - 1];
      for (const ending of ["", "e", "es", "s", "ing", "ed"]) forms.add(base + ending);
      if (/[bdglmnprt]/.test(last)) for (const ending of ["ing", "ed"]) forms.add(base + last + ending);
    }
    forms.delete(word);
    return [...forms];
  }

  /**
   * Return a text in traditional characters with the words of the mainland; empty if it is in simplified ones, or has the same words.
   * @param {string} text
   */
  localOf(text) {
    if (![...text].some((char) => this.variants.has(char))) return "";
    const line = this.spelled(text);
    const local = this.local(line);
    return local === line ? "" : local;
  }

  /**
   * Return a run of Han characters with the words of Taiwan and Hong Kong replaced by those of the mainland.
   * @param {string} run in simplified characters
   */
  local(run) {
    return run.replace(this.isElsewhere, (word) => this.elsewhere.get(word) ?? word);
  }
}

/**
 * Return the words of which a word may be the plural.
 * @param {string} word
 */
function singulars(word) {
  if (!/[^s]s$/.test(word) || word.length < 3) return [];
  const found = [word.slice(0, -1)];
  if (word.endsWith("ies")) found.push(`${word.slice(0, -3)}y`);
  else if (/(?:ss|x|ch|sh|z)es$/.test(word)) found.push(word.slice(0, -2));
  return found;
}
