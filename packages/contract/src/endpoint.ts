import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";

/**
 * Who may call an endpoint at all, before the entity's policy is asked: anybody, a caller proved by a signature or a cookie
 * of its own (`credential`), anybody signed in, or at least that role.
 */
export type Access = "public" | "credential" | "AGENT" | "SUPERVISOR" | "ADMIN";

/** One endpoint of the API: the server registers its route from it, the web client is typed by it, OpenAPI is printed from it. */
export type Endpoint = {
  readonly operationId: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Express style: `/api/tickets/:id/accept`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  /** `json` is parsed by the schema; `raw` is handed over as bytes; `multipart` is streamed. */
  readonly bodyKind?: "json" | "raw" | "multipart";
  readonly body?: z.ZodType;
  /** The successful status: 200 unless told. 204 has no body. */
  readonly status?: number;
  /** Absent when the answer is not JSON (files, text) or empty. */
  readonly response?: z.ZodType;
  /** What it can refuse with, beyond `invalid_input`, `unauthenticated`, `forbidden`, `rate_limited` and `internal`. */
  readonly errors?: readonly ErrorCode[];
};

/** Keeps the literal types of a descriptor. */
export const defineEndpoint = <const E extends Endpoint>(endpoint: E): E => endpoint;

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

/** What a handler receives after parsing. */
export type EndpointInput<E extends Endpoint> = {
  params: Output<E["params"]>;
  query: Output<E["query"]>;
  body: Output<E["body"]>;
};

/** What a client sends. */
export type EndpointRequest<E extends Endpoint> = {
  params: Input<E["params"]>;
  query: Input<E["query"]>;
  body: Input<E["body"]>;
};

/** What a client receives. */
export type EndpointResponse<E extends Endpoint> = Output<E["response"]>;
