import type { Api } from "../api.ts";

export type Traffic = {
  /** Customers in whose conversations it is talked, by the number at the end of their ticket's id. */
  focus(ticketId: string | null): void;
  readonly written: () => number;
  /** How many of them the server did not take. */
  readonly failed: () => number;
  stop(): Promise<void>;
};

/** The phone of the customer of a ticket of the large scenario. */
const phoneOf = (ticket: number): string => `+55119${60_000_000 + 1 + ((ticket - 1) % 10_000)}`;

/** Customers who write so many messages a second, in conversations that are open; every fifth in the one that is looked at. */
export async function startTraffic(admin: Api, perSecond: number): Promise<Traffic> {
  const connections = await admin.call<{ items: { id: string; name: string; status: string }[] }>(
    "GET",
    "/api/connections",
  );
  const central = connections.items.find(({ name }) => name === "Central");
  if (central === undefined) throw new Error("the number of the large scenario is not there");
  await admin.call("POST", `/api/connections/${central.id}/connect`);
  let focused: string | null = null;
  let count = 0;
  let failures = 0;
  const running = new Set<Promise<unknown>>();
  const write = async (index: number) => {
    const open =
      index % 5 === 0 && focused !== null ? Number.parseInt(focused.slice(-12), 16) : 99_101 + ((index * 37) % 900);
    const phone = phoneOf(open);
    await admin.call("POST", `/api/simulator/${central.id}/messages`, {
      from: { phone, name: `Cliente ${phone.slice(-5)}` },
      type: "TEXT",
      body: `Mais uma pergunta (${index}): o meu pedido ainda não chegou, o que posso fazer?`,
    });
  };
  const timer = setInterval(() => {
    const work: Promise<unknown> = write(count++)
      .catch((error: unknown) => {
        if (failures++ === 0) process.stderr.write(`  a message was not taken: ${String(error)}\n`);
      })
      .finally(() => running.delete(work));
    running.add(work);
  }, 1000 / perSecond);
  return {
    focus: (ticketId) => {
      focused = ticketId;
    },
    written: () => count,
    failed: () => failures,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
