import express, { type Request, type Router } from "express";
import { z } from "zod";
import { FakeCustomer } from "./payloads.ts";
import type { FakeGraph } from "./server.ts";
import { FakeTemplate } from "./templates.ts";
import { FakeNumber, Fault } from "./types.ts";

const Write = z.object({
  messages: z.array(
    z.object({
      from: FakeCustomer,
      id: z.string().optional(),
      timestamp: z.number().optional(),
      text: z.string().optional(),
      content: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
const Tick = z.object({
  statuses: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      recipient: z.string(),
      bizOpaqueCallbackData: z.string().optional(),
      errors: z.array(z.record(z.string(), z.unknown())).optional(),
    }),
  ),
});
const Media = z.object({ base64: z.base64(), mimeType: z.string(), fileName: z.string().optional() });

/** Drives the fake from another process: everything that tests in its own process do by hand. */
export function controlRouter(graph: FakeGraph): Router {
  const router = express.Router();
  const { state } = graph;
  router.use(express.json({ limit: "32mb" }));
  router.post("/numbers", (req, res) => void res.status(201).json(graph.addNumber(FakeNumber.parse(req.body))));
  router.put("/behaviour", (req, res) => void res.json(state.behave(z.looseObject({}).parse(req.body))));
  router.post("/faults", (req, res) => {
    graph.fail(Fault.parse(req.body));
    res.status(204).end();
  });
  router.put("/canonical-ids", (req, res) => {
    for (const [input, waId] of Object.entries(z.record(z.string(), z.string()).parse(req.body)))
      state.canonicalIds.set(input, waId);
    res.status(204).end();
  });
  router.post("/accounts/:businessAccountId/templates", (req, res) => {
    res.status(201).json(graph.addTemplate(String(req.params["businessAccountId"]), FakeTemplate.parse(req.body)));
  });
  router.get("/sent", (_req, res) => void res.json(state.sent));
  router.get("/requests", (_req, res) => void res.json(state.requests));
  router.get("/signals", (_req, res) => void res.json(state.signals));
  router.get("/webhooks", (_req, res) => void res.json(state.webhooks));
  router.delete("/seen", (_req, res) => {
    state.clear();
    res.status(204).end();
  });
  router.post("/drain", async (_req, res) => {
    await graph.drain();
    res.status(204).end();
  });
  return withCustomers(router, graph);
}

function withCustomers(router: Router, graph: FakeGraph): Router {
  const idOf = (req: Request) => String(req.params["phoneNumberId"]);
  const writtenIn = (req: Request) =>
    Write.parse(req.body).messages.map(({ from, id, timestamp, text, content }) => ({
      from: withoutUndefined(from),
      ...withoutUndefined({ id, timestamp }),
      content: content ?? { type: "text", text: { body: text ?? "" } },
    }));
  router.post("/numbers/:phoneNumberId/messages", async (req, res) => {
    res.json(await graph.write(idOf(req), writtenIn(req)));
  });
  router.post("/numbers/:phoneNumberId/echoes", async (req, res) => {
    res.json(await graph.echo(idOf(req), writtenIn(req)));
  });
  router.post("/numbers/:phoneNumberId/statuses", async (req, res) => {
    res.json(await graph.tick(idOf(req), Tick.parse(req.body).statuses.map(withoutUndefined)));
  });
  router.post("/numbers/:phoneNumberId/webhooks", async (req, res) => {
    res.json(await graph.deliver(idOf(req), req.body));
  });
  router.post("/numbers/:phoneNumberId/media", (req, res) => {
    const { base64, ...file } = Media.parse(req.body);
    const { bytes: _bytes, ...media } = graph.storeMedia(
      idOf(req),
      withoutUndefined({ ...file, bytes: Buffer.from(base64, "base64") }),
    );
    res.status(201).json(media);
  });
  return router;
}

type Defined<Value> = { [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key] } & {
  [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined>;
};

const withoutUndefined = <Value extends object>(value: Value): Defined<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Defined<Value>;
