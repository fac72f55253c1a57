// @ts-check
/** The files of the index: below the root of the site, packed with gzip, and never half. */

/** The root of the site; this file is two folders below it. */
export const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL("_search/", ROOT);
const PAGEFIND_MARK = 12; // "pagefind_dcd"

/** A file of the index is missing or damaged. */
export class IndexError extends Error {}

/**
 * Return the bytes of a file, unpacked.
 * @param {string} name
 * @param {RequestCache} [cache]
 * @returns {Promise<Uint8Array>}
 */
async function bytes(name, cache = "default") {
  try {
    const answer = await fetch(new URL(name, FOLDER), { cache });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const data = new Uint8Array(await answer.arrayBuffer());
    if (data[0] !== 0x1f || data[1] !== 0x8b) return data; // the server has unpacked it
    const unpacked = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    throw new IndexError(`${name}: ${error}`);
  }
}

/**
 * Return what a file holds as JSON.
 * @param {string} name
 * @param {RequestCache} [cache]
 */
export async function json(name, cache) {
  const data = await bytes(name, cache);
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch (error) {
    throw new IndexError(`${name}: ${error}`);
  }
}

/**
 * Return what a file of Pagefind holds behind its mark.
 * @param {string} name
 */
export async function pagefind(name) {
  const data = await bytes(name);
  if (new TextDecoder().decode(data.subarray(0, PAGEFIND_MARK)) !== "pagefind_dcd") throw new IndexError(name);
  return data.subarray(PAGEFIND_MARK);
}
