// @ts-check
/** The part of a page that exports papers: its buttons save what is made for them, and it says so. */

import { filled } from "./html.js";

/** What is exported, and of how many papers. @typedef {{ blob: Blob, count: number }} Exported */

/**
 * Have the buttons save files, and return the function that tells the reader something.
 * @param {(button: HTMLButtonElement) => Promise<Exported>} make returns what a button exports
 */
export function offered(make) {
  const box = /** @type {HTMLElement} */ (document.getElementById("hb-export"));
  const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  const buttons = [...box.querySelectorAll("button")];

  /**
   * @param {string | undefined} text
   * @param {number} count
   */
  const tell = (text, count = 0) => (status.textContent = filled(text, { count }));

  /** @param {HTMLButtonElement} button */
  const save = async (button) => {
    for (const other of buttons) other.disabled = true;
    tell(box.dataset.working);
    try {
      const { blob, count } = await make(button);
      if (count) {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = `handbook-papers${button.dataset.suffix}`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      }
      tell(count ? box.dataset.done : box.dataset.none, count);
    } catch (error) {
      console.info(error);
      tell(box.dataset.failed);
    }
    for (const other of buttons) other.disabled = false;
  };

  for (const button of buttons) button.addEventListener("click", () => save(button));
  return tell;
}
