// @ts-check
/** Arrow keys between the search field and the results, and the focus where results are replaced. */

/**
 * Have arrow keys and Escape move the focus; browsers follow a link on Enter by default.
 * @param {HTMLElement} root
 * @param {HTMLInputElement} input
 */
export function followArrows(root, input) {
  root.addEventListener("keydown", (event) => {
    if (event.isComposing || !(event.target instanceof HTMLElement)) return;
    const links = [...root.querySelectorAll(".hb-result a")].filter((link) => link.checkVisibility());
    const at = links.indexOf(event.target);
    if (event.target !== input && at < 0) return;
    /** @type {Element | undefined} */
    let next;
    if (event.key === "ArrowDown") next = links[at + 1];
    else if (event.key === "ArrowUp" && at >= 0) next = links[at - 1] ?? input;
    else if (event.key === "Escape" && at >= 0) next = input;
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
}

/**
 * Replace results; a link among them that has the focus passes it to the one in its place, or to the field.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} results
 * @param {HTMLInputElement} input
 */
export function replaceResults(list, results, input) {
  const links = () => [...list.querySelectorAll("a")];
  const at = links().findIndex((link) => link === document.activeElement);
  list.replaceChildren(...results);
  if (at >= 0) (links()[at] ?? input).focus({ preventScroll: true });
}
