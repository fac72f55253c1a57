// @ts-check
/**
 * What a page says of a work or a term, in short: its titles, the first of its facts and its first sentence, read from the copy of
 * the page in Markdown, which is a tenth of the page. `site/copies.py` writes it.
 */

/** @typedef {{ title: string, subtitle: string, facts: string[], text: string }} Brief */

const ESCAPE_LINK_OR_MARK = /\\(.)|\[((?:\\.|[^\]\\])*)\]\((?:<[^<>]*>|[^()]*)\)|\[\^[^\]]*\]|\*+|`+/g;
const OTHER_BLOCK = /^(?:#|>|```|\||- |\* |\d+\. |…)/;

/**
 * Return Markdown as plain text.
 * @param {string} markdown
 * @returns {string}
 */
const plain = (markdown) => markdown.replace(ESCAPE_LINK_OR_MARK, (_all, char, text) => char ?? (text === undefined ? "" : plain(text)));

/**
 * Return the first sentence of a text.
 * @param {string} text
 * @param {string} language
 */
export function firstSentence(text, language) {
  const line = text.replace(/\s+/g, " ").trim();
  if (!("Segmenter" in Intl)) return line; // an old browser
  const [first] = new Intl.Segmenter(language, { granularity: "sentence" }).segment(line);
  return first ? first.segment.trim() : "";
}

/**
 * Return what a copy says.
 * @param {string} markdown
 * @returns {Brief}
 */
export function parse(markdown) {
  const [heading = "", ...blocks] = markdown.trim().split(/\n{2,}/);
  const subtitle = /^\*(?!\*)(.+)\*$/s.exec(blocks[0] ?? "");
  if (subtitle) blocks.shift();
  const lines = blocks[0]?.startsWith("- ") ? (blocks.shift() ?? "").split("\n") : [];
  const facts = lines.filter((line) => !line.includes("](<")).map((line) => plain(line.slice(2)));
  const text = blocks.find((block) => !OTHER_BLOCK.test(block)) ?? "";
  return { title: plain(heading.replace(/^#+ /, "")), subtitle: plain(subtitle?.[1] ?? ""), facts, text: plain(text) };
}

/** @type {Map<string, Promise<Brief | null>>} by address */
const known = new Map();

/**
 * Return what the copy of a page says; null if there is no such page.
 * @param {URL} page
 * @returns {Promise<Brief | null>}
 */
export function brief(page) {
  const address = `${page.origin}${page.pathname}${page.pathname.endsWith("/") ? "index.html" : ""}.md`;
  const there = known.get(address);
  if (there) return there;
  const answer = fetch(address).then(async (response) => {
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return parse(await response.text());
  });
  known.set(address, answer);
  answer.catch(() => known.delete(address)); // so that the next attempt fetches it again
  return answer;
}
