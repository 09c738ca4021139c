"use client";

import { useQuery } from "@tanstack/react-query";
import type { Contact } from "@whatskovi/contract";
import { Avatar } from "../../components/ui/index.ts";
import { formatPhone } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { ApartButton } from "./apart-button.tsx";
import { duplicatesQuery } from "./contact-queries.ts";
import { MergeButton } from "./merge-button.tsx";

/** Who may be the same person, and making the two one. The one whose page this is stays. */
export function ContactDuplicates({ contact }: { contact: Contact }) {
  const t = useT("contacts");
  const { data: duplicates = [] } = useQuery(duplicatesQuery(contact.id));
  if (duplicates.length === 0) return null;
  return (
    <section aria-labelledby="contact-duplicates">
      <h3 id="contact-duplicates" className="text-title">
        {t("duplicates")}
      </h3>
      <ul className="mt-2 flex flex-col">
        {duplicates.map(({ contact: one, reasons }) => (
          <li key={one.id} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
            <Avatar id={one.id} name={one.name} />
            <span className="min-w-0 flex-1 text-small">
              <span className="block truncate font-medium text-ink">{one.name}</span>
              <span className="block text-ink-faint tabular-nums">
                {[
                  one.phoneNumber === null ? one.username : formatPhone(one.phoneNumber),
                  ...reasons.map((reason) => t(`duplicateReasons.${reason}`)),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <ApartButton contact={one} others={[contact]} />
            <MergeButton into={contact} other={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
