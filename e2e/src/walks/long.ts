import type { Shop } from "../conversations.ts";
import { openTicket, type Walk } from "./walk.ts";

const longName = "Maria Aparecida das Graças Conceição de Albuquerque Nogueira";
const unbroken = "Incomunicabilidadeinconstitucionalissimamente".repeat(3).slice(0, 60);

/** People, queues, tags and messages as long as they come: names of sixty letters, words without an end, nothing but emoji. */
export async function fillLong(shop: Shop): Promise<void> {
  const queue = await shop.call<{ id: string }>("POST", "/api/queues", {
    name: "Atendimento técnico especializado de equipamentos industriais",
  });
  const tags: string[] = [];
  for (const name of ["Aguardando retorno do fornecedor internacional", unbroken.slice(0, 50)])
    tags.push((await shop.call<{ id: string }>("POST", "/api/tags", { name })).id);
  await shop.call("POST", "/api/users", {
    name: "Bartolomeu Evangelista do Nascimento Cavalcanti Figueiredo",
    email: "bartolomeu.evangelista.cavalcanti.figueiredo@exemplo-de-empresa.com.br",
    password: "uma senha longa",
    role: "SUPERVISOR",
  });
  const phone = "+5511987654321";
  await shop.write(longName, phone, `Boa tarde! ${"Uma mensagem comprida que não acaba. ".repeat(6)}`);
  await shop.write(longName, phone, `https://example.com/${"a".repeat(300)}`);
  await shop.write(longName, phone, "👨‍👩‍👧‍👦".repeat(30));
  await shop.write(unbroken, "+5491123456789", unbroken.repeat(4));
  await shop.write("🌻".repeat(30), "+351912345678", "🎉");
  type Tickets = { items: { id: string; contact: { name: string } }[] };
  const { items } = await shop.call<Tickets>("GET", "/api/tickets?status=PENDING&limit=50");
  const ticketId = items.find(({ contact }) => contact.name === longName)?.id ?? "";
  await shop.call("PATCH", `/api/tickets/${ticketId}`, { priority: "URGENT", tagIds: tags });
  await shop.call("POST", `/api/tickets/${ticketId}/transfer`, { queueId: queue.id });
}

/** Where they all meet. */
export async function walkLong({ page, look }: Walk): Promise<void> {
  for (const name of [longName, unbroken]) {
    await openTicket(page, name);
    await look(`a conversation with ${name.slice(0, 20)}`);
    const details = page.getByRole("complementary", { name: "Detalhes" });
    if (!(await details.isVisible())) await page.getByRole("button", { name: "Detalhes", exact: true }).click();
    await details.waitFor();
    await look(`details of ${name.slice(0, 20)}`);
  }
  await page.goto("/contacts");
  await page.getByRole("button", { name: longName }).click();
  await page.getByRole("region", { name: "Dados do contato" }).getByLabel("E-mail").waitFor();
  await look("a long contact");
}
