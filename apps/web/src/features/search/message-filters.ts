import type { MessageType } from "@whatskovi/contract";
import { create } from "zustand";

export const periods = ["today", "7days", "30days"] as const;
export const kinds = ["IMAGE", "VIDEO", "AUDIO", "DOCUMENT"] as const satisfies readonly MessageType[];

/** What narrows the messages that are looked for. An absent one narrows nothing. */
export type MessageFilters = {
  readonly queueId?: string;
  /** Whose tickets: an id, or `me`. */
  readonly userId?: string;
  /** A kind, or whatever has a file. */
  readonly kind?: (typeof kinds)[number] | "file";
  /** Counted in calendar days of whoever looks, today as the first. */
  readonly period?: (typeof periods)[number];
};

/** They last while the search is open. */
export const useMessageFilters = create<MessageFilters>(() => ({}));

/** Sets one filter, or takes it off. */
export function filterMessages<Name extends keyof MessageFilters>(
  name: Name,
  value: MessageFilters[Name] | null,
): void {
  const { [name]: _, ...others } = useMessageFilters.getState();
  useMessageFilters.setState(value === null ? others : { ...others, [name]: value }, true);
}

export const clearMessageFilters = (): void => useMessageFilters.setState({}, true);

export const isFiltered = (filters: MessageFilters): boolean => Object.keys(filters).length > 0;

const days = { today: 0, "7days": 6, "30days": 29 } as const;

/** As the server is asked. The same for a whole day, so that what was found can be shown again. */
export function filterQuery({ queueId, userId, kind, period }: MessageFilters, now = new Date()) {
  return {
    ...(queueId !== undefined && { queueId }),
    ...(userId !== undefined && { userId }),
    ...(kind === "file" ? { hasFile: "true" as const } : kind !== undefined && { type: kind }),
    ...(period !== undefined && {
      from: new Date(now.getFullYear(), now.getMonth(), now.getDate() - days[period]).toISOString(),
    }),
  };
}
