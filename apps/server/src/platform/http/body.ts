import type { Endpoint } from "@whatskovi/contract";
import express, { type Request, type RequestHandler, type Response } from "express";
import { AppError } from "../errors/app-error.ts";

const MEGABYTE = 1024 * 1024;
/** PostgreSQL's texts can hold neither NUL nor half an emoji, as a text cut in the middle of one ends in: JSON and URLs can. */
export const keepStorable = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value;
const parseJson = express.json({ limit: MEGABYTE, strict: false, reviver: keepStorable });
/** The simulator takes files inside JSON. */
const parseLargeJson = express.json({ limit: 16 * MEGABYTE, strict: false, reviver: keepStorable });
/** Meta's webhooks hold up to 3 MB. Never unpacked: signatures are over the bytes as sent. */
const parseRaw = express.raw({ limit: 4 * MEGABYTE, type: () => true, inflate: false });

/** Reads a body as its endpoint wants it; undefined when there is none, or when the handler streams it. */
export async function readBody(endpoint: Endpoint, req: Request, res: Response): Promise<unknown> {
  if (endpoint.bodyKind === "multipart") return undefined;
  if (endpoint.bodyKind === "raw") {
    await run(parseRaw, req, res);
    return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  }
  // A POST without a body says `Content-Length: 0`.
  if (endpoint.body === undefined || req.headers["content-length"] === "0") return undefined;
  if (req.is("*/*") !== null && !req.is("application/json")) {
    throw new AppError("malformed_body", { detail: "Send JSON, with Content-Type: application/json." });
  }
  await run(endpoint.operationId === "simulateMessage" ? parseLargeJson : parseJson, req, res);
  return req.body;
}

function run(parser: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error as Error)));
  });
}
