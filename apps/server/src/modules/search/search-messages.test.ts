import { afterAll, beforeAll, expect, test } from "vitest";
import { createTicketWorld, type TicketWorld } from "../../../test/ticket-world.ts";
import type { UserContext } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { findMessages, reach } from "./find-messages.ts";
import { isNarrow, messageSearchStatement, type SearchPage } from "./message-search.read-model.ts";
import { writeMessageWords } from "./message-words.repository.ts";
import { searchMessages } from "./search-messages.ts";
import { searchTerms } from "./search-terms.ts";
import { readSearchWords } from "./search-words.ts";

let world: TicketWorld;
let place: { ticketId: string; contactId: string; whatsappId: string };

const bodies = {
  delay: "Bom dia, meu pedido ainda não chegou",
  copy: "Pode me mandar a segunda via do boleto?",
  service: "Os atendimentos de ontem foram ótimos",
  order: "O pedido PED-2024/77 foi para João da Silva",
  phone: "Meu número é +55 11 98765-4321",
  complaint: "Tenho três reclamações e uma informação",
  html: "<b>negrito</b> & <script>alert(1)</script>",
  reverse: "Dia bom para andar a pé",
  messages: "Recebi as mensagens dos homens",
};
type Name = keyof typeof bodies;
const ids = {} as Record<Name, string>;

beforeAll(async () => {
  world = await createTicketWorld();
  const contactId = (await world.factories.contact({ name: "Márcia" })).id;
  place = { ticketId: await world.ticket({ contactId }), contactId, whatsappId: world.connection.id };
  for (const [name, body] of Object.entries(bodies))
    ids[name as Name] = (await world.factories.message({ ...place, body })).id;
});
afterAll(() => world.drop());

const search = (q: string, input: object = {}, who: UserContext = world.admin) =>
  searchMessages(who, { q, limit: 50, ...input });

const found = async (q: string, input: object = {}, who: UserContext = world.admin) => {
  const { items } = await search(q, input, who);
  return items.map(({ id }) => Object.keys(ids).find((name) => ids[name as Name] === id) ?? id).toSorted();
};

test.each([
  ["nao", ["delay"]],
  ["NÃO", ["delay"]],
  ["joao", ["order"]],
  ["João Silva", ["order"]],
  ["atendimento", ["service"]],
  ["atender ", ["service"]],
  ["atendime", ["service"]],
  ["atend", ["service"]],
  ["atendix", []],
  ["pedidos", ["delay", "order"]],
  ["ped", ["delay", "order"]],
  ["pedir para", ["order"]],
  ["reclamacao", ["complaint"]],
  ["reclamação informações ", ["complaint"]],
  ["informac", ["complaint"]],
  ["mensagem homem ", ["messages"]],
  ["PED-2024", ["order"]],
  ["ped 2024 77", ["order"]],
  ["2024-ped", []],
  ["98765", ["phone"]],
  ["98765-4321", ["phone"]],
  ["8765 4321", []],
  ['"segunda via"', ["copy"]],
  ['"via segunda"', []],
  ['"segunda v', ["copy"]],
  ['"atendimento"', []],
  ['"atendimentos de ontem"', ["service"]],
  ['"bom dia"', ["delay"]],
  ['"Bom DIA, meu pedido"', ["delay"]],
  ['"bom dia meu" "nao chegou', ["delay"]],
  ['"via do pedido"', []],
  ['"ped 2024 77" "joao da silva"', ["order"]],
  ["bom dia", ["delay", "reverse"]],
  ["dia bom boleto", []],
  ["alert", ["html"]],
  ["' OR 1=1 --", []],
  ["& | ! <-> :*", []],
  ["%", []],
  ["\\", []],
])("%s finds %j", async (q, names) => {
  expect(await found(q)).toEqual(names);
});

test("what was found is marked, word by word, and nothing is HTML", async () => {
  const parts = async (q: string) =>
    (await search(q)).items[0]?.excerpt.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");
  expect(await parts("pedido nao")).toBe("Bom dia, meu [pedido] ainda [não] chegou");
  expect(await parts("atendime")).toBe("Os [atendimentos] de ontem foram ótimos");
  expect(await parts("script ")).toBe("<b>negrito</b> & <[script]>alert(1)</[script]>");
});

test("a long text is shown around its first match", async () => {
  const body = `${"palavras sem interesse ".repeat(40)}o girassol amarelo ${"e mais adiante ".repeat(40)}`;
  const { id } = await world.factories.message({ ...place, body });
  const [hit] = (await search("girassol")).items;
  const text = hit?.excerpt.map((part) => part.text).join("") ?? "";
  expect(hit?.id).toBe(id);
  expect(text).toMatch(/^….*girassol.*…$/);
  expect(text.length).toBeLessThan(320);
});

test("a file is found by its name and its caption, and by being one", async () => {
  const mediaId = newId();
  const file = { id: mediaId, fileName: "contrato_locação-final.pdf", mimeType: "application/pdf", source: {} };
  await world.db.models.mediaFile.create({ data: file });
  const { id } = await world.factories.message({ ...place, body: "Segue assinado", mediaId });
  await world.db.models.message.update({ where: { id }, data: { type: "DOCUMENT" } });
  for (const q of ["contrato locacao", "final.pdf", "assinado"]) expect(await found(q)).toEqual([id]);
  expect(await found("segue", { hasFile: true })).toEqual([id]);
  expect(await found("segue", { hasFile: false })).toEqual([]);
  expect(await found("segue", { type: "DOCUMENT" })).toEqual([id]);
  expect(await found("segue", { type: "IMAGE" })).toEqual([]);
  expect((await search("locacao")).items[0]?.fileName).toEqual([
    { text: "contrato_", isMatch: false },
    { text: "locação", isMatch: true },
    { text: "-final.pdf", isMatch: false },
  ]);
  await world.db.models.mediaFile.update({ where: { id: mediaId }, data: { fileName: "recibo.pdf" } });
  expect(await found("recibo")).toEqual([id]);
  expect(await found("contrato")).toEqual([]);
});

test("places, contact cards and polls are found by what they say", async () => {
  const made = async (content: object) => {
    const { id } = await world.factories.message({ ...place, body: "" });
    await world.db.models.message.update({ where: { id }, data: { content } });
    return id;
  };
  const spot = await made({ location: { latitude: -8, longitude: -35, name: "Praça do Marco Zero", address: null } });
  const card = await made({ contacts: [{ name: "Otávio", phoneNumbers: ["+55 81 99999-0000"] }] });
  const poll = await made({ poll: { options: ["quinta", "sexta-feira"], isMultiple: false } });
  expect(await found("marco zero")).toEqual([spot]);
  expect(await found("otavio")).toEqual([card]);
  expect(await found("sexta")).toEqual([poll]);
});

test("an edited message is found by its new text, a deleted one no more, a merged one in its new ticket", async () => {
  const { id } = await world.factories.message({ ...place, body: "encomenda azul" });
  expect(await found("azul")).toEqual([id]);
  await world.db.models.message.update({ where: { id }, data: { body: "encomenda lilás" } });
  expect([await found("azul"), await found("lilas")]).toEqual([[], [id]]);
  const ticketId = await world.ticket({ queueId: world.otherQueue.id });
  await world.db.models.message.update({ where: { id }, data: { ticketId } });
  expect([await found("lilas", {}, world.agent), await found("lilas", {}, world.outsider)]).toEqual([[], [id]]);
  await world.db.models.message.update({ where: { id }, data: { deletedAt: new Date() } });
  expect(await found("lilas")).toEqual([]);
});

test("pages follow each other, newest first, each message once", async () => {
  const start = Date.parse("2026-01-01T00:00:00.000Z");
  const sentAt = (n: number) => new Date(start + Math.floor(n / 3) * 1000);
  const made = Array.from({ length: 25 }, (_, n) => ({ id: newId(), sentAt: sentAt(n) }));
  await world.db.models.message.createMany({
    data: made.map((one) => ({ ...place, ...one, direction: "INBOUND" as const, body: "abacaxi" })),
  });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search("abacaxi", { limit: 7, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const order = made.toSorted((a, b) => b.sentAt.getTime() - a.sentAt.getTime() || (b.id < a.id ? -1 : 1));
  expect(seen).toEqual(order.map(({ id }) => id));
  const [from, to] = [sentAt(3).toISOString(), sentAt(9).toISOString()];
  expect((await search("abacaxi", { from, to })).items).toHaveLength(6);
});

test("filters narrow: queue, whose tickets, contact, ticket", async () => {
  const contactId = (await world.factories.contact()).id;
  const ticketId = await world.ticket({ contactId, userId: world.agent.actor.id, queueId: world.otherQueue.id });
  const { id } = await world.factories.message({ ...place, contactId, ticketId, body: "maracujá" });
  for (const filter of [
    { queueId: world.otherQueue.id },
    { userId: world.agent.actor.id },
    { contactId },
    { ticketId },
    { queueId: world.otherQueue.id, contactId },
  ])
    expect(await found("maracuja", filter)).toEqual([id]);
  for (const filter of [{ queueId: world.queue.id }, { userId: world.colleague.actor.id }, { contactId: newId() }])
    expect(await found("maracuja", filter)).toEqual([]);
  expect(await found("maracuja", { userId: "me" }, world.agent)).toEqual([id]);
});

test("every way to look leads to the same messages", async () => {
  for (const q of ["pedido", "bom dia", '"segunda via"', '"ainda não che', "atendime", "a", "nada disso"]) {
    const words = await readSearchWords(world.db, searchTerms(q));
    if (words === null) throw new Error("no words");
    for (const { actor } of [world.admin, world.supervisor, world.agent, world.outsider]) {
      const asked = { words, after: null, limit: 50 };
      const answer = await findMessages(world.db, actor, asked);
      for (const [name, path] of Object.entries(reach)) {
        if (path.by === "tickets" && !isNarrow(actor, asked)) continue;
        const { text, values } = messageSearchStatement(actor, asked, path);
        const [page] = await world.db.query<SearchPage>(text, values);
        expect(page?.ids, `${q} ${actor.role} ${name}`).toEqual(answer);
      }
    }
  }
});

test("messages from before are taken in by the job, and the deleted ones among them are not found", async () => {
  const gone = await world.factories.message({ ...place, body: "figueira velha" });
  const kept = await world.factories.message({ ...place, body: "figueira nova" });
  await world.db.models.message.update({ where: { id: gone.id }, data: { deletedAt: new Date() } });
  await world.db.query(`DELETE FROM "MessageWords"`);
  expect(await found("figueira")).toEqual([]);
  expect(await writeMessageWords(world.db)).toBeGreaterThan(10);
  expect(await found("figueira")).toEqual([kept.id]);
  expect(await writeMessageWords(world.db)).toBe(0);
});
