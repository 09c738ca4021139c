import type { Capabilities } from "@whatskovi/contract";
import { create } from "zustand";

export const maximumFiles = 10;

/** A file chosen for the next message of a ticket. */
export type Attached = {
  readonly id: string;
  readonly file: File;
  readonly caption: string;
  /** Where it is not sent as what it is. */
  readonly sendsAs: "DOCUMENT" | null;
};

type Attachments = { readonly files: Readonly<Record<string, readonly Attached[]>> };

/** Files chosen for the next message of each ticket, in order. They last as long as the page. */
export const useAttachments = create<Attachments>(() => ({ files: {} }));

const none: readonly Attached[] = [];

export const filesOf = (ticketId: string) => (attachments: Attachments) => attachments.files[ticketId] ?? none;

/** Whether files wait in some composer: they would be lost with the page. */
export const hasAttachments = (): boolean => Object.keys(useAttachments.getState().files).length > 0;

const extensions: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
  "text/plain": "txt",
};

/** Browsers call every pasted picture `image.png`: two of them would have one name. */
function named(file: File, now: Date): File {
  if (!/^(?:image\.\w+)?$/.test(file.name)) return file;
  const [kind = "file", subtype = "bin"] = file.type.split("/");
  const at = [now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join("");
  const name = `${kind}-${at}-${String(now.getMilliseconds()).padStart(3, "0")}.${extensions[file.type] ?? subtype}`;
  return new File([file], name, { type: file.type, lastModified: file.lastModified });
}

/** Adds files up to the most that go at a time. False when some had to stay behind. */
export function attach(ticketId: string, added: Iterable<File>, now = new Date()): boolean {
  const fresh = [...added].map((file, index) => ({
    id: crypto.randomUUID(),
    file: named(file, new Date(now.getTime() + index)),
    caption: "",
    sendsAs: null,
  }));
  const all = [...filesOf(ticketId)(useAttachments.getState()), ...fresh];
  put(ticketId, all.slice(0, maximumFiles));
  return all.length <= maximumFiles;
}

function put(ticketId: string, files: readonly Attached[]): void {
  useAttachments.setState((attachments) => {
    const { [ticketId]: _, ...others } = attachments.files;
    return { files: files.length === 0 ? others : { ...others, [ticketId]: files } };
  });
}

const current = (ticketId: string) => filesOf(ticketId)(useAttachments.getState());

export const detach = (ticketId: string, id: string): void =>
  put(
    ticketId,
    current(ticketId).filter((one) => one.id !== id),
  );

export const detachAll = (ticketId: string): void => put(ticketId, []);

export const changeAttached = (
  ticketId: string,
  id: string,
  change: Partial<Pick<Attached, "caption" | "sendsAs">>,
): void =>
  put(
    ticketId,
    current(ticketId).map((one) => (one.id === id ? { ...one, ...change } : one)),
  );

/** Moves a file one place towards the first or the last. */
export function moveAttached(ticketId: string, id: string, by: -1 | 1): void {
  const files = [...current(ticketId)];
  const from = files.findIndex((one) => one.id === id);
  const to = from + by;
  const [moved] = from < 0 || to < 0 || to >= files.length ? [] : files.splice(from, 1);
  if (moved === undefined) return;
  files.splice(to, 0, moved);
  put(ticketId, files);
}

export type FileKind = "image" | "video" | "audio" | "document";

/** As what WhatsApp will take a file, as far as its browser's type says: the server looks into it. */
export function kindOf({ file, sendsAs }: Pick<Attached, "file" | "sendsAs">): FileKind {
  if (sendsAs === "DOCUMENT") return "document";
  if (["image/jpeg", "image/png"].includes(file.type)) return "image";
  if (["video/mp4", "video/3gpp"].includes(file.type)) return "video";
  return file.type.startsWith("audio/") ? "audio" : "document";
}

/** Why a file cannot go by a number; `asDocument` says that it can as a document. */
export type FileProblem =
  { readonly reason: "empty" } | { readonly reason: "tooLarge"; readonly most: number; readonly asDocument: boolean };

/** Looks at a file before it is uploaded. Null when nothing speaks against it. A note takes what a document may be. */
export function problemOf(attached: Attached, { maxBytes }: Capabilities, isNote: boolean): FileProblem | null {
  const { size } = attached.file;
  if (size === 0) return { reason: "empty" };
  const kind = isNote ? "document" : kindOf(attached);
  const most = maxBytes[kind];
  if (size <= most) return null;
  return { reason: "tooLarge", most, asDocument: kind !== "document" && size <= maxBytes.document };
}
