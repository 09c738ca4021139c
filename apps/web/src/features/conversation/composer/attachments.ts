import { create } from "zustand";

export const maximumFiles = 10;

type Attachments = { readonly files: Readonly<Record<string, readonly File[]>> };

/** Files chosen for the next message of each ticket. They last as long as the page. */
export const useAttachments = create<Attachments>(() => ({ files: {} }));

const none: readonly File[] = [];

export const filesOf = (ticketId: string) => (attachments: Attachments) => attachments.files[ticketId] ?? none;

/** Adds files up to the most that go at a time. False when some had to stay behind. */
export function attach(ticketId: string, added: Iterable<File>): boolean {
  const all = [...filesOf(ticketId)(useAttachments.getState()), ...added];
  useAttachments.setState(({ files }) => ({ files: { ...files, [ticketId]: all.slice(0, maximumFiles) } }));
  return all.length <= maximumFiles;
}

export const detach = (ticketId: string, file: File): void =>
  useAttachments.setState(({ files }) => ({
    files: { ...files, [ticketId]: filesOf(ticketId)({ files }).filter((other) => other !== file) },
  }));

export const detachAll = (ticketId: string): void =>
  useAttachments.setState(({ files }) => {
    const { [ticketId]: _, ...others } = files;
    return { files: others };
  });
