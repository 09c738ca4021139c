/** A place in the queue, then at the start. */
export type Turn = {
  /** Resolves when it is one's turn. */
  readonly begins: Promise<void>;
  /** Lets the next one start, or leaves the queue. May be repeated. */
  end(): void;
};

/** Lets so many start at once and no more, first come, first served: a start costs more than what runs. */
export class StartGate {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(): Turn {
    const { promise, resolve } = Promise.withResolvers<void>();
    let hasBegun = false;
    let hasEnded = false;
    const begin = () => {
      hasBegun = true;
      this.#underWay++;
      resolve();
    };
    if (this.#underWay < this.#limit) begin();
    else this.#waiting.push(begin);
    return {
      begins: promise,
      end: () => {
        if (hasEnded) return;
        hasEnded = true;
        if (!hasBegun) this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        else {
          this.#underWay--;
          this.#waiting.shift()?.();
        }
      },
    };
  }
}
