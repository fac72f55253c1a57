// @ts-check
/** Loading of the files of an index, which are compressed. A request that failed is made anew when it is asked for again. */

import { container } from "./binary.js";

const MAGIC = "FTX1";
const TOO_BUSY = [408, 425, 429];

/**
 * Says that a file of an index could not be read: the network or the server does not answer (`offline`), the server does not have
 * the file (`missing`), or its content is something else (`damaged`).
 */
export class IndexError extends Error {
  /**
   * @param {string} message
   * @param {"offline" | "missing" | "damaged"} kind
   */
  constructor(message, kind) {
    super(message);
    this.name = "IndexError";
    this.kind = kind;
  }
}

/** @type {Set<string>} the addresses whose answer was of no use, which the browser may have cached */
const useless = new Set();

/**
 * Return the bytes of an answer.
 * @param {string} address
 * @param {RequestCache} cache
 */
async function answered(address, cache) {
  try {
    const answer = await fetch(address, { cache: useless.has(address) ? "reload" : cache });
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    const busy = answer.status >= 500 || TOO_BUSY.includes(answer.status);
    throw new IndexError(`${address}: ${answer.status}`, busy ? "offline" : "missing");
  } catch (error) {
    throw error instanceof IndexError ? error : new IndexError(`${address}: ${error}`, "offline");
  }
}

/**
 * Return the content of compressed data. It is written to the stream without a Blob, which a browser stores in another process.
 * @param {Uint8Array<ArrayBuffer>} data
 */
async function decompressed(data) {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const [content] = await Promise.all([new Response(readable).arrayBuffer(), writer.write(data), writer.close()]);
  return new Uint8Array(content);
}

/**
 * Return what `read` makes of the decompressed content of a file; it may throw at content that is not what it expects.
 * @template Type
 * @param {URL} address
 * @param {RequestCache} cache
 * @param {(data: Uint8Array) => Type} read
 */
async function loaded(address, cache, read) {
  const data = await answered(address.href, cache);
  try {
    const packed = data[0] === 0x1f && data[1] === 0x8b; // otherwise the server has decompressed it
    const found = read(packed ? await decompressed(data) : data);
    useless.delete(address.href);
    return found;
  } catch (error) {
    useless.add(address.href);
    throw new IndexError(`${address.href}: ${error}`, "damaged");
  }
}

/**
 * Return what `read` makes of the content of a binary file after its mark.
 * @template Type
 * @param {URL} address
 * @param {(data: Uint8Array) => Type} read
 * @param {RequestCache} [cache]
 */
export function binary(address, read, cache = "default") {
  return loaded(address, cache, (data) => {
    if (String.fromCharCode(...data.subarray(0, MAGIC.length)) !== MAGIC) throw new RangeError("another format");
    return read(data.subarray(MAGIC.length));
  });
}

/**
 * Return what `read` makes of a file with a head and sections.
 * @template Type
 * @param {URL} address
 * @param {(content: ReturnType<typeof container>) => Type} read
 * @param {RequestCache} [cache]
 */
export const sections = (address, read, cache) => binary(address, (data) => read(container(data)), cache);

/**
 * Return the JSON data of a file.
 * @param {URL} address
 * @param {RequestCache} [cache]
 */
export const json = (address, cache = "default") =>
  loaded(address, cache, (data) => JSON.parse(new TextDecoder().decode(data)));

/**
 * Return what was loaded under a key before; if that is nothing, what `load` returns. What fails is loaded anew.
 * @template Key, Type
 * @param {Map<Key, Promise<Type>>} before
 * @param {Key} key
 * @param {() => Promise<Type>} load
 * @returns {Promise<Type>}
 */
export function loadedOnce(before, key, load) {
  const known = before.get(key);
  if (known) return known;
  const found = load();
  before.set(key, found);
  found.catch(() => before.delete(key));
  return found;
}
