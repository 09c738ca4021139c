import { expect } from "@playwright/test";
import type { Shop } from "./conversations.ts";
import { closeLayer, type Walk } from "./walks/walk.ts";

/** Numbers in the states that nobody wishes for, and how each is brought there. */
const numbers = [
  { name: "Recepção", pairing: "qr+code", cause: null, status: "pairing" },
  {
    name: "Suporte técnico da filial de São José dos Campos",
    pairing: "none",
    cause: "network",
    status: "reconnecting",
  },
  { name: "Cobrança", pairing: "none", cause: "restriction", status: "restricted" },
  { name: "Filial Sul", pairing: "none", cause: "unlink", status: "logged_out" },
] as const;

/** A house in which half the numbers are away: the page of connections, and what administrators are told on every page. */
export async function makeTrouble(shop: Shop): Promise<void> {
  for (const [index, { name, pairing, cause, status }] of numbers.entries()) {
    const settings = { pairing, phoneNumber: `+551190000100${index}` };
    const { id } = await shop.call<{ id: string }>("POST", "/api/connections", { name, driver: "simulator", settings });
    const becomes = (wanted: string) =>
      expect
        .poll(async () => (await shop.call<{ status: string }>("GET", `/api/connections/${id}`)).status)
        .toBe(wanted);
    if (cause === null) {
      await becomes(status);
      continue;
    }
    await becomes("online");
    await shop.call("POST", `/api/simulator/${id}/drop`, { cause, forMs: 600_000 });
    await becomes(status);
  }
}

/** Numbers that are away, and what one is told of it. */
export async function walkTrouble(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await page.goto("/tickets");
  const alerts = page.getByRole("status", { name: "Avisos sobre números" }).getByRole("listitem");
  // A number that is lost is told of after a minute.
  await alerts.nth(2).waitFor({ timeout: 90_000 });
  await look("alerts");
  await page.goto("/connections");
  await page.getByText("Filial Sul").first().waitFor();
  await look("connections-trouble");
  await page.getByRole("button", { name: "Vincular" }).first().click();
  await page.getByRole("dialog").waitFor();
  await look("pairing");
  await closeLayer(walk);
  await page.getByRole("button", { name: /Ações de Filial Sul/ }).click();
  await page.getByRole("menuitem", { name: "Ver interrupções" }).click();
  await page.getByRole("dialog").waitFor();
  await look("gaps");
  await closeLayer(walk);
}
