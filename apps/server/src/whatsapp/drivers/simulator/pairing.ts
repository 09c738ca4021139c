import { randomBytes, randomInt } from "node:crypto";
import type { DriverMemory } from "../../driver.ts";

const credentials = { type: "credentials", id: "device" } as const;
const letters = "ABCDEFGHJKLMNPQRSTVWXYZ123456789";

/** What the phone and we agreed on when it linked us. */
export class Pairing {
  readonly #memory: DriverMemory;

  constructor(memory: DriverMemory) {
    this.#memory = memory;
  }

  async isLinked(): Promise<boolean> {
    return (await this.#memory.get(credentials.type, [credentials.id])).has(credentials.id);
  }

  async link(): Promise<void> {
    await this.#memory.set([{ ...credentials, value: randomBytes(32) }]);
  }

  async unlink(): Promise<void> {
    await this.#memory.set([{ ...credentials, value: null }]);
  }
}

/** As WhatsApp writes it: a reference and three keys. */
export const newQrCode = (): string =>
  `2@${[randomBytes(60), randomBytes(32), randomBytes(32), randomBytes(32)].map((part) => part.toString("base64")).join(",")}`;

export function newPairingCode(): string {
  const code = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join("");
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
