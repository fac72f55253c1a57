// @ts-check
/** Lines of CSV by RFC 4180, as `exporters/lists.py` writes them: no cell is a formula, and none has a line end. */

const FORMULAS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"];

/**
 * Return a value as no spreadsheet runs it.
 * @param {string} value
 */
function cell(value) {
  const text = value.replace(/[\r\n\t]+/g, " ");
  const safe = FORMULAS.some((sign) => text.trimStart().startsWith(sign)) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Return values as a line.
 * @param {string[]} values
 */
export const line = (values) => `${values.map(cell).join(",")}\r\n`;
