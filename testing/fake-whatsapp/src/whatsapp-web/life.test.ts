import { describe, expect, test } from "vitest";
import whatsapp, { type Message, type Reaction } from "whatsapp-web.js";
import {
  linkedClient,
  mended,
  next,
  realClient,
  standIn,
  start,
  temporaryFolder,
  textOf,
} from "./real-client.fixture.ts";

const maria = { phone: "5511988887777", name: "Maria" };
const mariaId = "5511988887777@c.us";

describe.each(["_serialized", "$1"] as const)("with ids in %s", (keyProperty) => {
  const behaviour = { keyProperty };

  test("a conversation: texts, ticks, quotations, edits, deletions, reactions", async () => {
    const web = await standIn({ behaviour });
    const phone = web.phone();
    const client = await linkedClient(web);
    expect(client.info.wid.user).toBe(phone.number);

    const heard = next<[Message]>(client, "message");
    const written = phone.customerWrites({ ...maria, body: "Oi" });
    const [question] = await heard;
    expect(question).toMatchObject({ body: "Oi", from: mariaId, fromMe: false, type: "chat" });
    expect(textOf(question.id)).toBe(written.providerId);

    const read = new Promise<void>((resolve) =>
      client.on("message_ack", (_message, ack) => {
        if ((ack as number) === 3) resolve();
      }),
    );
    const options = { quotedMessageId: written.providerId, sendSeen: false, waitUntilMsgSent: true };
    const answer = mended(await client.sendMessage(mariaId, "Bom dia", options));
    expect(phone.sent()).toMatchObject([
      { chat: mariaId, body: "Bom dia", quotedId: written.id, providerId: textOf(answer.id) },
    ]);
    phone.customerReads(textOf(answer.id));
    await read;

    const edited = next<[Message, string, string]>(client, "message_edit");
    phone.edits(written.id, "Oi!");
    expect((await edited).slice(1)).toEqual(["Oi!", "Oi"]);
    expect(await answer.edit("Boa tarde")).toMatchObject({ body: "Boa tarde" });
    expect(phone.sent()).toMatchObject([{ body: "Boa tarde", isEdited: true }]);

    const reacted = next<[Reaction]>(client, "message_reaction");
    phone.customerReacts(answer.id.id, maria, "👍");
    expect((await reacted)[0]).toMatchObject({ reaction: "👍", senderId: mariaId, msgId: { id: answer.id.id } });
    await answer.reload();
    expect(await mended(answer).getReactions()).toMatchObject([{ id: "👍", senders: [{ senderId: mariaId }] }]);
    await mended(question).react("❤️");
    expect(phone.reactions).toEqual([{ id: written.id, emoji: "❤️" }]);

    const revoked = next<[Message]>(client, "message_revoke_everyone");
    phone.revokes(written.id);
    const [gone] = await revoked;
    expect(gone).toMatchObject({ type: "revoked", protocolMessageKey: { id: written.id } });
    expect(gone.id.id).not.toBe(written.id);
    await answer.delete(true);
    expect(phone.sent()).toMatchObject([{ isRevoked: true }]);
    expect(web.world.unknownModules).toEqual([]);
  });

  test("what came while no page was open is there, is not new, and is unread", async () => {
    const web = await standIn({ behaviour });
    const profile = await temporaryFolder();
    const first = await linkedClient(web, { profile });
    web.phone().customerWrites({ ...maria, body: "um" });
    await first.destroy();
    for (const body of ["dois", "três"]) web.phone().customerWrites({ ...maria, body });
    web.phone().ownerWrites({ phone: maria.phone, body: "do celular" });

    const second = await realClient(web, { profile });
    const news: string[] = [];
    second.on("message_create", (message) => news.push(message.body));
    await start(second, web);
    const [chat] = await second.getChats();
    expect(chat).toMatchObject({ name: "Maria", unreadCount: 3, lastMessage: { body: "do celular" } });
    const messages = await chat!.fetchMessages({ limit: 50 });
    expect(messages.map(({ body, fromMe }) => [body, fromMe])).toEqual([
      ["um", false],
      ["dois", false],
      ["três", false],
      ["do celular", true],
    ]);
    expect(news).toEqual([]);
    await chat!.sendSeen();
    expect((await second.getChats())[0]?.unreadCount).toBe(0);
    expect(web.phone().signals).toEqual([{ kind: "seen", chat: mariaId }]);
  });
});

test("without a cure the library loses what it has sent, as with WhatsApp Web since July 2026", async () => {
  const web = await standIn();
  const client = await linkedClient(web, { isUncured: true });
  expect(await client.sendMessage(mariaId, "Oi")).toBeUndefined();
  expect(web.phone().sent()).toMatchObject([{ body: "Oi" }]);
});

test("the page from a folder, with the library answering for web.whatsapp.com itself", async () => {
  const web = await standIn();
  const client = await linkedClient(web, { page: await web.save(await temporaryFolder()) });
  expect(await client.getWWebVersion()).toBe("2.3000.1048000000");
  const media = new whatsapp.MessageMedia("text/plain", Buffer.from("lista").toString("base64"), "lista.txt");
  await client.sendMessage(mariaId, media, { caption: "veja", waitUntilMsgSent: true });
  const [sent] = web.phone().sent();
  expect(sent).toMatchObject({
    type: "document",
    body: "veja",
    media: { fileName: "lista.txt", mimeType: "text/plain" },
  });
  expect(Buffer.from(sent!.media!.bytes).toString()).toBe("lista");
});

test("two accounts at once, each with its own customers", async () => {
  const web = await standIn({
    phones: [
      { phone: "5511940000001", lid: "11111" },
      { phone: "5511940000002", lid: "22222" },
    ],
  });
  const link = async (number: string) => {
    const client = await realClient(web);
    const ready = next(client, "ready");
    client.on("qr", (qr) => web.phone(number).scanQr(qr));
    await client.initialize();
    await ready;
    return client;
  };
  const clients = await Promise.all([link("5511940000001"), link("5511940000002")]);
  const heard = clients.map((client) => next<[Message]>(client, "message"));
  web.phone("5511940000002").customerWrites({ ...maria, body: "para a dois" });
  web.phone("5511940000001").customerWrites({ ...maria, body: "para a um" });
  const bodies = (await Promise.all(heard)).map(([message]) => [message.to, message.body]);
  expect(bodies).toEqual([
    ["5511940000001@c.us", "para a um"],
    ["5511940000002@c.us", "para a dois"],
  ]);
});
