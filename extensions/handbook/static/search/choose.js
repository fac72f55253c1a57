// @ts-check
/** Choosing among the results: papers that are compared, or put on the reading list. */

import { button, element, filled, part } from "../reading/html.js";
import { MAX_COMPARED, MIN_COMPARED, keep, nameOf, saved, written } from "../reading/saved.js";

const place = part("hb-choice", HTMLElement);
const words = place.dataset;
/** @type {Set<string>} the names of the pages of the papers that are chosen */
const chosen = new Set();
const status = element("span", { role: "status" });
const count = element("span", { role: "status" });
const link = element("a", { href: words.address ?? "" }, words.compare ?? "");
const save = button(words.save ?? "", "", () => {
  const outcome = keep([...new Set([...saved(), ...chosen])]);
  status.textContent = (outcome === "kept" ? words.saved : /** @type {HTMLElement | null} */ (document.querySelector(".hb-list-link"))?.dataset[outcome]) ?? "";
});
place.append(count, " ", link, " ", save, " ", status);

/** Show how many are chosen, and what can be done with them. */
function show() {
  place.hidden = !chosen.size;
  count.textContent = filled(words.chosen, { count: chosen.size });
  const isAllowed = chosen.size >= MIN_COMPARED && chosen.size <= MAX_COMPARED;
  link.hidden = !isAllowed;
  link.href = (words.address ?? "") + written([...chosen]);
  status.textContent = isAllowed ? "" : (words.limit ?? "");
}

/**
 * Add a box to each paper among the results.
 * @param {HTMLElement} list
 */
export function decorate(list) {
  for (const result of list.querySelectorAll(".hb-result:not(:has(.hb-choose))")) {
    const title = result.querySelector("a");
    const name = title && nameOf(title.href);
    if (!name) continue;
    const box = element("input", { type: "checkbox" });
    box.checked = chosen.has(name);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(name);
      else chosen.delete(name);
      show();
    });
    const of = element("span", { class: "visually-hidden" }, filled(words.of, { title: title.textContent ?? "" }));
    result.querySelector(".hb-result-title")?.append(" ", element("label", { class: "hb-choose" }, box, " ", words.choose ?? "", of));
  }
}
