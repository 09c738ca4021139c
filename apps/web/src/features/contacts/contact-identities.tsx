import type { Contact } from "@whatskovi/contract";
import { formatPhone } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** By which names WhatsApp knows this person: one person may have several. */
export function ContactIdentities({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  if (contact.identities.length === 0) return null;
  return (
    <section aria-labelledby="contact-identities">
      <h3 id="contact-identities" className="mb-2 text-title">
        {t("identities")}
      </h3>
      <dl className="flex flex-col gap-1 text-small">
        {contact.identities.map(({ kind, value }) => (
          <div key={`${kind}:${value}`} className="flex gap-3">
            <dt className="w-28 shrink-0 text-ink-faint">{t(`identityKinds.${kind}`)}</dt>
            <dd className="min-w-0 break-all tabular-nums">{kind === "PHONE" ? formatPhone(value) : value}</dd>
          </div>
        ))}
      </dl>
      {contact.isPhoneUnknown && <p className="mt-2 text-small text-ink-soft">{t("phoneUnknown")}</p>}
    </section>
  );
}
