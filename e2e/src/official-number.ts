import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import type { Shop } from "./conversations.ts";

const phoneNumberId = "100000000000001";
const businessAccountId = "200000000000001";

/** A number of the official API, with a Graph API of our own behind it and one approved template. */
export type OfficialNumber = {
  readonly graph: FakeGraph;
  /** Customers write: a text each, at a time in the past if one is told. */
  readonly write: (from: { phone: string; name: string }, text: string, secondsAgo?: number) => Promise<void>;
};

/** Opens it in a shop. Whoever opens it closes `graph`. */
export async function openOfficialNumber(shop: Shop, url: string): Promise<OfficialNumber> {
  const secrets = { accessToken: "example", appSecret: "example" };
  const graph = await startFakeGraph({
    numbers: [{ phoneNumberId, businessAccountId, ...secrets, webhookUrl: `${url}/webhooks/cloud-api` }],
  });
  graph.addTemplate(businessAccountId, {
    name: "pedido_pronto",
    components: [
      { type: "HEADER", format: "TEXT", text: "Pedido {{1}}", example: { header_text: ["1042"] } },
      {
        type: "BODY",
        text: "Olá, {{1}}! O seu pedido está pronto e pode ser retirado até as {{2}}.",
        example: { body_text: [["Maria", "18 h"]] },
      },
      { type: "FOOTER", text: "Loja Exemplo" },
    ],
  });
  await shop.call("POST", "/api/connections", {
    name: "Oficial",
    driver: "cloud-api",
    queueId: shop.queueId,
    settings: { phoneNumberId, businessAccountId, ...secrets, verifyToken: "example", graphBaseUrl: graph.url },
  });
  return {
    graph,
    async write(from, body, secondsAgo = 0) {
      const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
      await graph.write(phoneNumberId, [{ from, content: { type: "text", text: { body } }, timestamp }]);
    },
  };
}
