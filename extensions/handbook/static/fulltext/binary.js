// @ts-check
/** The binary form of numbers, words and files, as extensions/handbook/fulltext/binary.py writes it. */

const decoder = new TextDecoder();

/** Reads numbers and words one after another; what is cut off is a RangeError. */
export class Reader {
  /** @param {Uint8Array} data */
  constructor(data, at = 0) {
    this.data = data;
    this.at = at;
  }

  /** Read a number of at least 0: seven bits a byte, the lowest first. */
  number() {
    const { data } = this;
    let byte = data[this.at++];
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let unit = 0x80;
    do {
      byte = data[this.at++];
      if (byte === undefined) throw new RangeError("cut off");
      value += (byte & 0x7f) * unit;
      unit *= 0x80;
    } while (byte & 0x80);
    return value;
  }

  /** @param {number} length */
  bytes(length) {
    if (!(this.at + length <= this.data.length)) throw new RangeError("cut off");
    return this.data.subarray(this.at, (this.at += length));
  }
}

/** Reads sorted words, of which each names how many bytes it shares with the one before. */
export class Words {
  /** @param {Reader} reader */
  constructor(reader) {
    this.reader = reader;
    this.before = new Uint8Array(256);
  }

  /** Read the next word. */
  next() {
    const shared = this.reader.number();
    const own = this.reader.bytes(this.reader.number());
    const length = shared + own.length;
    if (length > this.before.length) {
      const longer = new Uint8Array(2 * length);
      longer.set(this.before);
      this.before = longer;
    }
    this.before.set(own, shared);
    return decoder.decode(this.before.subarray(0, length));
  }
}

/**
 * Return the head of a file, which is JSON, and its binary sections by name.
 * @param {Uint8Array} data
 * @returns {{ head: any, sections: Map<string, Uint8Array> }}
 */
export function container(data) {
  const reader = new Reader(data);
  const head = JSON.parse(decoder.decode(reader.bytes(reader.number())));
  const sections = new Map();
  for (const [name, length] of Object.entries(head.sections)) sections.set(name, reader.bytes(/** @type {number} */ (length)));
  return { head, sections };
}
