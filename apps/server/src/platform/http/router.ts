import { type Endpoint, endpoints, type Role } from "@whatskovi/contract";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { type Actor, systemActor, type UserActor } from "../actor.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors/app-error.ts";
import type { Logger } from "../logging/index.ts";
import { keepStorable, readBody } from "./body.ts";
import type { Handlers } from "./handler.ts";
import { invalidInput, sendProblem } from "./problem.ts";
import type { RateLimit } from "./rate-limit.ts";

export type RouterDeps = {
  readonly handlers: Handlers;
  /** The person of an access token with the rights of this moment; throws `unauthenticated` or `session_expired`. */
  readonly authenticate: (accessToken: string) => Promise<UserActor>;
  readonly createContext: <Who extends Actor>(actor: Who) => Context<Who>;
  readonly logger: Logger;
  readonly limit: RateLimit;
  /** Parses every answer by the contract before it is sent, so that a test fails on what the contract does not say. */
  readonly checksResponses?: boolean;
};

type AnyHandler = (request: object) => Promise<unknown>;

/** Serves exactly the contract: each endpoint at its path, 405 for its other methods. */
export function createApiRouter(deps: RouterDeps): Router {
  const router = express.Router({ caseSensitive: true, strict: false });
  const descriptors = (Object.values(endpoints) as Endpoint[]).toSorted(byMostLiteralPath);
  for (const endpoint of descriptors) {
    const handler = deps.handlers[endpoint.operationId as keyof Handlers] as unknown as AnyHandler;
    const method = endpoint.method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete";
    router[method](endpoint.path, serve(endpoint, handler, deps));
  }
  for (const path of new Set(descriptors.map((endpoint) => endpoint.path))) {
    const allowed = descriptors.filter((endpoint) => endpoint.path === path).map((endpoint) => endpoint.method);
    router.all(path, refuseMethod(allowed));
  }
  return router;
}

function serve(endpoint: Endpoint, handler: AnyHandler, deps: RouterDeps): RequestHandler {
  return async (req, res) => {
    try {
      const actor = await checkAccess(endpoint, req, deps);
      const body = await readBody(endpoint, req, res);
      const result = await handler({
        context: deps.createContext(actor),
        params: parse("params", endpoint.params, req.params),
        query: parse("query", endpoint.query, storable(req.query)),
        body: endpoint.bodyKind === "raw" ? body : parse("body", endpoint.body, body),
        http: { req, res },
      });
      send(endpoint, res, result, deps);
    } catch (error) {
      sendProblem(req, res, error, deps.logger);
    }
  };
}

const ranks: Record<Role, number> = { AGENT: 1, SUPERVISOR: 2, ADMIN: 3 };

async function checkAccess(endpoint: Endpoint, req: Request, deps: RouterDeps): Promise<Actor> {
  if (endpoint.access === "public" || endpoint.access === "credential") {
    if (isCounted(endpoint)) await deps.limit({ address: req.ip ?? "" });
    return systemActor;
  }
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(req.headers.authorization ?? "")?.[1];
  if (token === undefined) throw new AppError("unauthenticated");
  const actor = await deps.authenticate(token);
  if (isCounted(endpoint)) await deps.limit({ userId: actor.id });
  if (ranks[actor.role] < ranks[endpoint.access]) throw new AppError("forbidden");
  return actor;
}

/** Signed webhooks, and the simulator in their place, come as fast as customers write; health is asked by who watches over us. */
const uncounted: ReadonlySet<string> = new Set(["Webhooks", "Simulator", "Health"]);
const isCounted = (endpoint: Endpoint): boolean => !uncounted.has(endpoint.tag);

function parse(part: "params" | "query" | "body", schema: Endpoint["body"], value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(part, parsed.error);
  return parsed.data;
}

const storable = (query: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, keepStorable(key, value)]));

function send(endpoint: Endpoint, res: Response, result: unknown, deps: RouterDeps): void {
  if (endpoint.response !== undefined) {
    if (deps.checksResponses === true) endpoint.response.parse(result);
    res.status(endpoint.status ?? 200).json(result);
  } else if (!res.headersSent && endpoint.status === 204) {
    res.status(204).end();
  }
}

function refuseMethod(allowed: readonly string[]): RequestHandler {
  return (req, res) => {
    res.setHeader("Allow", allowed.join(", "));
    if (req.method === "OPTIONS") res.status(204).end();
    else throw new AppError("method_not_allowed");
  };
}

/** `/api/tickets/counts` before `/api/tickets/:id`, in whatever order the contract lists them. */
function byMostLiteralPath(a: Endpoint, b: Endpoint): number {
  const parameters = (endpoint: Endpoint) => endpoint.path.split(":").length;
  return parameters(a) - parameters(b);
}
