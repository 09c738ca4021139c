import type { Request, RequestHandler, Response } from "express";
import { sendGraphError } from "./graph-error.ts";
import type { GraphState } from "./state.ts";
import type { FaultTarget } from "./types.ts";

/** Serves a request with the fault that waits for it, if any. */
export function withFault(
  state: GraphState,
  target: FaultTarget,
  serve: (req: Request, res: Response) => void,
): RequestHandler {
  return (req, res) => {
    const fault = state.takeFault(target);
    if (fault === undefined) return serve(req, res);
    if (fault.kind === "error") {
      res.set(fault.headers);
      return sendGraphError(res, fault);
    }
    if (fault.kind === "status") {
      res.status(fault.status).type("html").send(fault.body);
      return;
    }
    const lose = () => {
      if (fault.kind === "reset") req.socket.resetAndDestroy();
    };
    if (fault.when === "before") return lose();
    loseAnswer(res, lose);
    serve(req, res);
  };
}

/** The request is carried out and its answer never leaves. */
function loseAnswer(res: Response, lose: () => void): void {
  res.json = () => {
    lose();
    return res;
  };
  res.send = res.json;
}
