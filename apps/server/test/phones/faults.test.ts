import type { Message } from "@whatskovi/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserOf, isAlive } from "../../src/whatsapp/drivers/whatsapp-web/browser-processes.fixture.ts";
import { jpeg } from "./files.ts";
import { leaksIn } from "./leaks.ts";
import { type Customer, type Phone, type PhoneDriver, phoneDrivers } from "./phone.ts";
import { type Line, type PhoneWorld, startPhoneWorld } from "./phone-world.ts";
import { until } from "./until.ts";

const [maria, joao, rita, caio] = ["Maria", "João", "Rita", "Caio"].map((name, index): Customer & { name: string } => ({
  name,
  phone: `551198877000${index}`,
  lid: `20000000000000${index}`,
})) as [Named, Named, Named, Named];
type Named = Customer & { name: string };

/** What becomes of a message that WhatsApp swallowed: Baileys may send it again under its id; of a browser nobody can know. */
const ofTheSwallowed: Record<PhoneDriver, Partial<Message>> = {
  baileys: { status: "RECEIVED", failureCode: null },
  "whatsapp-web": { status: "FAILED", failureCode: "delivery_unknown" },
};

/** How a line is cut, and whether the answer to a message is lost before: WhatsApp Web itself waits for it over a broken line. */
type Cut = { isAnswerLost: boolean; strike: (at: { phone: Phone; line: Line }) => void };
const killAll = (pids: readonly number[]) => {
  expect(pids).not.toEqual([]);
  for (const pid of pids) process.kill(pid, "SIGKILL");
};
const waysToBreak: Record<PhoneDriver, [name: string, cut: Cut][]> = {
  baileys: [["its line drops", { isAnswerLost: true, strike: ({ phone }) => phone.dropLine() }]],
  "whatsapp-web": [
    ["its line drops", { isAnswerLost: false, strike: ({ phone }) => phone.dropLine() }],
    ["its renderer crashes", { isAnswerLost: true, strike: ({ line }) => killAll(browserOf(line).renderers) }],
    ["its browser is killed", { isAnswerLost: true, strike: ({ line }) => killAll(browserOf(line).pids) }],
  ],
};

describe.each(phoneDrivers)("a number of the kind %s", (driver) => {
  let world: PhoneWorld;
  let line: Line;
  let phone: Phone;
  /** Every text that was written in either direction. */
  const texts: string[] = [];

  beforeAll(async () => {
    world = await startPhoneWorld([driver]);
    phone = world.phone(driver);
    line = await world.link(driver);
  }, 60_000);
  afterAll(() => world.stop());

  const writes = (from: Named, body: string) => {
    texts.push(body);
    return phone.write(from, { body });
  };
  const servedTicket = async (from: Named): Promise<string> => {
    await writes(from, `bom dia da ${from.name}`);
    const { id } = await line.ticketOf(from.name);
    await world.api.acceptTicket({ params: { id } });
    return id;
  };
  const answer = async (ticketId: string, body: string): Promise<string> => {
    texts.push(body);
    return (await world.api.sendMessage({ body: { ticketId, body } })).id;
  };
  const arrivals = (body: string) => phone.sent().filter((each) => each.body === body).length;
  const hasArrived = (body: string) => until(`${body} arrived`, () => arrivals(body) > 0);
  const bodies = async (ticketId: string) => (await world.messages(ticketId)).map(({ body }) => body);
  const settled = (ticketId: string) =>
    until("nothing waits any more", async () => {
      const messages = await world.messages(ticketId);
      const isSettled = messages.every(({ direction, status }) => direction === "INBOUND" || isFinal(status));
      return isSettled ? messages : null;
    });
  const isFinal = (status: Message["status"]) => ["RECEIVED", "READ", "FAILED"].includes(status);

  test("killed with kill -9 in mid-send: nothing is lost, nothing goes out twice, and what nobody can know says so", async () => {
    const [ofMaria, ofJoao] = [await servedTicket(maria), await servedTicket(joao)];
    phone.swallowNext();
    const swallowed = await answer(ofJoao, "ninguém recebe isto");
    await until("it was swallowed", () => phone.hasFailed());
    phone.loseNextAnswer();
    const answered = await answer(ofMaria, "isto chega");
    await answer(ofMaria, "isto espera");
    await hasArrived("isto chega");
    const { pids } = browserOf(line);
    await world.kill();
    await writes(maria, "ainda está aí?");
    await until("its browsers are gone", () => !pids.some(isAlive));
    await world.start();

    await until("what was written meanwhile is there", async () => (await bodies(ofMaria)).includes("ainda está aí?"));
    const messages = await settled(ofMaria);
    expect(messages.map(({ body, status }) => [body, status])).toEqual([
      ["bom dia da Maria", expect.any(String)],
      ["isto chega", "RECEIVED"],
      ["isto espera", "RECEIVED"],
      ["ainda está aí?", expect.any(String)],
    ]);
    expect(messages[1]).toMatchObject({ id: answered });
    expect([arrivals("isto chega"), arrivals("isto espera")]).toEqual([1, 1]);
    const [, inDoubt] = await settled(ofJoao);
    expect(inDoubt).toMatchObject({ id: swallowed, ...ofTheSwallowed[driver] });
    expect(arrivals("ninguém recebe isto")).toBe(inDoubt?.status === "FAILED" ? 0 : 1);
    expect(browserOf(line).pids).toHaveLength(driver === "whatsapp-web" ? 1 : 0);
  }, 60_000);

  test("killed with kill -9 in mid-download: the file is fetched after the start, and the message is there once", async () => {
    const bytes = await jpeg(640, 480);
    phone.slowFiles(120_000);
    const asked = phone.filesAskedFor();
    texts.push("a peça quebrada");
    await phone.write(rita, { kind: "image", body: "a peça quebrada", file: { bytes, mimeType: "image/jpeg" } });
    await until("the file is on its way", () => phone.filesAskedFor() > asked);
    await world.kill();
    phone.slowFiles(0);
    await world.start();
    const { id } = await line.ticketOf("Rita");
    const [message] = await until("the file is there", async () => {
      const messages = await world.messages(id);
      return messages[0]?.media?.status === "READY" ? messages : null;
    });
    expect(await world.messages(id)).toHaveLength(1);
    expect(message?.media).toMatchObject({ mimeType: "image/jpeg", size: bytes.length, width: 640, height: 480 });
  }, 60_000);

  test.each(waysToBreak[driver])(
    "%s in mid-send: it comes back by itself, with everything once",
    async (_name, { isAnswerLost, strike }) => {
      const ticketId =
        (await line.tickets()).find(({ contact }) => contact.name === "Caio")?.id ?? (await servedTicket(caio));
      const before = await world.messages(ticketId);
      const [sent, waits, written] = [1, 2, 3].map((part) => `durante a queda ${before.length} ${part}`) as [
        string,
        string,
        string,
      ];
      await line.becomes("online");
      if (isAnswerLost) phone.loseNextAnswer();
      await answer(ticketId, sent);
      await hasArrived(sent);
      strike({ phone, line });
      await until("it is seen to be away", async () => (await line.connection()).status !== "online");
      await answer(ticketId, waits);
      await writes(caio, written);
      await line.becomes("online");
      await until("what was written meanwhile is there", async () => (await bodies(ticketId)).includes(written));
      const added = (await settled(ticketId)).slice(before.length);
      expect(added.map(({ body, status }) => [body, status])).toEqual(
        expect.arrayContaining([
          [sent, "RECEIVED"],
          [waits, "RECEIVED"],
          [written, expect.any(String)],
        ]),
      );
      expect(added).toHaveLength(3);
      expect([arrivals(sent), arrivals(waits)]).toEqual([1, 1]);
    },
    60_000,
  );

  test("a server that ends in peace leaves no browser, and has printed log lines alone, with nothing of what was written", async () => {
    await world.end();
    expect(browserOf(line).pids).toEqual([]);
    const printed = world.output();
    expect(printed).toContain(line.connectionId);
    expect(leaksIn(printed, texts)).toEqual([]);
  });
});
