// @ts-check
/** Loading of the files of the index, which are compressed; a damaged file is an error. */

/** The root of the site, two folders above this file. */
export const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL("_search/", ROOT);
const PAGEFIND_MARK = "pagefind_dcd";

/** Says that a file of the index is missing or damaged. */
export class IndexError extends Error {}

/**
 * Return the decompressed content of a file.
 * @param {string} name
 * @param {RequestCache} [cache]
 * @returns {Promise<Uint8Array>}
 */
async function bytes(name, cache = "default") {
  try {
    const answer = await fetch(new URL(name, FOLDER), { cache });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const data = new Uint8Array(await answer.arrayBuffer());
    if (data[0] !== 0x1f || data[1] !== 0x8b) return data; // the server has decompressed it
    const unpacked = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    throw new IndexError(`${name}: ${error}`);
  }
}

/**
 * Return the JSON data of a file.
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
 * Return the content of a file of Pagefind after its mark.
 * @param {string} name
 */
export async function pagefind(name) {
  const data = await bytes(name);
  if (new TextDecoder().decode(data.subarray(0, PAGEFIND_MARK.length)) !== PAGEFIND_MARK) throw new IndexError(name);
  return data.subarray(PAGEFIND_MARK.length);
}
