/** What is meant for one person is written here, by the verbs that cause it; `notifications` shows it. */
export { recordMentions, recordTransfer } from "./notification-log.repository.ts";
