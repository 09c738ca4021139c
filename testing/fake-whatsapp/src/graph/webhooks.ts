import { metaJson, signPayload } from "./signature.ts";
import type { GraphState } from "./state.ts";
import type { FakeNumber, PostedWebhook } from "./types.ts";

/** Posts webhooks as Meta does: signed over the bytes, again and again with growing pauses until somebody answers 200. */
export class WebhookPoster {
  readonly #state: GraphState;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(state: GraphState) {
    this.#state = state;
  }

  /** Posts once, and tells the answer's status; 0 when nobody answered. */
  async postOnce(number: FakeNumber, payload: unknown, signature?: string): Promise<number> {
    if (number.webhookUrl === undefined) return 0;
    const body = typeof payload === "string" ? payload : metaJson(payload);
    try {
      const response = await fetch(number.webhookUrl, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "User-Agent": "facebookexternalua",
          "X-Hub-Signature-256": signature ?? signPayload(body, number.appSecret),
        },
        body,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(20_000)]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  /** Posts until it is answered with 200; resolves with the record then, or when attempts are used up. */
  deliver(number: FakeNumber, payload: unknown): Promise<PostedWebhook> {
    const record: PostedWebhook = {
      phoneNumberId: number.phoneNumberId,
      payload,
      attempts: 0,
      status: 0,
      isDone: false,
    };
    this.#state.webhooks.push(record);
    if (number.webhookUrl === undefined) return Promise.resolve(record);
    const copies = this.#state.random() < this.#state.behaviour.duplicateRate ? 2 : 1;
    const work = Promise.all(Array.from({ length: copies }, () => this.#postUntilTaken(number, record))).then(
      () => record,
    );
    return this.#track(work);
  }

  /** Resolves when nothing is on its way any more. */
  async drain(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.drain();
  }

  async #postUntilTaken(number: FakeNumber, record: PostedWebhook): Promise<void> {
    const { webhookDelayMs, retryAfterMs, maxAttempts } = this.#state.behaviour;
    const [least, most] = webhookDelayMs;
    await this.#pause(least + this.#state.random() * (most - least));
    for (let attempt = 0; attempt < maxAttempts && !this.#closing.signal.aborted; attempt++) {
      record.attempts++;
      record.status = await this.postOnce(number, record.payload);
      if (record.status === 200) {
        record.isDone = true;
        return;
      }
      await this.#pause(Math.min(retryAfterMs * 2 ** attempt, retryAfterMs * 100));
    }
  }

  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#closing;
    if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      signal.addEventListener("abort", finish);
    });
  }

  #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
    return work;
  }
}
