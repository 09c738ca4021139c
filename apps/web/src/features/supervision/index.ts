/** What administrators are told of the company's numbers: alerts and interruptions. */
export { AlertLines } from "./alert-lines.tsx";
export { GapsDialog } from "./lazy-gaps-dialog.ts";
export { supervisionHandlers } from "./supervision-realtime.ts";
