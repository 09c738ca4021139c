import type { Request, Response } from "express";
import { z } from "zod";
import { type GraphError, sendGraphError } from "./graph-error.ts";
import { type GraphState, newObjectId } from "./state.ts";

/** A template of a business account, as `message_templates` lists it. */
export const FakeTemplate = z.object({
  id: z.string().default(() => newObjectId()),
  name: z.string(),
  language: z.string().default("pt_BR"),
  status: z.enum(["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"]).default("APPROVED"),
  category: z.enum(["UTILITY", "MARKETING", "AUTHENTICATION"]).default("UTILITY"),
  parameter_format: z.enum(["POSITIONAL", "NAMED"]).default("POSITIONAL"),
  components: z.array(z.record(z.string(), z.unknown())),
});
export type FakeTemplate = z.infer<typeof FakeTemplate>;

const MAX_PAGE = 100;

/** `GET /{version}/{business-account-id}/message_templates`, in pages by cursor. */
export function listTemplates(state: GraphState, url: string, req: Request, res: Response): void {
  const { name, status, limit, after } = req.query;
  const matching = (state.templates.get(String(req.params["id"])) ?? []).filter(
    (template) =>
      (name === undefined || template.name === name) && (status === undefined || template.status === status),
  );
  const start = typeof after === "string" ? Number(Buffer.from(after, "base64url").toString()) : 0;
  const size = Math.min(Number(limit ?? 25) || 25, MAX_PAGE);
  const cursor = (place: number) => Buffer.from(String(place)).toString("base64url");
  const end = Math.min(start + size, matching.length);
  res.json({
    data: matching.slice(start, end),
    paging: {
      cursors: { before: cursor(start), after: cursor(end) },
      ...(end < matching.length ? { next: `${url}${req.path}?after=${cursor(end)}` } : {}),
    },
  });
}

/** Refuses a send of a template as Meta does; false when it may go out. */
export function refuseTemplate(state: GraphState, accountId: string, sent: SentTemplate, res: Response): boolean {
  const error = refusalOf(state.templates.get(accountId) ?? [], sent);
  if (error !== null) sendGraphError(res, { status: 400, ...error });
  return error !== null;
}

export const SentTemplate = z.object({
  name: z.string(),
  language: z.object({ code: z.string() }),
  components: z
    .array(
      z.object({
        type: z.enum(["header", "body", "button"]),
        sub_type: z.string().optional(),
        index: z.union([z.string(), z.number()]).optional(),
        parameters: z.array(
          z.object({
            type: z.string(),
            text: z.string().optional(),
            coupon_code: z.string().optional(),
            parameter_name: z.string().optional(),
          }),
        ),
      }),
    )
    .default([]),
});
export type SentTemplate = z.infer<typeof SentTemplate>;

function refusalOf(templates: readonly FakeTemplate[], sent: SentTemplate): Omit<GraphError, "status"> | null {
  const template = templates.find(({ name, language }) => name === sent.name && language === sent.language.code);
  if (template?.status === "PAUSED") return refusal(132015, "Template is paused due to low quality");
  if (template?.status === "DISABLED") return refusal(132016, "Template is disabled due to low quality");
  if (template?.status !== "APPROVED") {
    return refusal(132001, `Template name (${sent.name}) does not exist in ${sent.language.code}`);
  }
  const wanted = placeholdersOf(template);
  for (const place of ["header", "body"] as const) {
    const given = sent.components.filter(({ type }) => type === place).flatMap(({ parameters }) => parameters);
    if (given.length !== wanted[place].length) {
      const details = `${place}: number of localizable_params (${given.length}) does not match the expected number of params (${wanted[place].length})`;
      return refusal(132000, details);
    }
    const names = given.map(({ parameter_name }) => parameter_name);
    if (template.parameter_format === "NAMED" && wanted[place].some((name) => !names.includes(name))) {
      return refusal(132012, "Parameter name is missing or empty");
    }
    if (given.some(({ text }) => text === undefined || /[\n\t]| {5,}/.test(text))) {
      return refusal(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
    }
  }
  const buttons = sent.components.filter(({ type }) => type === "button").length;
  return buttons === wanted.buttons ? null : refusal(132000, `buttons: ${buttons} given, ${wanted.buttons} expected`);
}

const refusal = (code: number, details: string) => ({ code, message: `(#${code}) ${details}`, details });

const namesIn = (text: unknown): string[] => [
  ...new Set(
    [...(typeof text === "string" ? text : "").matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map(([, name]) => name ?? ""),
  ),
];

function placeholdersOf({ components }: FakeTemplate) {
  const textOf = (type: string) => components.find((component) => component["type"] === type)?.["text"];
  const buttons = components
    .filter((component) => component["type"] === "BUTTONS")
    .flatMap((component) => component["buttons"] as Record<string, unknown>[]);
  return {
    header: namesIn(textOf("HEADER")),
    body: namesIn(textOf("BODY")),
    buttons: buttons.filter(({ type, url }) => type === "COPY_CODE" || namesIn(url).length > 0).length,
  };
}
