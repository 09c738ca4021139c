import type { IdentityKind, UnverifiedParty } from "@whatskovi/contract";
import type { Sql } from "../../platform/db/db.ts";
import type { Identity, Party } from "../../whatsapp/driver.ts";
import { phoneMatchKey } from "../contacts/index.ts";

/** More than this nobody reads one by one. */
const shownParties = 200;

type Known = { kind: IdentityKind; value: string; contactId: string };

const keyOf = ({ kind, value }: Identity): string => (kind === "PHONE" ? phoneMatchKey(value) : value);

/** The first of them with the contacts that they are. */
export async function listUnverified(db: Pick<Sql, "query">, parties: readonly Party[]): Promise<UnverifiedParty[]> {
  const shown = parties.slice(0, shownParties);
  const identities = shown.flatMap((party) => party.identities);
  const known = await db.query<Known>(
    `SELECT identity."kind"::text AS "kind", identity."value", identity."contactId"
     FROM unnest($1::text[], $2::text[]) AS asked("kind", "value")
     JOIN "ContactIdentity" identity ON identity."kind" = asked."kind"::"IdentityKind" AND identity."value" = asked."value"`,
    [identities.map(({ kind }) => kind), identities.map(keyOf)],
  );
  return shown.flatMap(({ name, identities: own }) => {
    const [identity] = own;
    const contact = known.find((row) => own.some((one) => row.kind === one.kind && row.value === keyOf(one)));
    return identity === undefined ? [] : [{ name, identity, contactId: contact?.contactId ?? null }];
  });
}
