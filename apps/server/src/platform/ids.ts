import { v7 } from "uuid";

/** A new UUID, version 7: rises with time, so rows keep the order in which they were made. */
export const newId = (): string => v7();

/** Not above any `newId` made at this moment or later. */
export const firstIdAt = (at: Date): string => v7({ msecs: at.getTime(), seq: 0, random: new Uint8Array(16) });
