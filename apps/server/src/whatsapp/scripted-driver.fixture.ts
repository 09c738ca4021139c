import { type Capabilities, driverCapabilities } from "@whatskovi/contract";
import type { ActionWish } from "./delivery-queue.ts";
import {
  type DriverError,
  type MessageRef,
  type Reconciliation,
  type SendCommand,
  type SendReceipt,
  type WhatsAppDriver,
} from "./driver.ts";

/** What a driver does with one message: answers, throws, or waits until the test lets it go on. */
export type Step = (command: SendCommand) => Promise<SendReceipt> | SendReceipt;

export const answers: Step = ({ messageId }) => ({ providerId: `p.${messageId}` });
export const throws =
  (error: DriverError): Step =>
  () => {
    throw error;
  };

/** A driver that does as the test says, and remembers what it was asked to send. */
export class ScriptedDriver implements WhatsAppDriver {
  readonly kind = "simulator";
  readonly capabilities: Capabilities = driverCapabilities.simulator;
  maxConcurrentSends = 4;
  readonly asked: SendCommand[] = [];
  readonly steps: Step[] = [];
  reconciliation: Reconciliation = { outcome: "waiting" };
  /** The actions that it was asked for, in order, and what it does with the next ones instead of taking them. */
  readonly acted: { providerId: string; wish: ActionWish }[] = [];
  readonly actionSteps: (() => Promise<void> | void)[] = [];

  get bodies(): string[] {
    return this.asked.map(({ content }) => content.body);
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async logout(): Promise<void> {}

  async send(command: SendCommand): Promise<SendReceipt> {
    this.asked.push(command);
    return (this.steps.shift() ?? answers)(command);
  }

  react(message: MessageRef, emoji: string | null): Promise<void> {
    return this.#act(message, { kind: "REACTION", emoji });
  }

  edit(message: MessageRef, body: string): Promise<void> {
    return this.#act(message, { kind: "EDIT", body });
  }

  revoke(message: MessageRef): Promise<void> {
    return this.#act(message, { kind: "REVOKE" });
  }

  async #act({ providerId }: MessageRef, wish: ActionWish): Promise<void> {
    this.acted.push({ providerId, wish });
    await this.actionSteps.shift()?.();
  }

  async reconcile(): Promise<Reconciliation> {
    return this.reconciliation;
  }

  openMedia(): never {
    throw new Error("nobody asks for files here");
  }
}
