import type { Handlers } from "../../platform/http/handler.ts";
import { createInboxView } from "./create-view.ts";
import { deleteInboxView } from "./delete-view.ts";
import { orderInboxViews } from "./order-views.ts";
import { updateInboxView } from "./update-view.ts";
import { listInboxViews } from "./view.repository.ts";

type ViewHandlers = Pick<
  Handlers,
  "listInboxViews" | "createInboxView" | "updateInboxView" | "deleteInboxView" | "orderInboxViews"
>;

/** The endpoints of views. */
export const viewHandlers = (): ViewHandlers => ({
  listInboxViews: ({ context, query }) => listInboxViews(context.db, context.actor.id, query),
  createInboxView: ({ context, body }) => createInboxView(context, body),
  updateInboxView: ({ context, params, body }) => updateInboxView(context, { ...params, changes: body }),
  deleteInboxView: ({ context, params }) => deleteInboxView(context, params),
  orderInboxViews: ({ context, body }) => orderInboxViews(context, body),
});
