import type { RequestHandler } from "express";
import { newId } from "../ids.ts";
import { withRequestId } from "../logging/index.ts";

/** Names every request, for the log and the person who reports a problem. A proxy's own id is kept when it is harmless. */
export const assignRequestId: RequestHandler = (req, res, next) => {
  const given = req.get("X-Request-Id");
  const requestId = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : newId();
  res.locals["requestId"] = requestId;
  res.setHeader("X-Request-Id", requestId);
  withRequestId(requestId, next);
};
