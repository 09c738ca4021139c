const MAX_RECIPIENTS = 10_000;

/** How often each recipient's rate limit was hit in a row: the pause grows with it. */
export class PairLimits {
  readonly #refusals = new Map<string, number>();

  refusalsOf(recipient: string): number {
    return this.#refusals.get(recipient) ?? 0;
  }

  refused(recipient: string): void {
    const refusals = this.refusalsOf(recipient) + 1;
    this.#refusals.delete(recipient);
    this.#refusals.set(recipient, refusals);
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > MAX_RECIPIENTS && oldest !== undefined) this.#refusals.delete(oldest);
  }

  accepted(recipient: string): void {
    this.#refusals.delete(recipient);
  }
}
