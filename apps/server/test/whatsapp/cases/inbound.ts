import { expect } from "vitest";
import type { InboundMessage } from "../../../src/whatsapp/driver.ts";
import type { ContractCase } from "../contract.ts";
import type { Written } from "../driver-world.ts";
import { bytesOf, mp3, mp4, ogg, pdf, png, webp } from "../files.ts";
import type { Line } from "../line.ts";
import { refusalOf } from "../refusal.ts";

type Fields = Omit<Written, "from">;

const comesIn = (
  name: string,
  written: Fields,
  check: (told: InboundMessage, line: Line) => void | Promise<void>,
): ContractCase => ({
  name: `in: ${name}`,
  run: async (line) => {
    const { told } = await line.received({ from: line.world.customer(), ...written });
    expect(told).toMatchObject({ kind: "message", isFromUs: false, author: null, isPlaceholder: false });
    expect(Math.abs(told.timestamp - Date.now())).toBeLessThan(60_000);
    await check(told, line);
  },
});

const hasFile =
  (type: string, bytes: Uint8Array, body = "") =>
  async (told: InboundMessage, line: Line) => {
    expect(told).toMatchObject({ type, body, media: {} });
    const file = await line.driver.openMedia(told.media!);
    expect(await bytesOf(file.stream)).toEqual(Buffer.from(bytes));
  };

export const inboundCases: readonly ContractCase[] = [
  comesIn("text with accents, emoji and WhatsApp's formatting", { body: "Olá *Ana* 🌻\n_até_ ~já~" }, (told) =>
    expect(told).toMatchObject({ type: "TEXT", body: "Olá *Ana* 🌻\n_até_ ~já~", origin: "live" }),
  ),
  comesIn("picture with a text", { kind: "image", bytes: png, body: "o bolo" }, hasFile("IMAGE", png, "o bolo")),
  comesIn("film", { kind: "video", bytes: mp4 }, hasFile("VIDEO", mp4)),
  comesIn("sound file", { kind: "audio", bytes: mp3 }, hasFile("AUDIO", mp3)),
  comesIn("voice note", { kind: "voice", bytes: ogg }, async (told, line) => {
    expect(told.content.voice).toBe(true);
    await hasFile("AUDIO", ogg)(told, line);
  }),
  comesIn("document", { kind: "document", bytes: pdf }, async (told, line) => {
    await hasFile("DOCUMENT", pdf)(told, line);
    expect(told.media?.fileName).toBe("nota.pdf");
  }),
  comesIn("sticker", { kind: "sticker", bytes: webp }, hasFile("STICKER", webp)),
  comesIn("place", { kind: "location" }, (told) =>
    expect(told).toMatchObject({
      type: "LOCATION",
      content: { location: { latitude: expect.closeTo(-23.5614, 4), longitude: expect.closeTo(-46.6559, 4) } },
    }),
  ),
  comesIn("contact card", { kind: "contact" }, (told) => {
    expect(told.type).toBe("CONTACT");
    expect(told.content.contacts?.[0]?.name).toBe("Oficina do Zé");
    expect(told.content.contacts?.[0]?.phoneNumbers[0]?.replace(/\D/g, "")).toBe("5511955550000");
  }),
  {
    ...comesIn("poll", { kind: "poll", body: "Qual bolo?" }, (told) =>
      expect(told).toMatchObject({ body: "Qual bolo?", content: { poll: { options: ["Cenoura", "Milho"] } } }),
    ),
    feature: "polls",
  },
  comesIn("forwarded mark", { body: "repasse", isForwarded: true }, (told) =>
    expect(told.content.forwarded).toBe(true),
  ),
  comesIn("a kind that nobody knows is kept, with the original", { kind: "unsupported" }, (told) => {
    expect(told.type).toBe("UNSUPPORTED");
    expect(told.raw).toBeDefined();
  }),
  comesIn("a malformed message is kept, and harms nothing", { kind: "malformed" }, async (told, line) => {
    expect(told.providerId).not.toBe("");
    const { told: next } = await line.received({ from: line.world.customer(), body: "depois" });
    expect(next.body).toBe("depois");
  }),
  comesIn("a huge text, whole", { body: "ã".repeat(60_000) }, (told) => expect(told.body).toHaveLength(60_000)),
  {
    name: "in: quote",
    run: async (line) => {
      const customer = line.world.customer();
      const { place } = await line.received({ from: customer, body: "primeira" });
      const { told } = await line.received({ from: customer, body: "segunda", quoted: place.providerId });
      expect(told.quotedProviderId).toBe(place.providerId);
    },
  },
  {
    name: "in: mention",
    needs: ({ mentions }) => mentions,
    run: async (line) => {
      const [ana, bia] = [line.world.customer(), line.world.customer()];
      const group = await line.world.group([ana, bia]);
      const handles = [bia.phone, bia.hidden];
      const { told } = await line.received({ from: ana, group, body: "olha", mentions: [bia] });
      expect(told.content.mentions).toHaveLength(1);
      expect(handles).toContain(told.content.mentions?.[0]?.handle);
      expect(told.body).toContain(`@${told.content.mentions?.[0]?.handle}`);
    },
  },
  {
    name: "in: group, with who wrote",
    needs: ({ groups }) => groups,
    run: async (line) => {
      const [ana, bia] = [line.world.customer(), line.world.customer()];
      const group = await line.world.group([ana, bia]);
      const { told: first } = await line.received({ from: ana, group, body: "oi, pessoal" });
      const { told: second } = await line.received({ from: bia, group, body: "oi!" });
      for (const told of [first, second]) {
        expect(told.chat.identities).toContainEqual({ kind: "GROUP", value: group.id });
      }
      const names = [ana, bia].map((who) => [
        line.world.identityOf(who, "phone").value,
        line.world.identityOf(who, "hidden").value,
      ]);
      const authors = [first, second].map((told) => told.author?.identities.map(({ value }) => value) ?? []);
      expect(authors[0]?.some((value) => names[0]?.includes(value))).toBe(true);
      expect(authors[1]?.some((value) => names[1]?.includes(value))).toBe(true);
    },
  },
  {
    name: "in: twice delivered, one message",
    run: async (line) => {
      const { place, told } = await line.received({ from: line.world.customer(), body: "uma vez só", times: 2 });
      const { told: next } = await line.received({ from: line.world.customer(), body: "outra" });
      expect(next.body).toBe("outra");
      const same = line.of("message").filter(({ providerId }) => providerId === place.providerId);
      for (const each of same) expect(each).toMatchObject({ body: "uma vez só", chat: told.chat });
    },
  },
  {
    name: "in: first undecryptable, then with its content under the same id",
    feature: "placeholder",
    run: async (line) => {
      const { place } = await line.received({ from: line.world.customer(), body: "agora sim", isLate: true });
      const same = line.of("message").filter(({ providerId }) => providerId === place.providerId);
      expect(same[0]).toMatchObject({ isPlaceholder: true });
      expect(same.at(-1)).toMatchObject({ isPlaceholder: false, type: "TEXT", body: "agora sim" });
    },
  },
  {
    name: "in: a file that has expired is asked for again",
    feature: "forgets-media",
    run: async (line) => {
      const { place, told } = await line.received({ from: line.world.customer(), kind: "image", bytes: png });
      await line.world.expireMedia(place, false);
      expect(await bytesOf((await line.driver.openMedia(told.media!)).stream)).toEqual(png);
    },
  },
  {
    name: "in: a file that is gone for good says so",
    feature: "forgets-media",
    run: async (line) => {
      const { place, told } = await line.received({ from: line.world.customer(), kind: "image", bytes: png });
      await line.world.expireMedia(place, true);
      expect((await refusalOf(line.driver.openMedia(told.media!))).kind).toBe("media_rejected");
    },
  },
  {
    name: "in: a missed call is a line in the conversation",
    run: async (line) => {
      const customer = line.world.customer();
      await line.world.callMissed(customer);
      const told = await line.event("message", ({ content }) => content.kind === "call_missed");
      expect(told.type).toBe("SYSTEM");
      expect([line.world.identityOf(customer, "phone"), line.world.identityOf(customer, "hidden")]).toContainEqual(
        told.chat.identities[0],
      );
    },
  },
  {
    name: "in: the customer types",
    feature: "customer-typing",
    run: async (line) => {
      const customer = line.world.customer();
      await line.received({ from: customer, body: "oi" });
      await line.world.customerTypes(customer);
      const names = [line.world.identityOf(customer, "phone"), line.world.identityOf(customer, "hidden")];
      await line.until(
        () =>
          line.typing.some(({ identities }) =>
            names.some((name) => identities.some((each) => each.value === name.value)),
          ),
        "the typing",
      );
    },
  },
  {
    name: "in: what could not be stored comes again",
    feature: "replays-unstored",
    run: async (line) => {
      line.refused = 0;
      line.refusal = new Error("the database is away");
      const writing = line.world.customerWrites({ from: line.world.customer(), body: "insisto" });
      try {
        await line.until(() => line.refused > 0, "a refusal");
        expect(line.of("message").some(({ body }) => body === "insisto")).toBe(false);
      } finally {
        line.refusal = null;
      }
      await line.message((await writing).providerId);
    },
  },
];
