import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { DriverContext } from "../../../src/whatsapp/driver.ts";
import { changesOf, normalizeChange } from "../../../src/whatsapp/drivers/cloud-api/index.ts";

/** Where Meta's webhooks go, as in the server: confirmed after what they tell has been stored, and not while nobody is there. */
export async function startWebhookReceiver(contextNow: () => DriverContext | null) {
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const context = contextNow();
    try {
      if (context === null) throw new Error("nobody is there");
      const payload: unknown = JSON.parse((await buffer(request)).toString());
      const events = changesOf(payload).flatMap((change) => normalizeChange(change, Date.now()));
      await context.deliver(events);
      response.writeHead(contextNow() === context ? 200 : 503).end();
    } catch {
      response.writeHead(503).end();
    }
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
