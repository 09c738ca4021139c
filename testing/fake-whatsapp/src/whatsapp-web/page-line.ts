import type { WebSocket } from "ws";
import { z } from "zod";

/** What a page says: with a number it wants an answer. */
const Parcel = z.object({
  number: z.number().optional(),
  ask: z.string(),
  about: z.record(z.string(), z.unknown()).default({}),
});

/** An answer that never comes. */
export const NO_ANSWER = Symbol("no answer");

/** The line to one open page. While it is held (a dropped connection) nothing passes in either direction, and nothing is lost. */
export class PageLine {
  private readonly socket: WebSocket;
  private readonly answer: (ask: string, about: Record<string, unknown>) => unknown;
  private isHeld = false;
  private readonly held: (() => void)[] = [];

  constructor(socket: WebSocket, answer: (ask: string, about: Record<string, unknown>) => unknown) {
    this.socket = socket;
    this.answer = answer;
    socket.on("message", (data: Buffer) => this.whenFree(() => void this.onParcel(data.toString())));
  }

  tell(what: string, about: object): void {
    this.whenFree(() => this.post({ tell: what, about }));
  }

  /** The line drops: the page sees it, and waits. */
  hold(state: string): void {
    this.tell("state", { state });
    this.isHeld = true;
  }

  /** The line is back, and what waited passes in its order. */
  release(): void {
    this.isHeld = false;
    this.tell("state", { state: "CONNECTED" });
    for (const step of this.held.splice(0)) step();
  }

  private whenFree(step: () => void): void {
    if (this.isHeld) this.held.push(step);
    else step();
  }

  private async onParcel(text: string): Promise<void> {
    const { number, ask, about } = Parcel.parse(JSON.parse(text));
    try {
      const answer = await this.answer(ask, about);
      if (number !== undefined && answer !== NO_ANSWER)
        this.whenFree(() => this.post({ number, answer: answer ?? {} }));
    } catch (error) {
      const { message, name } = error as Error;
      if (number !== undefined) this.post({ number, error: { message, name } });
    }
  }

  private post(parcel: object): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(parcel));
  }
}
