import { newId } from "../../../platform/ids.ts";
import type { DriverMemory } from "../../driver.ts";
import type { InboundEventInput } from "../../driver.ts";
import type { Addressing, PhoneMessage } from "../../simulated-phones.ts";

/** What is remembered at once: messages as they are now, those who wrote, and what has still to be told. */
export type LogPart = {
  readonly messages: readonly PhoneMessage[];
  readonly names: readonly (readonly [phone: string, name: string, addressing?: Addressing])[];
  /** By its id; null when it has been told. */
  readonly news?: readonly (readonly [id: string, event: InboundEventInput | null])[];
};

const partType = "phone-log";
const minSnapshotBytes = 1024 * 1024;
const maxParts = 500;

/**
 * The memory of simulated phones: a log of parts, written again as one when it has grown. A part costs one row however many
 * messages it holds, so remembering hardly takes anything from receiving.
 */
export class PhoneLog {
  readonly #memory: DriverMemory;
  #partIds: string[] = [];
  #bytes = 0;
  #snapshotBytes = 0;

  constructor(memory: DriverMemory) {
    this.#memory = memory;
  }

  /** Oldest first. */
  async read(): Promise<LogPart[]> {
    const stored = await this.#memory.list(partType);
    this.#partIds = [...stored.keys()].toSorted();
    this.#bytes = [...stored.values()].reduce((sum, value) => sum + value.byteLength, 0);
    return this.#partIds.map((id) => JSON.parse(Buffer.from(stored.get(id) ?? []).toString("utf8")) as LogPart);
  }

  /** Durable when it resolves. `everything` is asked for when the log is to be written anew. */
  async append(part: LogPart, everything: () => LogPart): Promise<void> {
    const isGrown =
      this.#partIds.length >= maxParts || this.#bytes > Math.max(minSnapshotBytes, 2 * this.#snapshotBytes);
    const value = Buffer.from(JSON.stringify(isGrown ? everything() : part));
    const gone = isGrown ? this.#partIds : [];
    // Version 7: parts sort by the time at which they were written.
    const id = newId();
    await this.#memory.set([
      ...gone.map((old) => ({ type: partType, id: old, value: null })),
      { type: partType, id, value },
    ]);
    if (isGrown) this.#snapshotBytes = value.byteLength;
    this.#partIds = [...this.#partIds.slice(gone.length), id];
    this.#bytes = isGrown ? value.byteLength : this.#bytes + value.byteLength;
  }
}
