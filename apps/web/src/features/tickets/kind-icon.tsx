import type { MessageType } from "@whatskovi/contract";
import { Contact, FileText, HelpCircle, Image, Info, type LucideIcon, MapPin, Mic, Sticker, Video } from "lucide-react";

const icons: Partial<Record<MessageType, LucideIcon>> = {
  IMAGE: Image,
  VIDEO: Video,
  AUDIO: Mic,
  DOCUMENT: FileText,
  STICKER: Sticker,
  LOCATION: MapPin,
  CONTACT: Contact,
  SYSTEM: Info,
  UNSUPPORTED: HelpCircle,
};

/** The kind of a message as a small sign; nothing for plain text. */
export function KindIcon({ type }: { type: MessageType }) {
  const Icon = icons[type];
  return Icon === undefined ? null : <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />;
}
