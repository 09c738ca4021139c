export { dayOf, daysAgo } from "./dates.ts";
export { formatPhone } from "./phone.ts";
export { useFormats } from "./use-formats.ts";
export { useMinute } from "./use-minute.ts";
export { folded } from "./folded.ts";
