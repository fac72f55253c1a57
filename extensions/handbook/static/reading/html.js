// @ts-check
/** Elements and messages: what every script needs that adds to a page. */

/**
 * Return an element with attributes and content; strings are text, never markup.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} [attributes]
 * @param {...(string | Node)} content
 */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/**
 * Replace the {placeholders} of a message.
 * @param {string | undefined} message
 * @param {Record<string, string | number>} values
 */
export const filled = (message, values) => (message ?? "").replace(/\{(\w+)\}/g, (_all, name) => String(values[name] ?? ""));

export const HAN = /[\u3400-\u9fff]/u;

/**
 * Return the attribute for the language of a text, if it is not that of the page.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export const language = (text) => (HAN.test(text) ? {} : { lang: "en" });

/**
 * Return a button with a visible name, which those who hear it hear with what it is for.
 * @param {string} name
 * @param {string} of
 * @param {() => void} press
 */
export function button(name, of, press) {
  const made = element("button", { type: "button", class: "hb-chip" }, name);
  if (of) made.append(element("span", { class: "visually-hidden" }, of));
  made.addEventListener("click", press);
  return made;
}

/**
 * Return the element of the page with an id.
 * @template {Element} Type @param {string} id @param {new () => Type} type
 */
export function part(id, type) {
  const node = document.getElementById(id);
  if (!(node instanceof type)) throw new Error(id);
  return node;
}
