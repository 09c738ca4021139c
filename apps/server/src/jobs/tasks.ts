import type { TaskList } from "graphile-worker";
import type { Logger } from "../platform/logging/index.ts";
import {
  giveUpImport,
  IMPORT_CONTACTS,
  type ImportContactsPayload,
  pruneImports,
  runImport,
  type RunImportDeps,
} from "../modules/contact-import/index.ts";
import {
  FETCH_MEDIA,
  fetchMedia,
  type FetchMediaDeps,
  type FetchMediaPayload,
  giveUpMedia,
  pruneUploads,
} from "../modules/media/index.ts";
import { pruneDrafts } from "../modules/drafts/index.ts";
import { pruneUndone, type ReadReceiptDeps, sendReadReceipts } from "../modules/messages/index.ts";
import { WRITE_MESSAGE_WORDS, writeMessageWords } from "../modules/search/index.ts";
import { type ReadReceiptPayload, SEND_READ_RECEIPTS } from "../modules/tickets/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Endings } from "./spent-jobs.ts";
import { pruneNotifications, pruneOutbox, pruneParked, pruneSessions } from "./prune.repository.ts";

export type TaskDeps = FetchMediaDeps &
  ReadReceiptDeps &
  RunImportDeps & { readonly clock: Clock; readonly logger: Logger };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When what is done, in UTC. */
export const crontab = ["17 * * * * prune", "47 3 * * * prune-old"].join("\n");

/** What is left to do for a job that had no end. */
export const createEndings = (deps: TaskDeps): Endings => ({
  [FETCH_MEDIA]: (payload) => giveUpMedia(deps, payload as FetchMediaPayload),
  // Who was not told that they were read for so long is not told any more.
  [SEND_READ_RECEIPTS]: async () => {},
  [IMPORT_CONTACTS]: (payload) => giveUpImport(deps, payload as ImportContactsPayload),
});

/** What is done outside of requests. */
export function createTasks(deps: TaskDeps): TaskList {
  const { db, clock, logger } = deps;
  const before = (age: number) => new Date(clock.now().getTime() - age);
  return {
    [FETCH_MEDIA]: async (payload, { job }) =>
      fetchMedia(deps, payload as FetchMediaPayload, job.attempts >= job.max_attempts),
    [SEND_READ_RECEIPTS]: async (payload, { job }) =>
      sendReadReceipts(deps, payload as ReadReceiptPayload, job.attempts >= job.max_attempts),
    [WRITE_MESSAGE_WORDS]: async () => {
      const messages = await writeMessageWords(db);
      logger.info({ messages }, "older messages can be found by their words");
    },
    [IMPORT_CONTACTS]: async (payload, { job }) =>
      runImport(deps, payload as ImportContactsPayload, job.attempts >= job.max_attempts),
    prune: async () => {
      const events = await pruneOutbox(db, before(DAY));
      const uploads = await pruneUploads(deps, before(DAY));
      logger.info({ events, uploads }, "tidied up");
    },
    "prune-old": async () => {
      const sessions = await pruneSessions(db, before(7 * DAY));
      const parked = await pruneParked(db, before(30 * DAY));
      const drafts = await pruneDrafts(db, { empty: before(7 * DAY), closed: before(30 * DAY) });
      const undone = await pruneUndone(db, before(90 * DAY));
      const notifications = await pruneNotifications(db, before(30 * DAY), before(180 * DAY));
      const imports = await pruneImports(db, { drafts: before(DAY), rejections: before(30 * DAY) });
      logger.info({ sessions, parked, drafts, undone, notifications, imports }, "tidied up what is old");
    },
  };
}
