import { z } from "zod";

/** One variable of the environment: its name, what it may hold, and what a person should know about it. */
export type Setting<Value> = {
  readonly name: string;
  /** Completes "NAME must be …". */
  readonly expects: string;
  /** The value used when the variable is not set, as it would be written. */
  readonly fallback: string | undefined;
  readonly description: string;
  readonly isSecret: boolean;
  readonly schema: z.ZodType<Value, string>;
};

type Description = { expects: string; description: string; isSecret?: boolean };

/** A setting that always has a value. */
export function setting<Value>(
  name: string,
  schema: z.ZodType<Value, string>,
  { fallback, expects, description, isSecret = false }: Description & { fallback: string },
): Setting<Value> {
  return { name, schema, fallback, expects, description, isSecret };
}

/** A setting that may be left out. */
export function optionalSetting<Value>(
  name: string,
  schema: z.ZodType<Value, string>,
  { expects, description, isSecret = false }: Description,
): Setting<Value | undefined> {
  return { name, schema, fallback: undefined, expects, description, isSecret };
}

/** A whole number between two bounds, both included. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(minimum).max(maximum));

/** `true` or `false` in the ways people write them. */
export const yesOrNo = z.stringbool();

/** Words between commas; none is an empty list. */
export const commaList = <Item>(item: z.ZodType<Item, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(item));

/** A JSON list of texts. */
export const jsonTexts = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string()));

/** An absolute http(s) URL without a slash at its end. */
export const webUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));

/** Scheme, host and port of a site. */
export const webOrigin = webUrl.refine((url) => new URL(url).origin === url);

/** A WebSocket address. */
export const webSocketUrl = z.url({ protocol: /^wss?$/ });

/** A PostgreSQL connection URL. */
export const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
