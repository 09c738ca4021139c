import { apiOf, type Shop } from "./conversations.ts";
import { openShop } from "./fixtures.ts";
import { fillKinds } from "./screenshot-kinds.ts";

const customers: [name: string, phone: string, texts: string[]][] = [
  ["Renata Magalhães", "+5511974561230", ["Bom dia! Vi a promoção no site.", "O frete para Santos está incluído?"]],
  ["João Batista", "+5521998761234", ["Meu boleto venceu ontem, e agora?"]],
  ["Clínica Vida Nova", "+5531987651122", ["Precisamos de 40 caixas até sexta.", "Conseguem emitir nota hoje?"]],
  ["Conceição Araújo", "+5585991234567", ["Recebi o pedido, obrigada! 💚"]],
  ["Heitor Gonçalves", "+5541988123456", ["O aplicativo não abre depois da atualização 😕"]],
  ["Íris Barros", "+5551999887766", ["Vocês têm o modelo azul?"]],
  ["Luís Teixeira", "+5562981112233", ["Segue o comprovante do pagamento"]],
];

/** The customer whom Bruno serves while somebody else looks. */
export const sharedCustomer = "Heitor Gonçalves";

/** A house with people at work: customers who wait and are answered, every kind of message, what it has prepared for itself. */
export async function fillShowcase(url: string): Promise<Shop> {
  const shop = await openShop(url);
  await shop.call("POST", "/api/queues", { name: "Financeiro", color: "#b7791f" });
  const vip = await shop.call<{ id: string }>("POST", "/api/tags", { name: "VIP", color: "#8a5cc2" });
  await shop.call("POST", "/api/tags", { name: "Segunda via", color: "#3b6fb6" });
  for (const [name, phone, texts] of customers) for (const text of texts) await shop.write(name, phone, text);
  const { items } = await shop.call<{ items: { id: string; contact: { name: string } }[] }>(
    "GET",
    "/api/tickets?status=PENDING",
  );
  const ticketOf = (wanted: string) => items.find(({ contact }) => contact.name === wanted)?.id ?? "";
  for (const name of ["Renata Magalhães", "Clínica Vida Nova"]) {
    const ticketId = ticketOf(name);
    await shop.call("POST", `/api/tickets/${ticketId}/accept`);
    await shop.call("PATCH", `/api/tickets/${ticketId}`, { priority: "HIGH", tagIds: [vip.id] });
    await shop.call("POST", "/api/messages", { ticketId, body: "Bom dia! Já confiro para vocês." });
    await shop.call("POST", "/api/messages", {
      ticketId,
      body: "Cliente desde 2019: dar prioridade.",
      isPrivate: true,
    });
    await shop.call("POST", "/api/messages", {
      ticketId,
      body: "Sim, *frete incluído* para o litoral. A entrega chega em _dois dias úteis_.",
    });
  }
  const bruno = await apiOf(url, "bruno@example.com");
  await bruno("POST", `/api/tickets/${ticketOf(sharedCustomer)}/accept`);
  await askForHelp(shop, bruno, ticketOf(sharedCustomer));
  await prepareForWork(shop);
  await fillKinds(shop);
  await shop.write("Renata Magalhães", "+5511974561230", "Maravilha, pode fechar o pedido 🎉");
  return shop;
}

/** A colleague names the administrator in a note. */
async function askForHelp(shop: Shop, bruno: Shop["call"], ticketId: string): Promise<void> {
  const { items } = await shop.call<{ items: { id: string; name: string }[] }>("GET", "/api/colleagues?limit=100");
  const admin = items.find(({ name }) => name === "Adriana Prado");
  await bruno("POST", "/api/messages", {
    ticketId,
    body: "@Adriana Prado o aplicativo caiu para mais alguém hoje?",
    isPrivate: true,
    mentionedUserIds: admin === undefined ? [] : [admin.id],
  });
}

/** Quick replies, fields of the house's own and views. */
async function prepareForWork(shop: Shop): Promise<void> {
  const replies = [
    ["oi", "{{greeting}}, {{contact.firstName|cliente}}! Aqui é {{agent.name}}. Como posso ajudar?"],
    ["frete", "O frete para o litoral está incluído e leva dois dias úteis."],
    ["pix", "Nossa chave PIX é o CNPJ 12.345.678/0001-90. Depois do pagamento, envie o comprovante por aqui."],
    ["obrigado", "Obrigado pelo contato, {{contact.firstName|cliente}}. Qualquer dúvida, é só chamar."],
  ] as const;
  for (const [index, [shortcut, body]] of replies.entries()) {
    const whom = index === 1 ? { scope: "queue", queueId: shop.queueId } : { scope: "everybody" };
    await shop.call("POST", "/api/quick-replies", { shortcut, body, ...whom });
  }
  await shop.call("POST", "/api/custom-fields", { name: "CNPJ", kind: "TEXT" });
  const options = ["Básico", "Ouro"].map((label) => ({ label }));
  await shop.call("POST", "/api/custom-fields", { name: "Plano", kind: "CHOICE", options });
  await shop.call("POST", "/api/custom-fields", { name: "Cliente desde", kind: "DATE" });
  const views = [
    { name: "Prioridade alta", tab: "all", filters: { priorities: ["HIGH", "URGENT"] } },
    { name: "Vendas sem leitura", tab: "pending", filters: { queueIds: [shop.queueId], unread: true } },
  ];
  for (const view of views) await shop.call("POST", "/api/inbox-views", view);
}
