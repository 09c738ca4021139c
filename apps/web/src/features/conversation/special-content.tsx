import type { Message } from "@whatskovi/contract";
import { MapPin, UserRound } from "lucide-react";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";

function Place({ location }: { location: NonNullable<Message["content"]["location"]> }) {
  const t = useT("conversation.location");
  const { latitude, longitude, name, address } = location;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <div className="flex w-70 max-w-full gap-3 rounded-card border border-line bg-surface px-3 py-2">
      <MapPin aria-hidden className="size-6 shrink-0 text-ink-soft" strokeWidth={1.5} />
      <div className="min-w-0 flex-1 text-small">
        <p className="font-medium">{name ?? t("place")}</p>
        <p className="text-ink-soft">{address ?? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</p>
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          className="text-accent-ink underline underline-offset-2"
        >
          {t("open")}
        </a>
      </div>
    </div>
  );
}

function Cards({ contacts }: { contacts: NonNullable<Message["content"]["contacts"]> }) {
  const formats = useFormats();
  return (
    <ul className="w-70 max-w-full divide-y divide-line rounded-card border border-line bg-surface">
      {contacts.map((contact, index) => (
        <li key={index} className="flex items-center gap-3 px-3 py-2 text-small">
          <UserRound aria-hidden className="size-6 shrink-0 text-ink-soft" strokeWidth={1.5} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{contact.name}</span>
            {contact.phoneNumbers.map((phone) => (
              <span key={phone} className="block text-ink-soft tabular-nums">
                {formats.phone(phone)}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is neither text nor file: a place, contact cards, or a kind that we keep and cannot show yet. */
export function SpecialContent({ message }: { message: Message }) {
  const t = useT("conversation");
  const { location, contacts, kind } = message.content;
  if (message.type === "LOCATION" && location !== undefined) return <Place location={location} />;
  if (message.type === "CONTACT" && contacts !== undefined) return <Cards contacts={contacts} />;
  if (message.type !== "UNSUPPORTED") return null;
  return (
    <span className="text-small text-ink-soft italic">
      {t("unsupported", { kind: kind === undefined ? "" : ` (${kind})` })}
    </span>
  );
}
