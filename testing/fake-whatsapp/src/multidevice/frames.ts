const INTRO_LENGTH = 4;
const ROUTED_INTRO_PREFIX = 7;

/** Cuts the bytes of one WebSocket into frames: an intro once (`WA`, two version bytes; routing before it), then lengths of three bytes. */
export class FrameReader {
  #bytes = Buffer.alloc(0);
  #hasIntro = false;

  push(bytes: Buffer): Buffer[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    if (!this.#hasIntro && !this.#readIntro()) return [];
    const frames: Buffer[] = [];
    for (;;) {
      if (this.#bytes.length < 3) return frames;
      const end = 3 + this.#bytes.readUIntBE(0, 3);
      if (this.#bytes.length < end) return frames;
      frames.push(this.#bytes.subarray(3, end));
      this.#bytes = this.#bytes.subarray(end);
    }
  }

  #readIntro(): boolean {
    let length = INTRO_LENGTH;
    if (this.#bytes.toString("latin1", 0, 2) === "ED") {
      if (this.#bytes.length < ROUTED_INTRO_PREFIX) return false;
      length += ROUTED_INTRO_PREFIX + this.#bytes.readUIntBE(4, 3);
    }
    if (this.#bytes.length < length) return false;
    this.#bytes = this.#bytes.subarray(length);
    this.#hasIntro = true;
    return true;
  }
}

export function frame(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntBE(bytes.length, 0, 3);
  return Buffer.concat([head, bytes]);
}
