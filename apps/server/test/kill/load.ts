import { newId } from "../../src/platform/ids.ts";
import { ApiError } from "../api-client.ts";
import type { KillWorld } from "./kill-world.ts";

/** What senders were told to be safe. */
export type Acknowledged = { readonly webhooks: string[]; readonly messages: string[]; readonly refused: string[] };

/** Customers and agents who write at a steady rate, whether the server is there or not, and repeat what was not answered. */
export function startLoad(world: KillWorld, rates: { inbound: number; outbound: number }) {
  const acknowledged: Acknowledged = { webhooks: [], messages: [], refused: [] };
  const abandoned = new AbortController();
  const customers = atRate(rates.inbound, async (index) => {
    acknowledged.webhooks.push(await world.write(index % world.ticketIds.length, `mensagem ${index}`));
  });
  const agents = atRate(rates.outbound, (index) => {
    const ticketId = world.ticketIds[index % world.ticketIds.length] ?? "";
    return sendUntilAnswered(world, ticketId, `resposta ${index}`, acknowledged, abandoned.signal);
  });
  return {
    acknowledged,
    /** No new messages; resolves when all that were begun have been answered. */
    stop: async (): Promise<void> => {
      await Promise.all([customers.stop(), agents.stop()]);
    },
    /** Nobody writes or repeats anything any more. */
    abandon: (): void => {
      abandoned.abort();
      customers.pause();
      agents.pause();
    },
  };
}

/** As the browser does it: the same id again until there is an answer. */
async function sendUntilAnswered(
  world: KillWorld,
  ticketId: string,
  body: string,
  acknowledged: Acknowledged,
  abandoned: AbortSignal,
): Promise<void> {
  const id = newId();
  for (let wait = 20; !abandoned.aborted; wait = Math.min(wait * 2, 500)) {
    try {
      const api = await world.api();
      await api.sendMessage({ body: { id, ticketId, body } });
      acknowledged.messages.push(id);
      return;
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
        acknowledged.refused.push(error.message);
        return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Two seconds' worth may wait for an answer; then nobody writes more until the server is back. */
const patienceSeconds = 2;

/** Begins so many a second; after a pause of the event loop it catches up. */
function atRate(perSecond: number, begin: (index: number) => Promise<void>) {
  const running = new Set<Promise<void>>();
  let last = performance.now();
  let due = 0;
  let index = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    due = Math.min(due + ((now - last) * perSecond) / 1000, perSecond * patienceSeconds);
    last = now;
    for (; due >= 1 && running.size < perSecond * patienceSeconds; due--) {
      const work = begin(index++);
      running.add(work);
      void work.finally(() => running.delete(work)).catch(() => {});
    }
  }, 10);
  return {
    pause: () => clearInterval(timer),
    stop: async (): Promise<void> => {
      clearInterval(timer);
      while (running.size > 0) await Promise.all(running);
    },
  };
}
