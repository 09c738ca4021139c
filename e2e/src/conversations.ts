import type { Page } from "@playwright/test";
import pg from "pg";
import { callApi, expect, type openShop, password } from "./fixtures.ts";
import type { Product } from "./product.ts";

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** Signs in by the API and returns how to call it. */
export async function apiOf(url: string, email: string) {
  const { accessToken } = await callApi<{ accessToken: string }>(url, "", "POST", "/api/auth/login", {
    email,
    password,
  });
  return <Answer>(method: string, path: string, body?: unknown) =>
    callApi<Answer>(url, accessToken, method, path, body);
}

/** A conversation that somebody has taken: its ticket's id. */
export async function acceptedBy(shop: Shop, url: string, email: string, name: string, phone: string): Promise<string> {
  await shop.write(name, phone, `Bom dia, aqui é ${name}`);
  const call = await apiOf(url, email);
  const pending = async () =>
    (await call<{ items: { id: string; contact: { name: string } }[] }>("GET", "/api/tickets?status=PENDING")).items;
  await expect.poll(async () => (await pending()).some(({ contact }) => contact.name === name)).toBe(true);
  const ticketId = (await pending()).find(({ contact }) => contact.name === name)?.id ?? "";
  await call("POST", `/api/tickets/${ticketId}/accept`);
  await call("POST", `/api/tickets/${ticketId}/read`);
  return ticketId;
}

/** Rows of a longer past than anybody could type: `count` messages of the customer, one a minute, the last one `minutesAgo`. */
export async function writePast(
  product: Product,
  ticketId: string,
  { count, minutesAgo, text }: { count: number; minutesAgo: number; text: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: product.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO "Message" ("id", "ticketId", "contactId", "whatsappId", "direction", "status", "body", "providerId", "sentAt", "createdAt")
       SELECT gen_random_uuid(), t."id", t."contactId", t."whatsappId", CASE WHEN n % 3 = 0 THEN 'OUTBOUND' ELSE 'INBOUND' END::"MessageDirection",
         CASE WHEN n % 3 = 0 THEN 'READ' ELSE 'RECEIVED' END::"MessageStatus", $2 || ' ' || n, 'past.' || gen_random_uuid(), at, at
       FROM "Ticket" t, generate_series(1, $3::int) n, LATERAL (SELECT now() - make_interval(mins => $4::int + $3::int - n) AS at) x
       WHERE t."id" = $1::uuid`,
      [ticketId, text, count, minutesAgo],
    );
    await client.query(
      `UPDATE "Ticket" SET "createdAt" = least("createdAt", (SELECT min("sentAt") FROM "Message" WHERE "ticketId" = $1::uuid)) WHERE "id" = $1::uuid`,
      [ticketId],
    );
  } finally {
    await client.end();
  }
}

/** The list of messages on the page of a conversation, and a row of it by its whole text. */
export function logOf(page: Page) {
  const log = page.getByRole("region", { name: "Mensagens" });
  return {
    log,
    row: (text: string) => log.getByRole("listitem").filter({ has: page.getByText(text, { exact: true }) }),
  };
}
