import type { Message } from "@whatskovi/contract";
import { Circle, Eye, MapPin, Megaphone, Square } from "lucide-react";
import { useT } from "../../lib/i18n/index.ts";
import { Cards, Tile } from "./contact-cards.tsx";

function Place({ location }: { location: NonNullable<Message["content"]["location"]> }) {
  const t = useT("conversation.location");
  const { latitude, longitude, name, address } = location;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <div className="flex w-70 max-w-full gap-3 py-1">
      <Tile icon={<MapPin />} />
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

/** Votes are cast on the phone: here one sees what can be voted for. */
function Poll({ poll }: { poll: NonNullable<Message["content"]["poll"]> }) {
  const t = useT("conversation.poll");
  const Box = poll.isMultiple ? Square : Circle;
  return (
    <div className="w-70 max-w-full pb-1">
      <p className="text-meta text-ink-faint">{t(poll.isMultiple ? "several" : "one")}</p>
      <ul className="mt-1 flex flex-col gap-1 text-small">
        {poll.options.map((option, index) => (
          <li key={index} className="flex items-start gap-2">
            <Box aria-hidden className="size-4 shrink-0 text-ink-faint" />
            <span className="min-w-0 break-words">{option}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The advertisement that brought the customer. */
function Referral({ referral }: { referral: NonNullable<Message["content"]["referral"]> }) {
  const t = useT("conversation");
  return (
    <p className="my-1 flex w-70 max-w-full gap-2 rounded-control border-l-2 border-line-strong bg-hover px-2 py-1 text-small">
      <Megaphone aria-hidden className="size-4 shrink-0 text-ink-soft" strokeWidth={1.75} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{referral.headline ?? t("referral")}</span>
        {referral.body !== null && <span className="line-clamp-2 text-ink-soft">{referral.body}</span>}
      </span>
    </p>
  );
}

/** What is neither text nor file: a place, contact cards, or a kind that we keep and cannot show yet. */
export function SpecialContent({ message }: { message: Pick<Message, "type" | "content"> }) {
  const t = useT("conversation");
  const { location, contacts, kind, poll, referral } = message.content;
  if (referral !== undefined) return <Referral referral={referral} />;
  if (poll !== undefined) return <Poll poll={poll} />;
  if (message.type === "LOCATION" && location !== undefined) return <Place location={location} />;
  if (message.type === "CONTACT" && contacts !== undefined) return <Cards contacts={contacts} />;
  if (message.type !== "UNSUPPORTED") return null;
  if (kind === "view_once")
    return (
      <span className="flex items-center gap-1 text-small text-ink-soft italic">
        <Eye aria-hidden className="size-4 shrink-0" />
        {t("viewOnce")}
      </span>
    );
  return (
    <span className="text-small text-ink-soft italic">
      {t("unsupported", { kind: kind === undefined ? "" : ` (${kind})` })}
    </span>
  );
}
