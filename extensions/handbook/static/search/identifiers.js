// @ts-check
/**
 * The identifiers in a text, in whatever address, command or punctuation they are wrapped. Each becomes the names under which an
 * entry may have it, as extensions/handbook/search/identifiers.py gives them to entries.
 */

/**
 * An identifier: the names that an entry with it has one of, as `kind:value` in lower case; and the text that it was read from.
 * @typedef {{ names: string[], written: string }} Identifier
 */

const ARXIV = "\\d{2}(?:0[1-9]|1[0-2])\\.\\d{4,5}";
const OLD_ARXIV = "[a-z]+(?:-[a-z]+)?(?:\\.[a-z]{2})?/\\d{2}(?:0[1-9]|1[0-2])\\d{3}";
const NUMBER = new RegExp(`(?<![\\d.])(${ARXIV})(?:v\\d+)?(?![\\d]|\\.\\d)`, "giu");
const OLD_NUMBER = new RegExp(`(?<![\\w./-])(${OLD_ARXIV})(?:v\\d+)?(?![\\w/])`, "giu");
const OLD_NUMBER_IN_ADDRESS = new RegExp(`(?:arxiv:|arxiv\\.org/\\w+/)(${OLD_ARXIV})`, "giu");
const DOI = /10\.\d{4,9}(?:\.\d+)*\/[^\s"<>|{}\\^`，。；、“”]+/giu;
const ANTHOLOGY = /(?<![\w.-])((?:19|20)\d\d\.[a-z0-9_]+-[a-z0-9]+\.\d+|[A-Z]\d\d-\d{4,5})(?![\w-]|\.\d)/giu;
const PUBMED_CENTRAL = /(?<!\w)PMC(\d{4,9})(?!\w)/giu;
const CITE_COMMAND = /\\[a-z]*cite[a-z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{([^{}]+)\}/giu;
const CITE_ROLE = /\{cite(?::[a-z]+)?\}\s*`([^`]+)`/giu;
const PANDOC_KEY = /(?<![\p{L}\p{N}@.])-?@([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*[\p{L}\p{N}_])(?![\p{L}\p{N}_:.#$%&+?<>~/-]|\s*[{(])/gu;
const ADDRESS = /(?:(?:https?|git|ssh):\/\/|git@|www\.)[^\s"<>{}|\\^`，。；、“”）】》]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|edu|gov|dev|co|cn|uk|de|fr|jp)\/[^\s"<>{}|\\^`，。；、“”）】》]*/giu;
const CLOSING = { ")": "(", "]": "[", "}": "{" };
const CODE_HOSTS = new Set(["github.com", "gitlab.com", "bitbucket.org", "huggingface.co", "gitee.com", "hf.co"]);
const SHARED_HOSTS = /(?:^|\.)(?:youtube\.com|youtu\.be|arxiv\.org|doi\.org|bilibili\.com|google\.com|medium\.com|zenodo\.org)$/;
/** What addresses of publishers have behind a DOI. */
const AFTER_DOI = /(?:\/(?:full|abstract|pdf|epdf|meta|html|summary|references|figures|fulltext)|(?:v\d+)?(?:\.(?:full|abstract|supplementary-material))(?:[.-](?:pdf|text|html|full))*|\.pdf|\.html?|\.xml|v\d+)$/i;

/**
 * Return a text without percent-encoding; one that is not encoded properly is returned as it is.
 * @param {string} text
 */
function decoded(text) {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%2f/gi, "/").replace(/%3a/gi, ":");
  }
}

/**
 * Return a text without punctuation at its end; a closing bracket stays where its opening one is in the text.
 * @param {string} text
 */
function trimmed(text) {
  for (;;) {
    const last = text[text.length - 1] ?? "";
    const opening = CLOSING[/** @type {keyof CLOSING} */ (last)];
    const isOpen = opening && text.split(opening).length >= text.split(last).length;
    if (!last || isOpen || !/[.,;:!?'"’”)\]}*_>]/u.test(last)) return text;
    text = text.slice(0, -1);
  }
}

/**
 * Return the names of a DOI, which may have a part of an address behind it.
 * @param {string} written
 */
function namesOfDoi(written) {
  let doi = trimmed(written.toLowerCase().replace(/[?#].*$/u, ""));
  const names = [];
  for (;;) {
    const arxiv = doi.match(/^10\.48550\/arxiv\.(.+?)(?:v\d+)?$/u);
    const anthology = doi.match(/^10\.(?:18653\/v1|3115\/v1)\/(.+)$/u);
    names.push(`doi:${doi}`);
    if (arxiv) names.push(`arxiv:${arxiv[1]}`);
    if (anthology) names.push(`acl:${anthology[1]}`);
    const shorter = trimmed(doi.replace(AFTER_DOI, ""));
    if (shorter === doi || !/\/./u.test(shorter)) return names;
    doi = shorter;
  }
}

/**
 * Return the names of an address that an entry may link to: the address, and those above it down to the host.
 * @param {string} written
 */
function namesOfAddress(written) {
  if (written.includes("\0")) return []; // the address of an identifier that has been read
  const address = trimmed(written)
    .replace(/^git@([^:/]+):/u, "https://$1/")
    .replace(/^(?:[a-z]+:\/\/)?(?:www\.)?/iu, "");
  const [withQuery, fragment = ""] = address.split("#");
  const [path, query = ""] = withQuery.split("?");
  const [host, ...segments] = path.replace(/\.git$/u, "").split("/").filter((segment) => segment);
  if (!host) return [];
  const at = host.toLowerCase().replace(/^hf\.co$/u, "huggingface.co");
  const lower = segments.map((segment) => segment.toLowerCase());
  const names = [];
  const given = new URLSearchParams(query);
  const film = /(?:^|\.)youtube\.com$/u.test(at) ? (given.get("v") ?? lower[1]) : at === "youtu.be" ? segments[0] : "";
  if (film) return [`url:youtube.com/${film.toLowerCase()}`];
  const forum = /(?:^|\.)openreview\.net$/u.test(at) ? given.get("id") : null;
  if (forum) return [`openreview:${forum.toLowerCase()}`];
  if (/(?:^|\.)nature\.com$/u.test(at) && lower[0] === "articles" && lower[1]) names.push(...namesOfDoi(`10.1038/${lower[1]}`));
  const shortest = CODE_HOSTS.has(at) ? 1 : SHARED_HOSTS.test(at) ? lower.length || 1 : 0;
  for (let length = lower.length; length >= shortest; length--) names.push(`url:${[at, ...lower.slice(0, length)].join("/")}`);
  if (fragment) names.push(`key:${fragment.toLowerCase()}`);
  return names;
}

/**
 * Return the citation keys of a command or a role, separated by commas.
 * @param {string} written
 */
const keys = (written) => written.split(/[,;]/u).map((key) => [`key:${key.trim().replace(/^.*@/u, "").toLowerCase()}`]);

/** @type {[RegExp, (match: RegExpMatchArray) => string[][]][]} patterns in their order: what one takes, no later one reads */
const PATTERNS = [
  [CITE_COMMAND, (match) => keys(match[1])],
  [CITE_ROLE, (match) => keys(match[1])],
  [DOI, (match) => [namesOfDoi(match[0])]],
  [OLD_NUMBER_IN_ADDRESS, (match) => [[`arxiv:${match[1].toLowerCase()}`]]],
  [NUMBER, (match) => [[`arxiv:${match[1]}`]]],
  [ANTHOLOGY, (match) => [[`acl:${match[1].toLowerCase()}`]]],
  [PUBMED_CENTRAL, (match) => [[`pmc:${match[1]}`]]],
  [OLD_NUMBER, (match) => [[`arxiv:${match[1].toLowerCase()}`]]],
  [ADDRESS, (match) => [namesOfAddress(match[0])]],
  [PANDOC_KEY, (match) => [[`key:${match[1].toLowerCase()}`]]],
];

/**
 * Return the identifiers in a text, and what is left of the text without them and the address around each.
 * @param {string} text
 * @returns {{ identifiers: Identifier[], rest: string }}
 */
export function identifiersIn(text) {
  const plain = decoded(text.normalize("NFKC").replace(/\p{Cf}/gu, ""));
  /** @type {Identifier[]} */
  const identifiers = [];
  let rest = plain;
  for (const [pattern, read] of PATTERNS) {
    rest = rest.replace(pattern, (...match) => {
      const found = read(/** @type {any} */ (match)).filter((names) => names.length);
      for (const names of found) identifiers.push({ names: [...new Set(names)], written: match[0] });
      return found.length || match[0].includes("\0") ? "\0" : match[0];
    });
  }
  return { identifiers, rest: withoutWrapping(rest) };
}

/**
 * Return what is left of a text without the places of identifiers and what was written around them: the rest of the address, the
 * class of arXiv, and the words that say what kind of identifier it is.
 * @param {string} text
 */
function withoutWrapping(text) {
  return text
    .replace(/\S*\0\S*/gu, " ")
    .replace(/\[[a-z-]+(?:\.[a-z-]+)?\]/giu, " ")
    .replace(/\b(?:arxiv|doi|https?|pdf|preprint|abs|corr|eprint)\b[:：]?/giu, " ")
    .replace(/[^\p{L}\p{N}]+$/u, "")
    .trim();
}
