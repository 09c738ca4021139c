/** Lets so many begin at once; the others wait their turn. A starting browser takes a whole processor. */
export class StartLimiter {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Resolves when it is one's turn, to what gives the turn back; null when `given.up` was aborted meanwhile. */
  async turn(givenUp: AbortSignal): Promise<(() => void) | null> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let isGiven = false;
    const give = () => {
      if (isGiven) return;
      isGiven = true;
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    };
    if (!givenUp.aborted) return give;
    give();
    return null;
  }
}
