import type { Endpoint } from "@whatskovi/contract";
import express, { type Request, type RequestHandler, type Response } from "express";
import { AppError } from "../errors/app-error.ts";

const MEGABYTE = 1024 * 1024;
const parseJson = express.json({ limit: MEGABYTE, strict: false });
/** The simulator takes files inside JSON. */
const parseLargeJson = express.json({ limit: 16 * MEGABYTE, strict: false });
/** Meta's webhooks hold up to 3 MB. Never unpacked: signatures are over the bytes as sent. */
const parseRaw = express.raw({ limit: 4 * MEGABYTE, type: () => true, inflate: false });

/** Reads a body as its endpoint wants it; undefined when there is none, or when the handler streams it. */
export async function readBody(endpoint: Endpoint, req: Request, res: Response): Promise<unknown> {
  if (endpoint.bodyKind === "multipart") return undefined;
  if (endpoint.bodyKind === "raw") {
    await run(parseRaw, req, res);
    return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  }
  if (endpoint.body === undefined) return undefined;
  if (req.is("*/*") !== null && !req.is("application/json")) {
    throw new AppError("malformed_body", { detail: "Send JSON, with Content-Type: application/json." });
  }
  await run(endpoint.operationId === "simulateMessage" ? parseLargeJson : parseJson, req, res);
  return req.body;
}

const deepest = 20;

/**
 * Where a value holds text that PostgreSQL cannot store (NUL, half a surrogate pair), as a path in it; undefined when nowhere.
 * What is nested too deep to look into counts as well.
 */
export function findUnstorableText(value: unknown, path: readonly string[] = []): readonly string[] | undefined {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? path : undefined;
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value)) return undefined;
  if (path.length > deepest) return path.slice(0, 3);
  for (const [key, each] of Object.entries(value)) {
    const found = findUnstorableText(key, [...path, key]) ?? findUnstorableText(each, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function run(parser: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error as Error)));
  });
}
