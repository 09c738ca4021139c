import { expect } from "vitest";
import type { OutboundContent, SendReceipt } from "../../../src/whatsapp/driver.ts";
import type { ContractCase } from "../contract.ts";
import type { Arrived } from "../driver-world.ts";
import { fileOf, mp4, ogg, pdf, png, webp } from "../files.ts";
import { type Line, refTo } from "../line.ts";
import { refusalOf } from "../refusal.ts";

const arrivedAs = async (line: Line, { providerId }: SendReceipt): Promise<Arrived> =>
  line.until(async () => (await line.world.arrived()).find((each) => each.providerId === providerId), "the arrival");

const goesOut = (
  name: string,
  content: string | OutboundContent,
  check: (arrived: Arrived) => void,
  needs?: ContractCase["needs"],
): ContractCase => ({
  name: `out: ${name}`,
  ...(needs === undefined ? {} : { needs }),
  run: async (line) => {
    const customer = line.world.customer();
    await line.received({ from: customer, body: "oi" });
    check(await arrivedAs(line, await line.send(customer, content)));
  },
  refused: async (line) => {
    const customer = line.world.customer();
    expect((await refusalOf(line.send(customer, content))).kind).toBe("unsupported");
  },
});

const file = (
  type: "IMAGE" | "VIDEO" | "DOCUMENT" | "STICKER",
  bytes: Uint8Array,
  name: string,
  mimeType: string,
  body = "",
) => ({ type, body, file: fileOf(bytes, name, mimeType) }) as const;
const isWith =
  (kind: Arrived["kind"], bytes: Uint8Array, body = "") =>
  (arrived: Arrived) => {
    expect(arrived).toMatchObject({ kind, body });
    if (arrived.bytes !== null) expect(Buffer.from(arrived.bytes).byteLength).toBeGreaterThan(0);
    if (kind === "document" && arrived.bytes !== null) expect(Buffer.from(arrived.bytes)).toEqual(Buffer.from(bytes));
  };
const voice = { durationSeconds: 3, waveform: [0, 50, 100] };
const location = { latitude: -23.5614, longitude: -46.6559, name: "MASP", address: "Av. Paulista, 1578" };

export const outboundCases: readonly ContractCase[] = [
  goesOut("text with accents and emoji", "Já vai sair 🥖\n*certo*", (arrived) =>
    expect(arrived).toMatchObject({ kind: "text", body: "Já vai sair 🥖\n*certo*" }),
  ),
  goesOut("picture with a text", file("IMAGE", png, "bolo.png", "image/png", "o bolo"), isWith("image", png, "o bolo")),
  goesOut("film", file("VIDEO", mp4, "forno.mp4", "video/mp4"), isWith("video", mp4)),
  goesOut(
    "document",
    file("DOCUMENT", pdf, "nota.pdf", "application/pdf", "a nota"),
    isWith("document", pdf, "a nota"),
  ),
  goesOut(
    "voice note",
    { type: "AUDIO", body: "", file: fileOf(ogg, "voz.ogg", "audio/ogg; codecs=opus"), voice },
    isWith("voice", ogg),
    ({ voiceNotes }) => voiceNotes,
  ),
  goesOut(
    "sticker",
    file("STICKER", webp, "f.webp", "image/webp"),
    isWith("sticker", webp),
    ({ stickers }) => stickers,
  ),
  goesOut(
    "place",
    { type: "LOCATION", body: "", location },
    (arrived) => {
      expect(arrived.kind).toBe("location");
      expect(arrived.location?.latitude).toBeCloseTo(location.latitude, 4);
      expect(arrived.location?.longitude).toBeCloseTo(location.longitude, 4);
    },
    ({ locations }) => locations,
  ),
  goesOut(
    "contact card",
    { type: "CONTACT", body: "", contacts: [{ name: "Oficina do Zé", phoneNumbers: ["+5511955550000"] }] },
    (arrived) => expect(arrived).toMatchObject({ kind: "contact", contacts: ["Oficina do Zé"] }),
    ({ contactCards }) => contactCards,
  ),
  {
    name: "out: quote",
    needs: ({ quote }) => quote,
    run: async (line) => {
      const customer = line.world.customer();
      const { place, told } = await line.received({ from: customer, body: "a pergunta" });
      const arrived = await arrivedAs(line, await line.send(customer, "a resposta", refTo(told)));
      expect(arrived.quoted).toBe(place.providerId);
    },
  },
  {
    name: "out: mention",
    needs: ({ mentions }) => mentions,
    run: async (line) => {
      const bia = line.world.customer();
      const group = await line.world.group([bia]);
      await line.received({ from: bia, group, body: "oi" });
      const mention = line.world.identityOf(bia, "phone");
      const command = line.command([{ kind: "GROUP", value: group.id }], {
        type: "TEXT",
        body: `@${mention.value} veja`,
        mentions: [mention],
      });
      const arrived = await arrivedAs(line, await line.driver.send(command));
      expect(arrived.mentions).toHaveLength(1);
      expect([bia.phone, bia.hidden]).toContain(arrived.mentions[0]);
    },
    refused: async (line) => {
      const bia = line.world.customer();
      const mention = line.world.identityOf(bia, "phone");
      const arrived = await arrivedAs(
        line,
        await line.send(bia, { type: "TEXT", body: `@${mention.value} veja`, mentions: [mention] }),
      );
      expect(arrived).toMatchObject({ body: `@${mention.value} veja`, mentions: [] });
    },
  },
  {
    name: "out: to a group",
    needs: ({ groups }) => groups,
    run: async (line) => {
      const ana = line.world.customer();
      const group = await line.world.group([ana]);
      await line.received({ from: ana, group, body: "oi" });
      const receipt = await line.driver.send(line.command([{ kind: "GROUP", value: group.id }], "Bom dia, grupo"));
      expect(await arrivedAs(line, receipt)).toMatchObject({ to: group.id, body: "Bom dia, grupo" });
    },
  },
  {
    name: "out: template",
    needs: ({ templates }) => templates,
    run: async (line) => {
      const [template] = (await line.driver.listTemplates?.()) ?? [];
      const { name = "", language = "", parameters = 0 } = template ?? {};
      const values = Array.from({ length: parameters }, (_, index) => `v${index}`);
      const content = { type: "TEMPLATE", body: "", template: { name, language, parameters: values } } as const;
      expect(await arrivedAs(line, await line.send(line.world.customer(), content))).toMatchObject({
        kind: "template",
      });
    },
    refused: async (line) => {
      expect(line.driver.listTemplates).toBeUndefined();
      const template = { name: "x", language: "pt_BR", parameters: [] };
      const content: OutboundContent = { type: "TEMPLATE", body: "", template };
      expect((await refusalOf(line.send(line.world.customer(), content))).kind).toBe("unsupported");
    },
  },
  {
    name: "out: typing is shown to the customer",
    needs: ({ typing }) => typing,
    run: async (line) => {
      const customer = line.world.customer();
      const { told } = await line.received({ from: customer, body: "oi" });
      await line.driver.setTyping?.(told.chat.identities, told.providerId);
      await line.until(() => line.world.isTypingSeen(customer), "the typing");
    },
    refused: (line) => expect(line.driver.setTyping).toBeUndefined(),
  },
  {
    name: "out: read receipts",
    needs: ({ readReceipts }) => readReceipts,
    run: async (line) => {
      const customer = line.world.customer();
      const { place, told } = await line.received({ from: customer, body: "leu?" });
      expect(await line.world.isReadByUs(place)).toBe(false);
      await line.driver.markRead?.([refTo(told)]);
      await line.until(() => line.world.isReadByUs(place), "the receipt");
    },
    refused: (line) => expect(line.driver.markRead).toBeUndefined(),
  },
];
