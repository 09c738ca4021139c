import { driverCapabilities } from "@whatskovi/contract";
import {
  type DriverError,
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
  readonly capabilities = driverCapabilities.simulator;
  maxConcurrentSends = 4;
  readonly asked: SendCommand[] = [];
  readonly steps: Step[] = [];
  reconciliation: Reconciliation = { outcome: "waiting" };

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

  async reconcile(): Promise<Reconciliation> {
    return this.reconciliation;
  }

  openMedia(): never {
    throw new Error("nobody asks for files here");
  }
}
