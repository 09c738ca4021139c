import type { Capabilities, Ticket } from "@whatskovi/contract";
import { driverCapabilities } from "@whatskovi/contract/capabilities";
import { Contact, MapPin, Paperclip, Sticker } from "lucide-react";
import { useRef, useState } from "react";
import { IconButton, lazyPart, Menu, MenuItem } from "../../../components/ui/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import type { SendExtra } from "../send-message.ts";
import { useComposerWishes } from "./composer-wishes.ts";

const PlaceDialog = lazyPart(() => import("./place-dialog.tsx").then((module) => module.PlaceDialog), "above");
const CardDialog = lazyPart(() => import("./card-dialog.tsx").then((module) => module.CardDialog), "above");

type ComposerAttachProps = {
  readonly ticket: Ticket;
  readonly isNote: boolean;
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onSend: (extra: SendExtra, file?: File) => void;
};

const offersMore = ({ stickers, locations, contactCards }: Capabilities) => stickers || locations || contactCards;

/** What can go with a message: files, and what else the number can send. */
export function ComposerAttach({ ticket, isNote, onFiles, onSend }: ComposerAttachProps) {
  const t = useT("composer");
  const files = useRef<HTMLInputElement>(null);
  const sticker = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<"place" | "card" | null>(null);
  const can = driverCapabilities[ticket.connection.driver];
  const close = () => setOpen(null);
  useComposerWishes((wish) => {
    if (wish === "file") files.current?.click();
    if (wish === "sticker") sticker.current?.click();
    if (wish === "place" || wish === "card") setOpen(wish);
  });
  const button = <IconButton label={t("attach")} icon={<Paperclip />} />;
  return (
    <>
      {isNote || !offersMore(can) ? (
        <IconButton label={t("attach")} icon={<Paperclip />} onClick={() => files.current?.click()} />
      ) : (
        <Menu trigger={button} side="top" align="start">
          <MenuItem icon={<Paperclip />} onSelect={() => files.current?.click()}>
            {t("attachFile")}
          </MenuItem>
          {can.stickers && (
            <MenuItem icon={<Sticker />} onSelect={() => sticker.current?.click()}>
              {t("attachSticker")}
            </MenuItem>
          )}
          {can.locations && (
            <MenuItem icon={<MapPin />} onSelect={() => setOpen("place")}>
              {t("attachPlace")}
            </MenuItem>
          )}
          {can.contactCards && (
            <MenuItem icon={<Contact />} onSelect={() => setOpen("card")}>
              {t("attachCard")}
            </MenuItem>
          )}
        </Menu>
      )}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles(event.target.files ?? []);
          event.target.value = "";
        }}
      />
      <input
        ref={sticker}
        type="file"
        accept="image/webp"
        hidden
        onChange={(event) => {
          for (const file of event.target.files ?? []) onSend({ type: "STICKER" }, file);
          event.target.value = "";
        }}
      />
      {open === "place" && (
        <PlaceDialog
          onClose={close}
          onSend={(location) => {
            onSend({ type: "LOCATION", location });
            close();
          }}
        />
      )}
      {open === "card" && (
        <CardDialog
          onClose={close}
          onSend={(contacts) => {
            onSend({ type: "CONTACT", contacts });
            close();
          }}
        />
      )}
    </>
  );
}
