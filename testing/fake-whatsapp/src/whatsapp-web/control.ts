import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { z } from "zod";
import type { FakePhone } from "./phone.ts";
import type { FakeWhatsAppWeb } from "./server.ts";

const Who = z.object({ phone: z.string().optional(), lid: z.string().optional() });
const Body = z.record(z.string(), z.unknown());

/** What is done at a company's phone: the input is parsed by the verb itself unless said here. */
const AT_PHONE: Record<string, (phone: FakePhone, input: unknown) => unknown> = {
  scan: (phone, input) => phone.scanQr(z.object({ qr: z.string().optional() }).parse(input).qr),
  "pairing-code": (phone, input) => phone.enterPairingCode(z.object({ code: z.string() }).parse(input).code),
  unlink: (phone) => phone.unlink(),
  conflict: (phone) => phone.conflict(),
  state: (phone, input) => phone.setState(z.object({ state: z.string() }).parse(input).state),
  drop: (phone) => phone.drop(),
  reconnect: (phone) => phone.reconnect(),
  freeze: (phone, input) => phone.freeze(z.object({ milliseconds: z.number() }).parse(input).milliseconds),
  faults: (phone, input) => phone.fail(input as Parameters<FakePhone["fail"]>[0]),
  groups: (phone, input) => ({ id: phone.addGroup(input as Parameters<FakePhone["addGroup"]>[0]) }),
  messages: (phone, input) => phone.customerWrites(withBytes(input) as Parameters<FakePhone["customerWrites"]>[0]),
  "owner-messages": (phone, input) => phone.ownerWrites(withBytes(input) as Parameters<FakePhone["ownerWrites"]>[0]),
  "owner-reads": (phone, input) =>
    phone.ownerReads(withoutUndefined(Who.extend({ group: z.string().optional() }).parse(input))),
  typing: (phone, input) => phone.customerTypes(withoutUndefined(Who.parse(input))),
  calls: (phone, input) =>
    phone.callMissed(
      withoutUndefined(Who.extend({ name: z.string().optional(), isVideo: z.boolean().default(false) }).parse(input)),
    ),
};

/** What is done to a message that stands in a conversation. */
const TO_MESSAGE: Record<string, (phone: FakePhone, id: string, input: unknown) => unknown> = {
  edit: (phone, id, input) => phone.edits(id, z.object({ body: z.string() }).parse(input).body),
  revoke: (phone, id) => phone.revokes(id),
  tick: (phone, id, input) => phone.tick(id, z.object({ ack: z.number().int().min(-1).max(4) }).parse(input).ack),
  again: (phone, id) => phone.deliversAgain(id),
  decrypt: (phone, id, input) =>
    phone.messageDecrypts(id, withBytes(input) as Parameters<FakePhone["messageDecrypts"]>[1]),
  media: (phone, id, input) =>
    phone.setMedia(id, z.object({ state: z.enum(["ready", "expired", "gone"]) }).parse(input).state),
  react: (phone, id, input) => {
    const { emoji, ...who } = Who.extend({ emoji: z.string().nullable() }).parse(input);
    if (who.phone === undefined && who.lid === undefined) phone.ownerReacts(id, emoji);
    else phone.customerReacts(id, withoutUndefined(who), emoji);
  },
};

/** Drives the stand-in from another process: everything that tests in its own process do by hand. */
export function webControlRouter(web: FakeWhatsAppWeb): Router {
  const router = express.Router();
  router.use(express.json({ limit: "64mb" }));
  const phoneOf = (req: Request) => web.phone(String(req.params["number"]));
  router.post("/phones", (req, res) => {
    const { number, lid, name } = web.addPhone(Body.parse(req.body ?? {}));
    res.status(201).json({ phone: number, lid, name });
  });
  router.put("/behaviour", (req, res) => void res.json(web.behave(Body.parse(req.body))));
  router.put("/people", (req, res) => {
    web.person(Body.parse(req.body));
    res.status(204).end();
  });
  router.post("/idle", (req, res) => {
    web.idle(z.object({ qr: z.string() }).parse(req.body).qr);
    res.status(204).end();
  });
  router.get("/unknown-modules", (_req, res) => void res.json(web.world.unknownModules));
  router.get("/phones/:number/sent", (req, res) => void res.json(phoneOf(req).sent().map(withBase64)));
  router.get("/phones/:number/signals", (req, res) => void res.json(phoneOf(req).signals));
  router.get("/phones/:number/reactions", (req, res) => void res.json(phoneOf(req).reactions));
  router.post("/phones/:number/messages/:id/:verb", (req, res) => {
    const verb = TO_MESSAGE[String(req.params["verb"])];
    if (verb === undefined) return void res.status(404).end();
    res.json(verb(phoneOf(req), String(req.params["id"]), req.body ?? {}) ?? {});
  });
  router.post("/phones/:number/:verb", (req, res) => {
    const verb = AT_PHONE[String(req.params["verb"])];
    if (verb === undefined) return void res.status(404).end();
    res.json(verb(phoneOf(req), req.body ?? {}) ?? {});
  });
  router.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
    res.status(400).json({ error: error.message });
  });
  return router;
}

/** A file comes as `media.base64`. */
function withBytes(input: unknown): unknown {
  const { media, ...rest } = Body.parse(input);
  if (media === undefined) return rest;
  const { base64, ...file } = z.looseObject({ base64: z.base64() }).parse(media);
  return { ...rest, media: { ...file, bytes: Buffer.from(base64, "base64") } };
}

const withBase64 = (sent: ReturnType<FakePhone["sent"]>[number]): object => {
  if (sent.media === null) return sent;
  const { bytes, ...file } = sent.media;
  return { ...sent, media: { ...file, base64: Buffer.from(bytes).toString("base64") } };
};

type Defined<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> };

const withoutUndefined = <Value extends object>(value: Value): Defined<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Defined<Value>;
