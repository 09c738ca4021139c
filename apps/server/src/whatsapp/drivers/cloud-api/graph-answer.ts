import { z } from "zod";
import { DriverError } from "../../driver.ts";
import { kindOfCode, waitAfter } from "./error-codes.ts";
import { wordsOf } from "./error-words.ts";

/** An answer of the Graph API, read to its end. */
export type GraphAnswer = { readonly status: number; readonly retryAfter: string | null; readonly text: string };

const GraphErrorBody = z.looseObject({
  error: z.looseObject({
    code: z.number(),
    message: z.string().catch(""),
    is_transient: z.boolean().optional().catch(undefined),
    error_data: z.looseObject({ details: z.string() }).optional().catch(undefined),
  }),
});

/**
 * Reads a successful answer, or throws what the refusal means. A server error that Graph itself has worded was not carried
 * out, nor was one with 503; after any other server error nobody can know.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
export function readAnswer<Schema extends z.ZodType>(
  answer: GraphAnswer,
  schema: Schema,
  refusals = 0,
): z.output<Schema> {
  const body = parseJson(answer.text);
  if (answer.status >= 200 && answer.status < 300) {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new DriverError("unknown_outcome", "WhatsApp gave an answer that cannot be read", {
      providerCode: String(answer.status),
    });
  }
  const refusal = GraphErrorBody.safeParse(body);
  throw refusal.success ? wordedError(answer, refusal.data.error, refusals) : bareError(answer);
}

function wordedError(
  answer: GraphAnswer,
  error: z.output<typeof GraphErrorBody>["error"],
  refusals: number,
): DriverError {
  const message = wordsOf(error.code, error.error_data?.details ?? error.message);
  const kind = kindOfCode(error.code) ?? kindOfStatus(answer.status, error.is_transient === true);
  const providerCode = String(error.code);
  if (kind !== "rate_limited") return new DriverError(kind, message, { providerCode });
  return new DriverError(kind, message, {
    providerCode,
    retryAfterMs: toldWait(answer) ?? waitAfter(error.code, refusals),
  });
}

function kindOfStatus(status: number, isTransient: boolean) {
  if (status === 429) return "rate_limited";
  return status >= 500 || isTransient ? "transient" : "permanent";
}

/** An error from something on the way, a proxy or a balancer. */
function bareError(answer: GraphAnswer): DriverError {
  const { status } = answer;
  const message = `WhatsApp answered with HTTP ${status}`;
  const providerCode = String(status);
  if (status === 429)
    return new DriverError("rate_limited", message, { providerCode, retryAfterMs: toldWait(answer) ?? 60_000 });
  if (status === 503) return new DriverError("transient", message, { providerCode });
  if (status >= 500 || status === 408) return new DriverError("unknown_outcome", message, { providerCode });
  return new DriverError(status === 401 ? "auth" : "permanent", message, { providerCode });
}

function toldWait({ retryAfter }: GraphAnswer): number | undefined {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
