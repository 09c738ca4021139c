import { newId } from "../../src/platform/ids.ts";
import { ApiError } from "../api-client.ts";
import type { KillWorld } from "./kill-world.ts";

/** What senders were told to be safe. */
export type Acknowledged = { readonly webhooks: string[]; readonly messages: string[]; readonly refused: string[] };

/** Customers and agents who write at a steady rate, whether the server is there or not, and repeat what was not answered. */
export function startLoad(world: KillWorld, rates: { inbound: number; outbound: number }) {
  const acknowledged: Acknowledged = { webhooks: [], messages: [], refused: [] };
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>) => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  const inbound = atRate(rates.inbound, (index) =>
    track(
      world
        .write(index % world.ticketIds.length, `mensagem ${index}`)
        .then((id) => void acknowledged.webhooks.push(id)),
    ),
  );
  const outbound = atRate(rates.outbound, (index) => {
    const ticketId = world.ticketIds[index % world.ticketIds.length] ?? "";
    track(sendUntilAnswered(world, ticketId, `resposta ${index}`, acknowledged));
  });
  return {
    acknowledged,
    /** No new messages; resolves when all that were begun have been answered. */
    async stop(): Promise<void> {
      clearInterval(inbound);
      clearInterval(outbound);
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** As the browser does it: the same id again until there is an answer. */
async function sendUntilAnswered(
  world: KillWorld,
  ticketId: string,
  body: string,
  acknowledged: Acknowledged,
): Promise<void> {
  const id = newId();
  for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
    try {
      const api = await world.api();
      await api.sendMessage({ body: { id, ticketId, body } });
      acknowledged.messages.push(id);
      return;
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
        acknowledged.refused.push(error.message);
        return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Calls so many times a second; after a pause of the event loop it catches up. */
function atRate(perSecond: number, call: (index: number) => void): NodeJS.Timeout {
  const started = performance.now();
  let index = 0;
  return setInterval(() => {
    const due = ((performance.now() - started) * perSecond) / 1000;
    while (index < due) call(index++);
  }, 10);
}
