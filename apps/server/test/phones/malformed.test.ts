import { endpoints, Message } from "@whatskovi/contract";
import { type FakeGraph, startFakeGraph } from "@whatskovi/fake-whatsapp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { callEndpoint } from "../api-client.ts";
import {
  baileysExamples,
  cloudApiExamples,
  type Examples,
  secretText,
  simulatorExamples,
  whatsappWebExamples,
} from "./malformed/examples.ts";
import { type Carrier, type Form, formsOf } from "./malformed/forms.ts";
import { leaksIn } from "./leaks.ts";
import { phoneDrivers } from "./phone.ts";
import { type Line, type PhoneWorld, startPhoneWorld } from "./phone-world.ts";
import { until } from "./until.ts";

vi.setConfig({ testTimeout: 60_000 });

const phoneNumberId = "100000000000001";
const formsOfAKind = 12;
/** Kinds that speak of another message: well enough formed, they change it and are none of their own. */
const changes = ["reaction", "edit", "deletion"];
const namesATarget = /"(?:original_message_id|message_id|id)":(?:"[^"]|\d)/;

const drivers = ["cloud-api", "baileys", "whatsapp-web", "simulator"] as const;
type Driver = (typeof drivers)[number];

/** How a customer writes by this driver: a good message, and one in a form that is none. */
type Way = {
  readonly carrier: Carrier;
  readonly examples: (target: string) => Examples;
  /** Resolves to WhatsApp's id of it, as it is stored; null when it was refused to whoever wrote it. */
  readonly write: (phone: string, content: Record<string, unknown>) => Promise<string | null>;
  readonly text: (body: string) => Record<string, unknown>;
};

let world: PhoneWorld;
let graph: FakeGraph;
let token: string;
const lines = new Map<Driver, Line>();

beforeAll(async () => {
  world = await startPhoneWorld(phoneDrivers);
  graph = await startFakeGraph({
    numbers: [{ phoneNumberId, webhookUrl: `${world.url}/webhooks/cloud-api` }],
    behaviour: { retryAfterMs: 10, maxAttempts: 10 },
  });
  token = world.accessToken;
  const settings = {
    phoneNumberId,
    accessToken: "fake-access-token",
    appSecret: "fake-app-secret",
    verifyToken: "fake-verify-token",
    graphBaseUrl: graph.url,
  };
  const added = await Promise.all([
    world.addLine({ name: "Oficial", driver: "cloud-api", settings }),
    world.link("baileys"),
    world.link("whatsapp-web"),
    world.addLine({ name: "Simulador", driver: "simulator" }),
  ]);
  for (const [index, driver] of drivers.entries()) lines.set(driver, added[index] as Line);
  await Promise.all(added.map((line) => line.becomes("online")));
}, 90_000);
afterAll(async () => {
  await world.stop();
  await graph.close();
});

const nameOf = (phone: string) => `Cliente ${phone}`;

const ways: Record<Driver, Way> = {
  "cloud-api": {
    carrier: "json",
    examples: cloudApiExamples,
    text: (body) => ({ type: "text", text: { body } }),
    write: async (phone, content) => {
      const { ids, webhook } = await graph.write(phoneNumberId, [{ from: { phone, name: nameOf(phone) }, content }]);
      expect(webhook.status).toBe(200);
      return ids[0] ?? "";
    },
  },
  baileys: {
    carrier: "typed",
    examples: baileysExamples,
    text: (conversation) => ({ conversation }),
    write: (phone, content) => world.phone("baileys").writeRaw({ phone, name: nameOf(phone) }, content),
  },
  "whatsapp-web": {
    carrier: "json",
    examples: (target) => whatsappWebExamples(target.replace("in:", "")),
    text: (body) => ({ type: "chat", body }),
    write: async (phone, content) =>
      `in:${await world.phone("whatsapp-web").writeRaw({ phone, name: nameOf(phone) }, content)}`,
  },
  simulator: {
    carrier: "json",
    examples: simulatorExamples,
    text: (body) => ({ type: "TEXT", body }),
    write: async (phone, content) => {
      const params = { connectionId: lines.get("simulator")?.connectionId };
      const body = { from: { phone: `+${phone}`, name: nameOf(phone) }, ...content };
      const answer = await callEndpoint(world.url, endpoints.simulateMessage, { params, body }, token);
      if (answer.status === 201) return ((await answer.json()) as { providerId: string }).providerId;
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      return null;
    },
  },
};

const targetOfKinds = "A1B2C3D4E5F60718";
const cases = drivers.flatMap((driver) =>
  Object.keys(ways[driver].examples(targetOfKinds)).map((kind) => [driver, kind] as const),
);

/** Every customer of a case is somebody else, so that each has a ticket of their own. */
const phoneOf = (driver: Driver, kind: string) => {
  const place = cases.findIndex(([one, other]) => one === driver && other === kind);
  return `55119${String(60_000_000 + place)}`;
};

async function shown(line: Line, phone: string): Promise<Map<string, Message>> {
  const ticket = (await line.tickets()).find(({ contact }) => contact.phoneNumber === `+${phone}`);
  const messages = ticket === undefined ? [] : await world.messages(ticket.id);
  const ids = await world.providerIds(line.connectionId);
  return new Map(messages.map((message) => [ids.get(message.id) ?? "", Message.parse(message)]));
}

test.each(cases)("%s: %s in ten wrong forms is kept and shown, and what comes next comes", async (driver, kind) => {
  const { carrier, examples, write, text } = ways[driver];
  const line = lines.get(driver) as Line;
  const phone = phoneOf(driver, kind);
  const target = (await write(phone, text("antes"))) ?? "";
  const example = examples(target)[kind] ?? {};
  const forms = formsOf(example, carrier, formsOfAKind);
  const written: [Form, string | null][] = [];
  for (const form of forms) written.push([form, await write(phone, form.value)]);
  const last = (await write(phone, text("depois"))) ?? "";
  const expected = new Map([
    [target, "antes"],
    ...written.flatMap(([{ name, value }, id]) => {
      const isChange = changes.includes(kind) && namesATarget.test(JSON.stringify(value));
      return id === null || isChange ? [] : [[id, name] as const];
    }),
    [last, "depois"],
  ]);
  let missing: string[] = [];
  const messages = await until(
    "everything is there",
    async () => {
      const now = await shown(line, phone);
      missing = [...expected].filter(([id]) => !now.has(id)).map(([, name]) => name);
      return missing.length === 0 ? now : null;
    },
    10,
  ).catch(() => new Map<string, Message>());
  expect(missing).toEqual([]);
  expect(messages.get(last)).toMatchObject({ type: "TEXT", body: "depois" });
  // Some forms are edits that can be done, and one a deletion, after which no edit counts; two of them may change places on the way.
  const bodies = kind === "edit" ? ["antes", secretText, ""] : ["antes"];
  expect(messages.get(target)).toMatchObject({ type: "TEXT", body: expect.toBeOneOf(bodies) });
  expect((await line.connection()).status).toBe("online");
});

test.each(drivers)("%s was never interrupted by it", async (driver) => {
  const { connectionId = "" } = lines.get(driver) ?? {};
  const { items } = await world.api.listConnectionGaps({ params: { id: connectionId } });
  expect(items.filter(({ cause }) => cause !== "switched_off")).toEqual([]);
});

test("nothing of it was printed", () => {
  expect(leaksIn(world.output(), [secretText])).toEqual([]);
});
