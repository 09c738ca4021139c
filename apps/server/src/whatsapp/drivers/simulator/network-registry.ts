import type { DriverMemory } from "../../driver.ts";
import { SimulatedNetwork } from "./simulated-network.ts";

/** A network in use. `give` must be called once; after the last one all of it is remembered. */
export type Borrowed = { readonly network: SimulatedNetwork; give(): Promise<void> };

type Entry = { readonly network: Promise<SimulatedNetwork>; users: number };

/**
 * The networks of the numbers that somebody uses: one of each in this process. When nobody does it is forgotten here, for
 * another process may be the next to use it.
 */
export class NetworkRegistry {
  readonly #entries = new Map<string, Entry>();

  async borrow(connectionId: string, memory: DriverMemory): Promise<Borrowed> {
    const entry = this.#entries.get(connectionId) ?? { network: SimulatedNetwork.load(memory), users: 0 };
    this.#entries.set(connectionId, entry);
    entry.users++;
    try {
      const network = await entry.network;
      return { network, give: () => this.#give(connectionId, entry, network) };
    } catch (error) {
      this.#leave(connectionId, entry);
      throw error;
    }
  }

  async #give(connectionId: string, entry: Entry, network: SimulatedNetwork): Promise<void> {
    try {
      if (entry.users === 1) await network.remember();
    } finally {
      this.#leave(connectionId, entry);
    }
  }

  #leave(connectionId: string, entry: Entry): void {
    entry.users--;
    if (entry.users === 0 && this.#entries.get(connectionId) === entry) this.#entries.delete(connectionId);
  }
}
