/** What goes wrong with the next message that the company's device sends. */
export type SendFault =
  /** The server refuses it with this code (463 restricted, 479 malformed, …); it reaches nobody. */
  | { readonly kind: "nack"; readonly code: string }
  /** It arrives, and the server's answer never comes. */
  | { readonly kind: "ack-lost" }
  /** It arrives, and the server's answer comes late. */
  | { readonly kind: "ack-slow"; readonly delayMs: number }
  /** It reaches nobody, and no answer comes. */
  | { readonly kind: "lost" }
  /** It arrives, then the line breaks before the answer. */
  | { readonly kind: "drop-after-arrival" }
  /** The line breaks before it arrives. */
  | { readonly kind: "drop-before-arrival" }
  /** The recipient's phone cannot open it and asks for it again. */
  | { readonly kind: "unreadable" };

/** What goes wrong with the next logins: the server closes with this reason (401, 402, 403, 406, 503, …). */
export type LoginFault = { readonly reason: string };

/** Faults that wait for their moment, each used once. */
export class Faults {
  readonly #sends: SendFault[] = [];
  readonly #logins: LoginFault[] = [];

  addSend(fault: SendFault, times: number): void {
    this.#sends.push(...Array.from({ length: times }, () => fault));
  }

  addLogin(fault: LoginFault, times: number): void {
    this.#logins.push(...Array.from({ length: times }, () => fault));
  }

  /** Whether nothing waits to go wrong. */
  get isEmpty(): boolean {
    return this.#sends.length === 0 && this.#logins.length === 0;
  }

  takeSend(): SendFault | undefined {
    return this.#sends.shift();
  }

  takeLogin(): LoginFault | undefined {
    return this.#logins.shift();
  }

  clear(): void {
    this.#sends.length = 0;
    this.#logins.length = 0;
  }
}
