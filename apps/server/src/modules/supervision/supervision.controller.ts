import { cursorKey, decodeCursor, toPage } from "../../platform/db/cursor.ts";
import type { Handlers } from "../../platform/http/handler.ts";
import { getConnection } from "../connections/index.ts";
import { acknowledgeAlert } from "./acknowledge-alert.ts";
import { acknowledgeGap } from "./acknowledge-gap.ts";
import { presentAlert } from "./alert.presenter.ts";
import { listOpenAlerts } from "./alert.read-model.ts";
import { presentGap } from "./gap.presenter.ts";
import { listGapRows } from "./gap.read-model.ts";

type SupervisionHandlers = Pick<
  Handlers,
  "listConnectionGaps" | "acknowledgeConnectionGap" | "listAlerts" | "acknowledgeAlert"
>;

export function supervisionHandlers(): SupervisionHandlers {
  return {
    listConnectionGaps: async ({ context, params, query }) => {
      await getConnection(context.db, params.id);
      const after = decodeCursor(query.cursor, [cursorKey.timestamp, cursorKey.id]);
      const rows = await listGapRows(context.db, params.id, after, query.limit + 1);
      return toPage(rows, query.limit, (row) => [row.startedAt.toISOString(), row.id], presentGap);
    },
    acknowledgeConnectionGap: ({ context, params }) =>
      acknowledgeGap(context, { connectionId: params.id, gapId: params.gapId }),
    listAlerts: async ({ context, query }) => {
      const after = decodeCursor(query.cursor, [cursorKey.timestamp, cursorKey.id]);
      const rows = await listOpenAlerts(context.db, after, query.limit + 1);
      return toPage(rows, query.limit, (row) => [row.createdAt.toISOString(), row.id], presentAlert);
    },
    acknowledgeAlert: ({ context, params }) => acknowledgeAlert(context, params),
  };
}
