import { z } from "zod";

/** A UUID, version 7 when made by us. Clients may send any RFC 9562 UUID where they choose the id. */
export const Id = z.uuid();

/** An instant as ISO 8601 in UTC with milliseconds: `2026-01-31T12:00:00.000Z`. PostgreSQL's calendar has no year 0. */
export const Timestamp = z.iso
  .datetime()
  .refine((value) => !value.startsWith("0000"), { error: "a moment of our calendar" });

/** A colour as `#rrggbb`, chosen by a person for a queue or a tag. */
export const Color = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/)
  .transform((value) => value.toLowerCase());

/** An e-mail address, trimmed and lower-cased: accounts are compared in this form. */
export const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** 8 to 72 bytes: bcrypt ignores what follows the 72nd byte, so longer passwords are refused rather than cut. */
export const Password = z
  .string()
  .min(8)
  .refine((value) => new TextEncoder().encode(value).length <= 72, { error: "at most 72 bytes" });

/** The name of a person, queue, tag or connection: 1 to 120 characters after trimming. */
export const Name = z.string().trim().min(1).max(120);

/** The query of every list: an opaque `cursor` from the last page's `nextCursor`, and how many (1 to 100, 50 unless told). */
export const PageQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** The shape of every list. `nextCursor` is null on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A page of rows together with the cursor of the next one. */
export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** A boolean in a query string: `true` or `false`. */
export const QueryBoolean = z.enum(["true", "false"]).transform((value) => value === "true");

/** The parameter of every route that names one entity. */
export const IdParams = z.strictObject({ id: Id });
