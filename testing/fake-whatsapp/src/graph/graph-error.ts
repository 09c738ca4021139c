import type { Response } from "express";

/** An error as the Graph API words it. */
export type GraphError = {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly type?: string;
  readonly message: string;
  readonly details?: string;
};

export const invalidToken: GraphError = {
  status: 401,
  code: 190,
  type: "OAuthException",
  message: "Error validating access token: The session is invalid because the user logged out.",
};

export const unknownObject = (id: string, verb: "get" | "post"): GraphError => ({
  status: 400,
  code: 100,
  subcode: 33,
  type: "GraphMethodException",
  message:
    `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, ` +
    "or does not support this operation",
});

export const invalidParameter = (details: string): GraphError => ({
  status: 400,
  code: 100,
  type: "OAuthException",
  message: "(#100) Invalid parameter",
  details,
});

/** Answers with a Graph error. */
export function sendGraphError(res: Response, error: GraphError): void {
  res.status(error.status).json({
    error: {
      message: error.message,
      type: error.type ?? "OAuthException",
      code: error.code,
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      ...(error.details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details: error.details } }),
      fbtrace_id: "AFakeTraceId",
    },
  });
}
