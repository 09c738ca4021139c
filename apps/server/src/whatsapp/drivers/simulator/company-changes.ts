import type { Capabilities } from "@whatskovi/contract";
import { DriverError, type MessageRef } from "../../driver.ts";
import type { PhoneMessage } from "../../simulated-phones.ts";
import type { SimulatedNetwork } from "./simulated-network.ts";

/** What the company does to messages that are there, as the customers' phones take it. Each may be repeated. */
export class CompanyChanges {
  readonly #network: SimulatedNetwork;
  readonly #capabilities: Capabilities;

  constructor(network: SimulatedNetwork, capabilities: Capabilities) {
    this.#network = network;
    this.#capabilities = capabilities;
  }

  edit(reference: MessageRef, body: string): Promise<void> {
    const message = this.#ours(reference, this.#capabilities.editMinutes);
    if (message.type !== "TEXT") throw new DriverError("unsupported", "Texts alone can be edited.");
    if (message.deletedAt !== null) throw new DriverError("permanent", "The message has been deleted.");
    if (message.body !== body) this.#network.edit(message, body, Date.now());
    return this.#network.remember();
  }

  revoke(reference: MessageRef): Promise<void> {
    const message = this.#ours(reference, this.#capabilities.revokeMinutes);
    if (message.deletedAt === null) this.#network.revoke(message, Date.now());
    return this.#network.remember();
  }

  react(reference: MessageRef, emoji: string | null): Promise<void> {
    this.#network.react(this.#find(reference), null, emoji);
    return this.#network.remember();
  }

  #find({ providerId }: MessageRef): PhoneMessage {
    const message = this.#network.findMessage(providerId);
    if (message === null) throw new DriverError("permanent", "The phone has no such message.");
    return message;
  }

  #ours(reference: MessageRef, minutes: number | null): PhoneMessage {
    const message = this.#find(reference);
    if (message.direction !== "OUTBOUND") throw new DriverError("unsupported", "It is the customer's message.");
    if (Date.now() - message.timestamp > (minutes ?? 0) * 60_000) {
      throw new DriverError("unsupported", "The message is too old for that.");
    }
    return message;
  }
}
