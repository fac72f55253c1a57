// @ts-check
/** The steps of a reader in the history of the browser, each with the place on the page where it was left. */

const TYPED = 300; // milliseconds without typing after which the address is written, which browsers limit
const SCROLLED = 150; // milliseconds without scrolling after which the place is kept

/** How many results are shown, and how far the page is scrolled. @typedef {{ shown: number, top: number }} Place */

/** Writes the address. What is being typed replaces the address of its step until it is made a step of its own. */
export class Steps {
  /** @param {() => number | null} shown returns how many results are shown; null while they are not those of the step */
  constructor(shown) {
    this.shown = shown;
    /** the query of the address of this step without what is being typed */
    this.address = location.search;
    /** @type {Place | null} the place of this step before the typing */
    this.before = null;
    /** @type {string | null} the query of an address that is to be written */
    this.draft = null;
    this.isTyping = false;
    this.timer = 0;
    history.scrollRestoration = "manual"; // there is nothing to scroll before the results are shown
    let scrolled = 0;
    addEventListener("scroll", () => {
      clearTimeout(scrolled);
      scrolled = setTimeout(() => this.keepPlace(), SCROLLED);
    });
    addEventListener("pagehide", () => this.keepPlace());
  }

  /**
   * The place that the current step was left at.
   * @returns {Place | null}
   */
  get place() {
    return typeof history.state?.shown === "number" ? history.state : null;
  }

  /**
   * @param {string} address
   * @param {Place | null} place
   */
  #replace(address, place) {
    clearTimeout(this.timer);
    this.draft = null;
    history.replaceState(place, "", location.pathname + address);
  }

  /** Keep the place in the current step. */
  keepPlace() {
    const shown = this.shown();
    if (shown !== null) this.#replace(this.draft ?? location.search, { shown, top: scrollY });
    else if (this.draft !== null) this.#replace(this.draft, null);
  }

  /**
   * Write what is being typed into the address, when the reader pauses.
   * @param {string} address
   */
  type(address) {
    if (!this.isTyping) this.before = this.place;
    this.isTyping = true;
    clearTimeout(this.timer);
    this.draft = address;
    this.timer = setTimeout(() => this.#replace(address, null), TYPED);
  }

  /**
   * Make a step; the one before it becomes again what it was before the typing.
   * @param {string} address
   */
  make(address) {
    if (this.isTyping) this.#replace(this.address, this.before);
    else this.keepPlace();
    if (address !== this.address) history.pushState(null, "", location.pathname + address);
    this.#arrive(address);
  }

  /**
   * Correct the address of the current step.
   * @param {string} address
   */
  correct(address) {
    this.#replace(address, this.place);
    this.#arrive(address);
  }

  /** Note that the reader has gone back or forth to another step; return whether that is so, and not only to a part of the page. */
  returned() {
    if (location.search === this.address && !this.isTyping) return false;
    clearTimeout(this.timer);
    this.#arrive(location.search);
    return true;
  }

  /** @param {string} address */
  #arrive(address) {
    this.address = address;
    this.draft = null;
    this.isTyping = false;
  }
}
