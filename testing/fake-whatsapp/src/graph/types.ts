import { z } from "zod";

/** A number of a business as Meta knows it. */
export const FakeNumber = z.object({
  phoneNumberId: z.string().default("100000000000001"),
  displayPhoneNumber: z.string().default("+55 11 4000-0001"),
  verifiedName: z.string().default("Padaria Exemplo"),
  businessAccountId: z.string().default("200000000000001"),
  accessToken: z.string().default("fake-access-token"),
  appSecret: z.string().default("fake-app-secret"),
  /** Where webhooks of this number go; nowhere while absent. */
  webhookUrl: z.url().optional(),
});
export type FakeNumber = z.infer<typeof FakeNumber>;

/** Which ticks follow an accepted message by themselves, and how webhooks misbehave. Repeatable by `seed`. */
export const FakeBehaviour = z.object({
  seed: z.number().int().default(1),
  statuses: z.array(z.enum(["sent", "delivered", "read"])).default([]),
  /** Milliseconds before each webhook that the fake posts by itself, drawn evenly between the two. */
  webhookDelayMs: z.tuple([z.number().min(0), z.number().min(0)]).default([0, 0]),
  /** Share of webhooks (0 to 1) that are posted twice. */
  duplicateRate: z.number().min(0).max(1).default(0),
  /** Ticks of one message go out in any order. */
  shufflesStatuses: z.boolean().default(false),
  /** Whether free text is refused to who has not written for a day, as Meta does. */
  hasServiceWindow: z.boolean().default(false),
  /** First pause before a refused webhook is posted again; it doubles up to a hundredfold. */
  retryAfterMs: z.number().min(1).default(100),
  maxAttempts: z.number().int().min(1).default(50),
});
export type FakeBehaviour = z.infer<typeof FakeBehaviour>;

/** Which request a fault waits for. */
export const FaultTarget = z.enum([
  "messages",
  "media-upload",
  "media-url",
  "media-bytes",
  "phone-number",
  "templates",
]);
export type FaultTarget = z.infer<typeof FaultTarget>;

/**
 * Something that goes wrong once, or `times` times. `error` is a Graph error; `status` a bare HTTP answer without one. The
 * others lose the answer: `hang` never answers, `reset` cuts the line; both may happen `before` or `after` the request was
 * carried out.
 */
export const Fault = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("error"),
    on: FaultTarget.default("messages"),
    times: z.number().int().min(1).default(1),
    code: z.number().int(),
    status: z.number().int().default(400),
    message: z.string().default("Something went wrong"),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.object({
    kind: z.literal("status"),
    on: FaultTarget.default("messages"),
    times: z.number().int().min(1).default(1),
    status: z.number().int(),
    body: z.string().default("<html>Service Unavailable</html>"),
  }),
  z.object({
    kind: z.enum(["hang", "reset"]),
    on: FaultTarget.default("messages"),
    times: z.number().int().min(1).default(1),
    when: z.enum(["before", "after"]).default("after"),
  }),
]);
export type Fault = z.infer<typeof Fault>;

/** A message that the API accepted. */
export type SentMessage = {
  readonly id: string;
  readonly phoneNumberId: string;
  /** As the request had it: a phone in `to`, or a BSUID in `recipient`. */
  readonly to: string;
  readonly waId: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bizOpaqueCallbackData: string | null;
  readonly at: number;
};

/** One request to the API, accepted or not. */
export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly at: number;
};

export type StoredMedia = {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly mimeType: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: Buffer;
};

/** One posted webhook and what became of it. */
export type PostedWebhook = {
  readonly phoneNumberId: string;
  readonly payload: unknown;
  attempts: number;
  /** Of the last answer; 0 when there was none. */
  status: number;
  isDone: boolean;
};
