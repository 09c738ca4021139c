import type { Sql } from "../../platform/db/db.ts";
import { folded } from "../../platform/folded.ts";
import { listRepliesNamingFields, rewriteBodies } from "./quick-reply.repository.ts";

/** `{{field.Plano}}`, with or without what stands in for it: what comes before the name, the name, and what comes behind. */
const form = /(\{\{\s*field\.)([^{}|]*[^{}|\s])(\s*(?:\|[^{}]*)?\}\})/g;

/**
 * Quick replies that name a field of contacts name it by what it is called now; `others` are the names of the other fields, which
 * are not meant. A name that cannot stand in a variable leaves them as they are. Answers whether any was rewritten.
 */
export async function renameFieldInReplies(
  tx: Sql,
  { from, to, others }: { from: string; to: string; others: readonly string[] },
): Promise<boolean> {
  if (from === to || /[{}|]/.test(to)) return false;
  const isMeant = (name: string) => name === from || (folded(name) === folded(from) && !others.includes(name));
  const renamed = (await listRepliesNamingFields(tx)).flatMap(({ id, body }) => {
    const written = body.replace(form, (whole: string, before: string, name: string, behind: string) =>
      isMeant(name.trim()) ? `${before}${to}${behind}` : whole,
    );
    return written === body ? [] : [{ id, body: written }];
  });
  await rewriteBodies(tx, renamed);
  return renamed.length > 0;
}
