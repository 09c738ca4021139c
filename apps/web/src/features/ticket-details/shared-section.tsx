import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Message, SharedKind } from "@whatskovi/contract";
import { ExternalLink, FileText, Film, ImageOff } from "lucide-react";
import { useState } from "react";
import { Button, lazyPart, Skeleton, Tabs } from "../../components/ui/index.ts";
import { useFormats } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { showToast } from "../../stores/toasts.ts";
import { sharedMediaQuery } from "../contacts/index.ts";
import { downloadMedia, pictureUrlQuery } from "../conversation/index.ts";
import { Section } from "./section.tsx";

const SharedViewer = lazyPart(() => import("./shared-viewer.tsx").then((module) => module.SharedViewer), "above");

type MediaOf = NonNullable<Message["media"]>;

function Thumbnail({ message, media, onOpen }: { message: Message; media: MediaOf; onOpen: () => void }) {
  const t = useT("details");
  const formats = useFormats();
  const { data: url, isError } = useQuery({
    ...pictureUrlQuery(media),
    enabled: media.status === "READY" && (message.type === "IMAGE" || media.hasThumbnail),
  });
  const name = message.body === "" ? media.fileName : message.body;
  return (
    <button
      type="button"
      aria-label={t(message.type === "VIDEO" ? "openFilm" : "openPicture", {
        name,
        time: formats.dateTime(message.sentAt),
      })}
      disabled={media.status !== "READY"}
      onClick={onOpen}
      className="relative flex aspect-square w-full items-center justify-center overflow-hidden rounded-control bg-hover text-ink-faint"
    >
      {url !== undefined && <img src={url} alt="" className="size-full object-cover" />}
      {(isError || media.status === "FAILED") && <ImageOff aria-hidden className="size-5" />}
      {message.type === "VIDEO" && (
        <span className="absolute bottom-1 left-1 rounded-control bg-surface/90 p-1 text-ink">
          <Film aria-hidden className="size-4" />
        </span>
      )}
    </button>
  );
}

function Document({ message, media }: { message: Message; media: MediaOf }) {
  const t = useT("details");
  const formats = useFormats();
  const queryClient = useQueryClient();
  const facts = [media.size === null ? null : formats.fileSize(media.size), formats.listDate(message.sentAt)];
  const download = () =>
    void downloadMedia(queryClient, media.id, media.fileName).catch(() => showToast(t("error"), { tone: "danger" }));
  return (
    <button
      type="button"
      disabled={media.status !== "READY"}
      onClick={download}
      className="-mx-2 flex min-h-11 w-full items-center gap-3 rounded-control px-2 py-1 text-start hover:bg-hover"
    >
      <FileText aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-small font-medium">{media.fileName}</span>
        <span className="block text-meta text-ink-faint tabular-nums">{facts.filter(Boolean).join(" · ")}</span>
      </span>
    </button>
  );
}

const address = /(?:https?:\/\/|www\.)[^\s<>"']+/gi;

/** The addresses in a text, as a browser opens them. */
function linksIn(text: string): string[] {
  const found = (text.match(address) ?? []).map((link) => link.replace(/[),.;:!?\]]+$/, ""));
  return [...new Set(found.map((link) => (link.toLowerCase().startsWith("www.") ? `https://${link}` : link)))].filter(
    (link) => URL.canParse(link),
  );
}

function Links({ message }: { message: Message }) {
  const formats = useFormats();
  return linksIn(message.body).map((link) => (
    <a
      key={link}
      href={link}
      target="_blank"
      rel="noopener noreferrer"
      className="-mx-2 flex min-h-11 items-center gap-3 rounded-control px-2 py-1 hover:bg-hover"
    >
      <ExternalLink aria-hidden className="size-4 shrink-0 text-ink-soft" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-small font-medium text-accent-ink">{new URL(link).hostname}</span>
        <span className="block truncate text-meta text-ink-faint">{link.replace(/^https?:\/\//i, "")}</span>
      </span>
      <span className="text-meta text-ink-faint tabular-nums">{formats.listDate(message.sentAt)}</span>
    </a>
  ));
}

function SharedList({ contactId, kind }: { contactId: string; kind: SharedKind }) {
  const t = useT("details");
  const common = useT("common");
  const query = useInfiniteQuery(sharedMediaQuery(contactId, kind));
  const [openId, setOpenId] = useState<string | null>(null);
  const messages = rowsOf(query.data);
  if (query.isPending) return <Skeleton className="h-20" />;
  if (query.isError)
    return (
      <Button tone="quiet" size="small" onClick={() => void query.refetch()}>
        {common("retry")}
      </Button>
    );
  if (messages.length === 0) return <p className="text-small text-ink-faint">{t(`nothingShared.${kind}`)}</p>;
  return (
    <>
      {kind === "visual" ? (
        <ul className="grid grid-cols-3 gap-1">
          {messages.map((message) =>
            message.media === null ? null : (
              <li key={message.id}>
                <Thumbnail message={message} media={message.media} onOpen={() => setOpenId(message.id)} />
              </li>
            ),
          )}
        </ul>
      ) : (
        <ul>
          {messages.map((message) => (
            <li key={message.id}>
              {kind === "links" ? (
                <Links message={message} />
              ) : (
                message.media !== null && <Document message={message} media={message.media} />
              )}
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          tone="quiet"
          size="small"
          className="mt-2"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {common("loadMore")}
        </Button>
      )}
      {openId !== null && (
        <SharedViewer messages={messages} openId={openId} onShow={setOpenId} onClose={() => setOpenId(null)} />
      )}
    </>
  );
}

const kinds: readonly SharedKind[] = ["visual", "documents", "links"];

/** What was shared in all conversations with the contact that one may see. */
export function SharedSection({ contactId }: { contactId: string }) {
  const t = useT("details");
  const [kind, setKind] = useState<SharedKind>("visual");
  return (
    <Section name="shared" title={t("shared")}>
      <Tabs
        label={t("shared")}
        value={kind}
        tabs={kinds.map((value) => ({ value, label: t(`sharedKinds.${value}`) }))}
        onChange={setKind}
      >
        <div className="pt-3">
          <SharedList key={`${contactId} ${kind}`} contactId={contactId} kind={kind} />
        </div>
      </Tabs>
    </Section>
  );
}
