// @ts-check
/** The HTML of results, on the search page and in the dialog. */

import { excerpt, marked, matches } from "./excerpt.js";
import { ROOT } from "./engine.js";
import { HAN, element, filled, language } from "../reading/html.js";

/**
 * Return the list item of a result.
 * @param {import("./engine.js").Card} card
 * @param {import("./engine.js").Asked} query
 * @param {import("./engine.js").Engine} engine
 */
export function result(card, query, engine) {
  const { variants, strings } = engine;
  /** @type {Map<string, import("./excerpt.js").Span[]>} */
  const known = new Map();
  /** @param {string} text */
  const spansIn = (text) => {
    const spans = known.get(text) ?? matches(text, query, variants);
    known.set(text, spans);
    return spans;
  };
  /** @param {string} text */
  const all = (text) => marked(text, spansIn(text));
  const link = element("a", { href: new URL(card.address, ROOT).href, ...language(card.title) }, all(card.title));
  const kind = element("span", { class: "hb-result-kind" }, engine.kindNames[card.kind] ?? card.kind);
  const made = element("li", { class: "hb-result", "data-kind": card.kind, "data-id": card.id });
  made.append(element("p", { class: "hb-result-title" }, link, " ", kind));
  if (card.subtitle) made.append(element("p", { class: "hb-result-subtitle", ...language(card.subtitle) }, all(card.subtitle)));
  const names = card.people.join(HAN.test(card.people[0] ?? "") ? strings.separator : ", ");
  const facts = [card.more ? filled(strings["and-others"], { names }) : names, card.where, card.institutions.join(strings.separator)];
  const shown = facts.filter((fact) => fact).map((fact) => element("span", {}, all(fact)));
  if (shown.length) made.append(element("p", { class: "hb-result-facts" }, ...shown));
  if (card.text) {
    const spans = spansIn(card.text);
    made.append(
      element("p", { class: "hb-result-text", ...language(card.text) }, marked(card.text, spans, excerpt(card.text, spans))),
    );
  }
  for (const reason of engine.reasons(card, (text) => spansIn(text).length > 0)) made.append(element("p", { class: "hb-result-why" }, all(reason)));
  for (const erratum of card.errata ?? []) {
    if (spansIn(erratum).length) made.append(element("p", { class: "hb-result-why" }, all(filled(strings.erratum, { text: erratum }))));
  }
  return made;
}

/**
 * Return the list item in the place of a result that could not be loaded, with a button that loads it again.
 * @param {import("./engine.js").Engine} engine
 * @param {() => void} again
 */
export function missing({ strings }, again) {
  const button = element("button", { type: "button", class: "hb-chip" }, strings.again);
  button.addEventListener("click", again);
  return element("li", { class: "hb-result-missing" }, strings["card-missing"], " ", button);
}
