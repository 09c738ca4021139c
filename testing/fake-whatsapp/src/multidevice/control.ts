import express, { type ErrorRequestHandler, type Request, type Router } from "express";
import { z } from "zod";
import type { CompanyPhone } from "./company-phone.ts";
import type { FakeMultiDevice } from "./server.ts";
import type { Group } from "./groups.ts";
import type { SentMessage } from "./sent-messages.ts";

const Digits = z.string().regex(/^\d{5,20}$/u, "digits alone");
const Who = z.object({
  phone: Digits.optional(),
  lid: Digits.optional(),
  group: z.string().optional(),
  name: z.string().optional(),
});
const Media = z
  .object({
    base64: z.base64(),
    mimeType: z.string().optional(),
    fileName: z.string().optional(),
    seconds: z.number().optional(),
  })
  .transform(({ base64, ...file }) => ({ ...file, bytes: Buffer.from(base64, "base64") }));
const Kind = z.enum([
  "text",
  "image",
  "video",
  "gif",
  "audio",
  "voice",
  "document",
  "sticker",
  "location",
  "liveLocation",
  "contact",
  "contacts",
  "poll",
  "unsupported",
]);
const Written = Who.extend({
  kind: Kind.optional(),
  body: z.string().optional(),
  media: Media.optional(),
  quote: z.string().optional(),
  mentions: z.array(Digits).optional(),
  isForwarded: z.boolean().optional(),
  isViewOnce: z.boolean().optional(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
  contacts: z.array(z.object({ name: z.string(), phone: z.string() })).optional(),
  poll: z.object({ name: z.string(), options: z.array(z.string()), selectable: z.number().optional() }).optional(),
  id: z.string().optional(),
  at: z.number().optional(),
});
const CustomerWrites = Written.extend({
  times: z.number().optional(),
  undecryptable: z.enum(["until-retry", "until-released", "absent"]).optional(),
});
const About = Who.extend({ providerId: z.string(), at: z.number().optional() });
const ReceiptKind = z.enum(["delivered", "read", "played"]);
const Times = z.object({ times: z.number().int().positive().default(1) });
const SendFault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("nack"), code: z.string() }),
  z.object({ kind: z.literal("ack-lost") }),
  z.object({ kind: z.literal("ack-slow"), delayMs: z.number() }),
  z.object({ kind: z.literal("lost") }),
  z.object({ kind: z.literal("drop-after-arrival") }),
  z.object({ kind: z.literal("drop-before-arrival") }),
  z.object({ kind: z.literal("unreadable") }),
]);
const Behaviour = z
  .object({
    receipts: z.array(ReceiptKind),
    receiptDelayMs: z.number(),
    readReceipts: z.boolean(),
    bootstrapSize: z.number().int().positive(),
    initialHistorySize: z.number().int().positive(),
    answersHistoryRequests: z.boolean(),
  })
  .partial();

type Act = (phone: CompanyPhone, body: unknown) => unknown;

/** What can be done at a company's phone, by the name that it has in `CompanyPhone`. */
const ACTS: Record<string, Act> = {
  scanQr: (phone, body) => ({ device: phone.scanQr(z.object({ payload: z.string() }).parse(body).payload).id }),
  enterPairingCode: async (phone, body) => {
    const { id } = await phone.enterPairingCode(z.object({ code: z.string() }).parse(body).code);
    return { device: id };
  },
  unlink: (phone) => phone.unlink(),
  conflict: (phone) => phone.conflict(),
  drop: (phone) => phone.drop(),
  freeze: (phone) => phone.freeze(),
  multideviceMismatch: (phone) => phone.multideviceMismatch(),
  streamError: (phone, body) => phone.streamError(z.object({ code: z.string() }).parse(body).code),
  failure: (phone, body) => phone.failure(z.object({ reason: z.string() }).parse(body).reason),
  fail: (phone, body) => phone.fail(SendFault.parse(body), Times.parse(body).times),
  failLogins: (phone, body) => phone.failLogins(z.object({ reason: z.string() }).parse(body), Times.parse(body).times),
  clearFaults: (phone) => phone.faults.clear(),
  behave: (phone, body) => phone.behave(present(Behaviour.parse(body))),
  restrict: (phone, body) => {
    const { until, type } = z.object({ until: z.number().nullable(), type: z.string().optional() }).parse(body);
    phone.restrict(until, type);
  },
  hadMessages: (phone, body) => {
    const Past = z.array(Written.extend({ at: z.number(), isFromUs: z.boolean().optional() }));
    return phone.hadMessages(Past.parse(body));
  },
  customerWrites: (phone, body) => phone.customerWrites(CustomerWrites.parse(body)),
  customerEdits: (phone, body) => phone.customerEdits(About.extend({ body: z.string() }).parse(body)),
  customerRevokes: (phone, body) => phone.customerRevokes(About.parse(body)),
  customerReacts: (phone, body) => phone.customerReacts(About.extend({ emoji: z.string().nullable() }).parse(body)),
  customerVotes: (phone, body) => phone.customerVotes(About.extend({ options: z.array(z.string()) }).parse(body)),
  customerTypes: (phone, body) =>
    phone.customerTypes(Who.extend({ state: z.enum(["composing", "recording", "paused"]).optional() }).parse(body)),
  customerPresence: (phone, body) =>
    phone.customerPresence(Who.extend({ isAvailable: z.boolean(), lastSeen: z.number().optional() }).parse(body)),
  customerReads: (phone, body) => {
    const Reads = Who.extend({
      providerIds: z.array(z.string()).optional(),
      kind: ReceiptKind.optional(),
      at: z.number().optional(),
    });
    phone.customerReads(Reads.parse(body));
  },
  ownerWrites: (phone, body) => phone.ownerWrites(Written.parse(body)),
  ownerEdits: (phone, body) => phone.ownerEdits(About.extend({ body: z.string() }).parse(body)),
  ownerRevokes: (phone, body) => phone.ownerRevokes(About.parse(body)),
  ownerReacts: (phone, body) => phone.ownerReacts(About.extend({ emoji: z.string().nullable() }).parse(body)),
  ownerReads: (phone, body) => phone.ownerReads(Who.extend({ providerIds: z.array(z.string()) }).parse(body)),
  callMissed: (phone, body) =>
    phone.callMissed(
      Who.extend({ isVideo: z.boolean().optional(), end: z.enum(["timeout", "hangup"]).optional() }).parse(body),
    ),
  deliverAgain: (phone, body) => phone.deliverAgain(About.parse(body).providerId),
  releaseHeldBack: (phone, body) => phone.releaseHeldBack(About.parse(body).providerId),
  expireMedia: (phone, body) => {
    const { providerId, isGone } = z.object({ providerId: z.string(), isGone: z.boolean().optional() }).parse(body);
    phone.expireMedia(providerId, isGone);
  },
};

const present = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };

/** Drives the stand-in from another process: everything that tests in its own process do by calls. */
export function controlRouter(fake: FakeMultiDevice): Router {
  const router = express.Router();
  router.use(express.json({ limit: "64mb" }));
  router.get("/", (_req, res) => void res.json(describe(fake)));
  router.get("/media-ca", (_req, res) => void res.type("application/x-pem-file").send(fake.mediaCa));
  router.post("/phones", (req, res) => {
    const phone = fake.addPhone(z.object({ phone: Digits, name: z.string().optional() }).parse(req.body));
    res.status(201).json({ phone: phone.phone, lid: phone.person.lid });
  });
  router.post("/customers", (req, res) => {
    const { phone, lid, name } = fake.addCustomer(Who.extend({ pictureUrl: z.string().optional() }).parse(req.body));
    res.status(201).json({ phone, lid, name });
  });
  router.put("/on-whatsapp", (req, res) => {
    const answers = z.record(Digits, Digits.nullable()).parse(req.body);
    for (const [phone, canonical] of Object.entries(answers)) fake.setOnWhatsApp(phone, canonical);
    res.status(204).end();
  });
  router.put("/media", (req, res) => {
    const Faults = z.object({ downloadDelayMs: z.number().optional(), failUploads: z.number().int().optional() });
    const { downloadDelayMs, failUploads } = Faults.parse(req.body);
    fake.media.downloadDelayMs = downloadDelayMs ?? fake.media.downloadDelayMs;
    if (failUploads !== undefined) fake.media.failUploads(failUploads);
    res.status(204).end();
  });
  withGroups(router, fake);
  withPhones(router, fake);
  router.use(refuse);
  return router;
}

const refuse: ErrorRequestHandler = (error, _req, res, _next) => {
  const isBadInput = error instanceof z.ZodError;
  res
    .status(isBadInput ? 400 : 409)
    .json({ error: isBadInput ? z.prettifyError(error) : String(error?.message ?? error) });
};

function withGroups(router: Router, fake: FakeMultiDevice): void {
  const NewGroup = z.object({
    subject: z.string(),
    members: z.array(Who).min(1),
    id: z.string().optional(),
    addressing: z.enum(["pn", "lid"]).optional(),
  });
  const Change = z.object({ by: Who, subject: z.string().optional(), add: Who.optional(), remove: Who.optional() });
  router.post("/groups", (req, res) => void res.status(201).json(groupView(fake.addGroup(NewGroup.parse(req.body)))));
  router.patch("/groups/:jid", (req, res) => {
    fake.changeGroup(req.params.jid, Change.parse(req.body));
    res.status(204).end();
  });
}

function withPhones(router: Router, fake: FakeMultiDevice): void {
  const phoneOf = (req: Request) => fake.phone(String(req.params["phone"]));
  router.get("/phones/:phone/sent", (req, res) => void res.json(phoneOf(req).sent().map(sentView)));
  router.get("/phones/:phone/sent-reactions", (req, res) => void res.json(phoneOf(req).sentReactions()));
  router.get("/phones/:phone/unconfirmed", (req, res) => void res.json(phoneOf(req).unconfirmed()));
  router.get("/phones/:phone/refused", (req, res) => void res.json(phoneOf(req).refused()));
  router.get("/phones/:phone/seen", (req, res) => {
    const { reads, typings, retries, mediaRequests, placeholderRequests, historyRequests } = phoneOf(req);
    res.json({ reads, typings, retries, mediaRequests, placeholderRequests, historyRequests });
  });
  router.post("/phones/:phone/:act", async (req, res) => {
    const act = Object.hasOwn(ACTS, req.params.act) ? ACTS[req.params.act] : undefined;
    if (act === undefined) return void res.status(404).json({ acts: Object.keys(ACTS) });
    const done = await act(phoneOf(req), req.body ?? {});
    if (done === undefined) res.status(204).end();
    else res.json(done);
  });
}

const describe = (fake: FakeMultiDevice) => ({
  url: fake.url,
  mediaHost: fake.mediaHost,
  phones: [...fake.network.phones.values()].map((phone) => ({
    phone: phone.phone,
    lid: phone.person.lid,
    isOnline: phone.isOnline,
    devices: phone.linkedDevices.map(({ id, isLive }) => ({ id, isLive })),
  })),
  waitingForPairing: fake.network.offers.size,
  unhandled: fake.unhandled.length,
  errors: fake.errors.map(String),
});

const groupView = ({ jid, subject, addressing, members }: Group) => ({
  jid,
  subject,
  addressing,
  members: members.map(({ phone, lid, name }) => ({ phone, lid, name })),
});

const sentView = ({ message: _message, media, ...shown }: SentMessage) => ({
  ...shown,
  media: media && { ...media, bytes: undefined, base64: media.bytes.toString("base64") },
});
