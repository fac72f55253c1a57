// @ts-check
/** The authors of a query in the style of a list of references: "He, K.", "Huang J", "Qi and Shah (2022)", "(Min et al., 2022)". */

/**
 * An author: the family name, and the initials of the given names in lower case, if there are any.
 * @typedef {{ family: string, initials: string }} Author
 */

/**
 * What a reader says of the authors of a work: in their order, the first author first, and the year.
 * @typedef {{ authors: Author[], year: string, more: boolean }} Authorship
 */

const YEAR = /[\s,(]\s*((?:19|20)\d\d)[a-z]?\s*\)?$/u;
const OTHERS = /[\s,]*(?<![\p{L}])(?:et\.?\s*al\.?|and others|等人?)[\s,.]*$|(?<=[\u3400-\u9fff]{2})等人?[\s,.]*$/iu;
const INITIALS = /^(?:\p{Lu}\p{M}*\.?[\s-]*){1,4}$/u;
const ONE_INITIAL = /^\p{L}\.?$/u;
const FAMILY = /^\p{L}[\p{L}\p{M}'’-]*(?: \p{L}[\p{L}\p{M}'’-]*){0,3}$/u;
const HAN = /^[\u3400-\u9fff·]{2,6}$/u;
const HAN_IN_TEXT = /[\u3400-\u9fff]/u;

/**
 * Return the letters of initials.
 * @param {string} text
 */
const letters = (text) => (text.match(/\p{L}/gu) ?? []).join("").toLowerCase();

/**
 * Return whether a text is initials of given names.
 * @param {string} text
 */
const isInitials = (text) => INITIALS.test(text) || ONE_INITIAL.test(text);

/**
 * Return the author of a name without a comma: "J. Huang", "Huang J", "HE K"; or a family name alone.
 * @param {string} name
 * @returns {Author | null}
 */
function author(name) {
  const words = name.split(" ");
  let before = 0;
  while (before < words.length - 1 && isInitials(words[before]) && (words[before].endsWith(".") || letters(words[before]).length < 2)) before++;
  if (!before && words.length > 1 && /^\p{Lu}{2,3}$/u.test(words[0]) && /\p{Ll}/u.test(words[1])) before = 1;
  let end = words.length;
  if (!before) while (end > 1 && isInitials(words[end - 1])) end--;
  const family = words.slice(before, end).join(" ");
  const initials = letters([...words.slice(0, before), ...words.slice(end)].join(""));
  return (FAMILY.test(family) || HAN.test(family)) && letters(family).length > 1 ? { family, initials } : null;
}

/**
 * Return the authors of a list of names, of which some may have the family name before a comma; null if it is something else.
 * @param {string} list
 * @returns {Author[] | null}
 */
function authors(list) {
  const items = list
    .replace(/\s*(?:[;&、]|,?\s+(?:and|und|et)\s+(?!al\b)|(?<=[\u3400-\u9fff])[和与](?=[\u3400-\u9fff]))\s*/giu, ",")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item);
  /** @type {Author[]} */
  const found = [];
  for (let at = 0; at < items.length; at++) {
    const made = author(items[at]);
    if (!made) return null;
    if (!made.initials && at + 1 < items.length && isInitials(items[at + 1])) made.initials = letters(items[++at]);
    found.push(made);
  }
  return found.length ? found : null;
}

/**
 * Return the authors that a text names in the style of references; null for anything else. A family name alone is an author only
 * beside "et al.", a year or another name.
 * @param {string} text
 * @returns {Authorship | null}
 */
export function authorship(text) {
  let rest = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/^[([]+|[)\]]+$|^等$/gu, "")
    .replace(/[,;。、]+$/u, "")
    .trim();
  const dated = rest.match(YEAR);
  if (dated) rest = rest.slice(0, dated.index).trim();
  const more = OTHERS.test(rest);
  if (more) rest = rest.replace(OTHERS, "");
  rest = rest.replace(/,\s*$/u, "").trim();
  if (!rest || /\d/u.test(rest)) return null;
  const found = authors(rest);
  if (!found) return null;
  const isPlain = found.every(({ initials }) => !initials);
  const isSingle = found.every(({ family }) => !family.includes(" ") || /^\p{Ll}/u.test(family));
  if (isPlain && !more && !(dated && (isSingle || found.length > 1)) && !(found.length > 1 && isSingle && !HAN_IN_TEXT.test(rest))) return null;
  return { authors: found, year: dated ? dated[1] : "", more };
}

/**
 * Return the authorships of several citations: "(He et al., 2022; Min et al., 2022)". Each is looked for by itself.
 * @param {string} text
 * @returns {Authorship[]}
 */
export function authorships(text) {
  const parts = text.normalize("NFKC").split(/;\s*/u);
  const each = parts.map(authorship);
  if (parts.length > 1 && each.every((part) => part && (part.year || part.more))) return /** @type {Authorship[]} */ (each);
  const whole = authorship(text);
  return whole ? [whole] : [];
}
