/**
 * How the library takes up a page that has synced: it loads itself into it and then begins to listen. Told twice that the page
 * has synced, it calls itself ready for the second time while it does not listen yet, and would stay deaf: the last word counts.
 */
export class TakeUp {
  #since = 0;
  #calls = 0;

  begun(): void {
    if (this.#calls++ === 0) this.#since = Date.now();
  }

  /** Whether the library listens now. */
  ended(): boolean {
    return this.#calls > 0 && --this.#calls === 0;
  }

  /** The page is another one. */
  forget(): void {
    this.#calls = 0;
  }

  get isUnderWay(): boolean {
    return this.#calls > 0;
  }

  isUnderWaySince(ms: number): boolean {
    return this.isUnderWay && Date.now() - this.#since >= ms;
  }
}
