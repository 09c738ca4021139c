import type { Endpoint, EndpointInput, EndpointResponse, endpoints } from "@whatskovi/contract";
import type { Request, Response } from "express";
import type { Context, UserContext } from "../context.ts";

/** The context of an endpoint: a signed-in person's, unless anybody may call it. */
export type ContextOf<E extends Endpoint> = E["access"] extends "public" | "credential" ? Context : UserContext;

/** What a handler receives. Everything but `http` is parsed and checked by the contract. */
export type HandlerRequest<E extends Endpoint> = {
  readonly context: ContextOf<E>;
  readonly params: EndpointInput<E>["params"];
  readonly query: EndpointInput<E>["query"];
  /** The bytes as they came where the contract says `raw`; nothing where it says `multipart`: read it from `http.req`. */
  readonly body: E extends { readonly bodyKind: "raw" } ? Buffer : EndpointInput<E>["body"];
  /** For cookies, headers and streams. */
  readonly http: { readonly req: Request; readonly res: Response };
};

/**
 * Serves one endpoint: returns what the contract promises, or throws. Where the contract names no response the handler returns
 * nothing: the router answers 204, or the handler has written the answer (a file, a text) to `http.res` by itself.
 */
export type Handler<E extends Endpoint> = (
  request: HandlerRequest<E>,
) => Promise<E extends { readonly response: object } ? EndpointResponse<E> : void>;

/** One handler for every endpoint of the contract. A module gives its own as `Pick<Handlers, "listTags" | …>`. */
export type Handlers = { readonly [Name in keyof typeof endpoints]: Handler<(typeof endpoints)[Name]> };
