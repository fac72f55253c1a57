// @ts-check
/** The page of the reading list: the works that are saved, or those that the address names, with what can be done with them. */

import { brief } from "./copies.js";
import { offered } from "./exporting.js";
import { button, element, filled, language, part } from "./html.js";
import { MAX_COMPARED, MIN_COMPARED, keep, read, saved, watch, written } from "./saved.js";
import { citations, each, formatOf } from "./works.js";

/** @typedef {import("./copies.js").Brief} Brief */

const root = part("hb-list", HTMLElement);
const words = root.dataset;
const notes = part("hb-list-notes", HTMLElement);
const status = part("hb-list-status", HTMLElement);
const list = part("hb-list-papers", HTMLUListElement);
const tools = part("hb-list-tools", HTMLElement);
const said = part("hb-list-said", HTMLElement);
const clear = part("hb-list-clear", HTMLButtonElement);
const exports = part("hb-export", HTMLDetailsElement);

/** @type {string[]} what is shown */
let names = [];
/** Whether it is the list of someone else, which the address names. */
let isShared = false;
let run = 0;

/** @param {string} name */
const addressOf = (name) => new URL((words.work ?? "").replace("NAME", name), location.href);

/** Show the list that the address asks for. */
async function show() {
  const own = ++run;
  const given = read(location.search);
  isShared = given.length > 0;
  names = isShared ? given : saved();
  root.dataset.state = "loading";
  status.textContent = names.length ? filled(words.count, { count: names.length }) : (words.empty ?? "");
  notes.replaceChildren(...(isShared ? [sharing()] : []));
  for (const node of [tools, exports]) node.hidden = !names.length;
  clear.hidden = isShared;
  list.replaceChildren(...names.map((name) => element("li", { "data-name": name }, name)));
  await each([...list.children], fill);
  if (own === run) root.dataset.state = "ready";
}

/** Return the notice that a list is that of someone else, with the ways to one's own. */
function sharing() {
  const add = button(words.add ?? "", "", () => {
    const outcome = keep([...new Set([...saved(), ...names])]);
    say((outcome === "kept" ? words.added : words[outcome]) ?? "");
  });
  const text = `${filled(words.shared, { count: names.length })} `;
  return element("p", { class: "hb-shared" }, text, add, " ", element("a", { href: location.pathname }, words.own ?? ""));
}

/**
 * Say what has happened, with a button that undoes it.
 * @param {string} text
 * @param {(() => void)} [undo]
 */
function say(text, undo) {
  said.textContent = text;
  if (undo) said.append(" ", button(words.undo ?? "", "", undo));
  if (tools.hidden) notes.replaceChildren(said);
}

/**
 * Save another list in the place of the one that is shown, which can be undone.
 * @param {string[]} next
 */
function change(next) {
  const before = names;
  const outcome = keep(next);
  const shown = show();
  say((outcome === "refused" ? words.refused : words.removed) ?? "", () => {
    keep(before);
    show();
    say("");
    status.focus();
  });
  return shown;
}

/**
 * Fill the row of a work.
 * @param {Element} row
 */
async function fill(row) {
  const name = row.getAttribute("data-name") ?? "";
  const address = addressOf(name);
  try {
    const found = await brief(address);
    row.replaceChildren(...(found ? described(found, address, name) : [element("p", {}, `${name}: ${words.unknown}`), tool(name, name)]));
  } catch (error) {
    console.info(error);
    const again = button(words.again ?? "", filled(words.of, { title: name }), () => fill(row));
    row.replaceChildren(element("p", {}, `${name}: ${words.failed} `, again), tool(name, name));
  }
}

/**
 * Return what the row of a work shows.
 * @param {Brief} found
 * @param {URL} address
 * @param {string} name
 */
function described({ title, subtitle, facts }, address, name) {
  const link = element("a", { href: address.href, ...language(title) }, title);
  const parts = [element("p", { class: "hb-row-title" }, link)];
  if (subtitle) parts.push(element("p", { class: "hb-title-en", ...language(subtitle) }, subtitle));
  for (const fact of facts) parts.push(element("p", { class: "hb-meta" }, fact));
  return [...parts, tool(title, name)];
}

/**
 * Return what can be done with one work: choose it, or remove it from one's own list.
 * @param {string} title
 * @param {string} name
 */
function tool(title, name) {
  const heard = filled(words.of, { title });
  const box = element("input", { type: "checkbox", value: name });
  const choose = element("label", { class: "hb-choose" }, box, " ", words.choose ?? "", element("span", { class: "visually-hidden" }, heard));
  const line = element("p", { class: "hb-row-tools" }, choose);
  if (!isShared) {
    const remove = button(words.remove ?? "", heard, async () => {
      const at = names.indexOf(name);
      await change(names.filter((other) => other !== name));
      const next = list.children[Math.min(at, list.children.length - 1)];
      (next?.querySelector("a") ?? status).focus();
    });
    line.append(" ", remove);
  }
  return line;
}

part("hb-list-compare", HTMLButtonElement).addEventListener("click", () => {
  const chosen = [.../** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("input:checked"))].map(({ value }) => value);
  if (chosen.length < MIN_COMPARED || chosen.length > MAX_COMPARED) say(words.limit ?? "");
  else location.href = (words.compare ?? "") + written(chosen);
});
part("hb-list-share", HTMLButtonElement).addEventListener("click", async () => {
  const address = location.origin + location.pathname + written(names);
  try {
    await navigator.clipboard.writeText(address);
    say(words.copied ?? "");
  } catch {
    say(`${words.uncopied} `);
    said.append(element("a", { href: address }, address));
  }
});
clear.addEventListener("click", () => {
  change([]);
  status.focus();
});
offered((chosen) => citations(names.map(addressOf), formatOf(chosen)));
addEventListener("popstate", show);
watch(() => !isShared && show());
show();
