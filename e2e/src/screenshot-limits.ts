import { expect } from "@playwright/test";
import type { FakeGraph } from "@whatskovi/fake-whatsapp";
import type { Shop } from "./conversations.ts";
import { openOfficialNumber } from "./official-number.ts";
import { closeLayer, openTicket, type Walk } from "./walks/walk.ts";

const silent = { phone: "5511981110001", name: "Mercearia do Bairro" };
const refused = { phone: "5511981110002", name: "Padaria Estrela" };
const patient = { phone: "+5511981110003", name: "Farmácia Popular" };

/** What WhatsApp does not let one do, or not yet: an official number whose customers wrote long ago, and a number with a slow pace. */
export async function makeLimits(shop: Shop, url: string): Promise<FakeGraph> {
  const { graph, write } = await openOfficialNumber(shop, url);
  await write(silent, "Quando o meu pedido fica pronto?", 26 * 3600);
  await write(refused, "Recebemos tudo certinho, obrigado!");
  await accepted(shop, silent.name);
  await failAReaction(shop, graph, await accepted(shop, refused.name));
  await holdMessages(shop);
  return graph;
}

async function accepted(shop: Shop, name: string): Promise<string> {
  type Tickets = { items: { id: string; contact: { name: string } }[] };
  const find = async () =>
    (await shop.call<Tickets>("GET", "/api/tickets?status=PENDING&limit=50")).items.find(
      ({ contact }) => contact.name === name,
    );
  await expect.poll(find).toBeDefined();
  const id = (await find())?.id ?? "";
  await shop.call("POST", `/api/tickets/${id}/accept`);
  return id;
}

async function failAReaction(shop: Shop, graph: FakeGraph, ticketId: string): Promise<void> {
  type Messages = { items: { id: string; actions: { status: string }[] }[] };
  const messages = () => shop.call<Messages>("GET", `/api/tickets/${ticketId}/messages`);
  graph.fail({
    kind: "error",
    on: "messages",
    code: 131009,
    status: 400,
    times: 1,
    message: "Parameter value is not valid",
    headers: {},
  });
  await shop.call("PUT", `/api/messages/${(await messages()).items[0]?.id}/reaction`, { emoji: "👍" });
  await expect.poll(async () => (await messages()).items[0]?.actions.map(({ status }) => status)).toEqual(["FAILED"]);
}

async function holdMessages(shop: Shop): Promise<void> {
  await shop.write(patient.name, patient.phone, "Podem mandar a lista de preços?");
  const ticketId = await accepted(shop, patient.name);
  const pacing = { gapMs: [600_000, 600_000], newConversationsPerDay: 50, warmUp: false };
  await shop.call("PATCH", `/api/connections/${shop.numberId}`, { pacing });
  for (const body of ["Claro! Segue a lista.", "Qualquer dúvida, é só chamar.", "O frete é por nossa conta."])
    await shop.call("POST", "/api/messages", { ticketId, body });
}

/** Goes to each of them. */
export async function walkLimits(walk: Walk): Promise<void> {
  const { page, look } = walk;
  const open = async ({ name }: { name: string }, sight: RegExp | string) => {
    await openTicket(page, name);
    await page.getByText(sight).last().waitFor();
  };
  await open(silent, "fica pronto");
  await look("service-window-closed");
  await page.getByRole("button", { name: "Enviar modelo" }).click();
  await page.getByRole("dialog").getByLabel("Modelo").click();
  await page.getByRole("option", { name: /pedido_pronto/ }).click();
  await page.getByLabel("Valor 1").fill("1042");
  await look("template-dialog");
  await closeLayer(walk);
  await open(refused, "O WhatsApp não aceitou a reação.");
  await look("action-failed");
  await open(patient, "para o número não parecer um robô");
  await look("held-messages");
  await page.getByRole("button", { name: "Anexar arquivo" }).click();
  await page.getByRole("menuitem", { name: "Cartão de contato" }).click();
  await page.getByRole("dialog", { name: "Enviar contato" }).waitFor();
  await look("card-dialog");
  await closeLayer(walk);
}
