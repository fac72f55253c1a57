// @ts-check
/** Arrow keys between the search field and the results. */

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
