import type { openShop } from "./fixtures.ts";

type Shop = Awaited<ReturnType<typeof openShop>>;

const phone = "+5511940028922";
const name = "Oficina Central";
export const kindsCustomer = name;
export const kindsGroup = "Obra Jardim América";

const waveform = Array.from({ length: 64 }, (_, index) =>
  Math.round(30 + 60 * Math.abs(Math.sin(index / 3)) * ((index % 7) / 7)),
);

/** A conversation in which everything happened that WhatsApp can show, and a second contact who is the same person. */
export async function fillKinds(shop: Shop): Promise<void> {
  const write = async (type: string, body: string, extra: object = {}) =>
    (
      await shop.call<{ providerId: string }>("POST", `/api/simulator/${shop.numberId}/messages`, {
        from: { phone, name },
        type,
        body,
        ...extra,
      })
    ).providerId;
  const first = await write("TEXT", "Bom dia! Preciso de *duas bombas d’água* para o Gol 1.6, ano 2014.");
  await write("AUDIO", "", { content: { voice: true, durationSeconds: 17, waveform } });
  await write("IMAGE", "É esta aqui");
  await write("LOCATION", "", {
    content: {
      location: { latitude: -23.5614, longitude: -46.6559, name: "Oficina Central", address: "Av. Paulista, 1578" },
    },
  });
  await write("CONTACT", "", {
    content: { contacts: [{ name: "Sérgio Mecânico", phoneNumbers: ["+5511987650000"] }] },
  });
  await write("TEXT", "Qual horário fica melhor para a entrega?", {
    content: { poll: { options: ["Hoje à tarde", "Amanhã cedo"], isMultiple: false } },
  });
  await write("STICKER", "");
  const { items } = await shop.call<{ items: { id: string; contactId: string; contact: { name: string } }[] }>(
    "GET",
    "/api/tickets?status=PENDING&limit=50",
  );
  const ticket = items.find(({ contact }) => contact.name === name);
  if (ticket === undefined) throw new Error("the customer has no ticket");
  await shop.call("POST", `/api/tickets/${ticket.id}/accept`);
  const { items: messages } = await shop.call<{ items: { id: string; body: string }[] }>(
    "GET",
    `/api/tickets/${ticket.id}/messages`,
  );
  const quoted = messages.find(({ body }) => body.includes("bombas"));
  await shop.call("POST", "/api/messages", {
    ticketId: ticket.id,
    body: "Bom dia! Temos as duas em estoque.",
    quotedMessageId: quoted?.id,
  });
  await shop.call("PUT", `/api/messages/${quoted?.id}/reaction`, { emoji: "👍" });
  const edited = await shop.call<{ id: string }>("POST", "/api/messages", {
    ticketId: ticket.id,
    body: "Sai por R$ 418.",
  });
  await shop.settled();
  await shop.call("PATCH", `/api/messages/${edited.id}`, { body: "Sai por R$ 398 com o desconto." });
  const later = await write("TEXT", "Perfeito, pode separar!", { quotedProviderId: first });
  const phonePath = `/api/simulator/${shop.numberId}/chats/${encodeURIComponent(phone)}`;
  await shop.call("POST", `${phonePath}/messages/${later}/reaction`, { emoji: "❤️" });
  await shop.call("POST", "/api/contacts", { name, phoneNumber: "+5511940028923" });
  const { id: other } = await shop.call<{ id: string }>("POST", "/api/contacts", {
    name,
    phoneNumber: "+5511940028924",
  });
  await shop.call("POST", `/api/contacts/${ticket.contactId}/merge`, { contactId: other });
  const gone = await write("TEXT", "Manda para o endereço errado");
  await shop.call("POST", `${phonePath}/messages/${gone}/revoke`);
  await write("SYSTEM", "", { content: { kind: "call_missed" } });
  await fillFailures(shop, ticket.id);
  await fillGroup(shop);
}

/** A message that WhatsApp refused, and one after it. */
async function fillFailures(shop: Shop, ticketId: string): Promise<void> {
  const behave = (behaviour: object) => shop.call("PUT", `/api/simulator/${shop.numberId}/behaviour`, behaviour);
  await behave({ sendFailureRate: 1 });
  await shop.call("POST", "/api/messages", { ticketId, body: "Mando o boleto por aqui mesmo?" });
  await shop.settled();
  await behave({});
  await shop.call("POST", "/api/messages", { ticketId, body: "Qualquer coisa, estou por aqui." });
  await shop.settled();
}

/** Three people of a group. */
async function fillGroup(shop: Shop): Promise<void> {
  const group = { id: "120363021234567890", name: kindsGroup };
  const authors = [
    ["+5511961110001", "Paulo Engenheiro", "Chegou o material?"],
    ["+5511961110002", "Dona Cida", "O caminhão acabou de sair 🚚"],
    ["+5511961110002", "Dona Cida", "Uns 40 minutos."],
    ["+5511961110003", "Zé da Obra", "Tô esperando aqui no portão"],
  ] as const;
  for (const [phoneNumber, author, body] of authors)
    await shop.call("POST", `/api/simulator/${shop.numberId}/messages`, {
      from: { phone: phoneNumber, name: author },
      group,
      body,
    });
}
