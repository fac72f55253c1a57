// @ts-check
/** The page that shows papers beside each other: the address names them, and each is read from its own page. */

import { brief } from "./copies.js";
import { line } from "./csv.js";
import { offered } from "./exporting.js";
import { button, element, filled, part } from "./html.js";
import { MAX_COMPARED, nameOf, read, saved, written } from "./saved.js";
import { citations, each, factsOf, formatOf, relatedTo, work } from "./works.js";

/** @typedef {import("./works.js").Work} Work */
/** A paper that is compared. @typedef {{ name: string, work: Work, facts: import("./works.js").Facts }} Column */

const root = part("hb-compare", HTMLElement);
const words = root.dataset;
const notes = part("hb-compare-notes", HTMLElement);
const status = part("hb-compare-status", HTMLElement);
const table = part("hb-compare-table", HTMLElement);
const head = /** @type {HTMLTableRowElement} */ (table.querySelector("thead tr"));
const rows = [.../** @type {NodeListOf<HTMLTableRowElement>} */ (table.querySelectorAll("tbody tr"))];
const exports = part("hb-export", HTMLDetailsElement);
const add = part("hb-compare-add", HTMLDetailsElement);
const proposals = /** @type {HTMLElement} */ (add.querySelector("div"));

/** @type {Column[]} */
let columns = [];
let run = 0;

/** @param {string} name */
const addressOf = (name) => new URL((words.work ?? "").replace("NAME", name), location.href);

/**
 * Return what a paper has of a fact; the English title of a paper without another one is its title.
 * @param {Column} column
 * @param {string} fact
 */
function valueOf({ facts: { title, facts } }, fact) {
  const value = facts[fact] ?? [];
  return value.length || fact !== "title" ? value : [title.map((node) => node.cloneNode(true))];
}

/** Show the papers that the address names. */
async function show() {
  const own = ++run;
  const asked = read(location.search);
  const names = asked.slice(0, MAX_COMPARED);
  root.dataset.state = "loading";
  /** @type {Element[]} */
  const said = asked.length > names.length ? [element("p", {}, words.many ?? "")] : [];
  let failed = false;
  const found = await each(names, async (name) => {
    const page = await work(addressOf(name)).catch((error) => (console.info(error), (failed = true), null));
    if (!page && !failed) said.push(element("p", {}, filled(words.unknown, { name })));
    return page && { name, work: page, facts: factsOf(page) };
  });
  if (own !== run) return; // the reader has gone on in the meantime
  if (failed) said.push(element("p", {}, words.failed ?? "", " ", button(words.again ?? "", "", show)));
  columns = found.filter((each) => each !== null);
  notes.replaceChildren(...said);
  fill();
  await propose(own);
  if (own === run) root.dataset.state = "ready";
}

/** Fill the table. */
function fill() {
  const [first] = columns.length === 1 ? [words.one] : columns.length ? [filled(words.count, { count: columns.length })] : [words.empty];
  status.textContent = first ?? "";
  table.hidden = exports.hidden = !columns.length;
  head.replaceChildren(head.cells[0], ...columns.map(heading));
  for (const row of rows) {
    const fact = row.dataset.fact ?? "";
    row.replaceChildren(row.cells[0], ...columns.map((column) => cell(valueOf(column, fact), fact)));
    row.hidden = columns.every(({ facts: { facts } }) => !facts[fact]?.length);
  }
}

/**
 * Return the head of the column of a paper, with the button that removes it.
 * @param {Column} column
 */
function heading({ name, work: { address }, facts }) {
  const link = element("a", { href: address.href }, ...facts.title);
  const remove = button(words.remove ?? "", filled(words.of, { title: link.textContent ?? "" }), () => {
    go(columns.map((other) => other.name).filter((other) => other !== name));
    status.focus();
  });
  return element("th", { scope: "col" }, link, remove);
}

/**
 * Return a cell: what a paper has of a fact, as a list where it may be several.
 * @param {Node[][]} parts
 * @param {string} fact
 */
function cell(parts, fact) {
  const made = element("td", { "data-fact": fact });
  if (!parts.length) made.append(element("span", { class: "hb-count" }, words.none ?? ""));
  else if (parts.length === 1) made.append(...parts[0]);
  else made.append(element("ul", {}, ...parts.map((nodes) => element("li", {}, ...nodes))));
  return made;
}

/**
 * Go to another comparison, as a step of the history.
 * @param {string[]} names
 */
function go(names) {
  history.pushState(null, "", location.pathname + written(names));
  show();
}

/**
 * Propose papers to add: those on the reading list, and those related to the papers that are compared.
 * @param {number} own
 */
async function propose(own) {
  const present = new Set(columns.map(({ name }) => name));
  const related = new Map(columns.flatMap((column) => relatedTo(column.work)).map(({ address, title }) => [nameOf(address.href), title]));
  const kept = await each(saved().filter((name) => !present.has(name)), async (name) => {
    const found = await brief(addressOf(name)).catch(() => null);
    return /** @type {const} */ ([name, found?.title]);
  });
  if (own !== run) return;
  add.hidden = columns.length >= MAX_COMPARED;
  add.open ||= columns.length < 2;
  proposals.replaceChildren(...group(words.saved, kept, present), ...group(words.related, [...related], present));
}

/**
 * Return buttons that add papers, below a heading.
 * @param {string | undefined} title
 * @param {(readonly [string | undefined, string | undefined])[]} papers the name and the title of each
 * @param {Set<string>} present
 */
function group(title, papers, present) {
  const buttons = papers.flatMap(([name, shown]) => {
    if (!name || !shown || present.has(name)) return [];
    return [element("li", {}, button(`+ ${shown}`, "", () => (go([...present, name]), status.focus())))];
  });
  return buttons.length ? [element("p", { class: "hb-group" }, title ?? ""), element("ul", { class: "hb-proposals" }, ...buttons)] : [];
}

/** Return the comparison as a table of text: the names of the facts, and a line for each paper. */
function csv() {
  const facts = rows.map((row) => /** @type {const} */ ([row.dataset.fact ?? "", row.cells[0].textContent ?? ""]));
  /** @param {Node[]} nodes */
  const text = (nodes) => nodes.map((node) => node.textContent).join("");
  const lines = columns.map((column) => [
    column.name,
    text(column.facts.title),
    ...facts.map(([fact]) => (fact === "links" ? links(valueOf(column, fact)) : valueOf(column, fact).map(text).join(" | "))),
  ]);
  return [["key", words.title ?? "", ...facts.map(([, name]) => name)], ...lines].map(line).join("");
}

/**
 * Return links as text: the name and the address of each.
 * @param {Node[][]} parts
 */
const links = (parts) => parts.map(([link]) => `${link.textContent} ${link instanceof HTMLAnchorElement ? link.href : ""}`).join(" | ");

offered((chosen) => {
  if (chosen.value !== "table") return citations(columns.map(({ work: { address } }) => address), formatOf(chosen));
  return Promise.resolve({ blob: new Blob([csv()], { type: "text/csv" }), count: columns.length });
});
addEventListener("popstate", show);
show();
