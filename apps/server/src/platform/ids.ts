import { v7 } from "uuid";

/** A new UUID, version 7: rises with time, so rows keep the order in which they were made. */
export const newId = (): string => v7();
