import type { Handlers } from "../../platform/http/handler.ts";
import { orNotFound } from "../../platform/errors/app-error.ts";
import { createUser } from "./create-user.ts";
import { deactivateUser, updateUser } from "./update-user.ts";
import { presentUser } from "./user.presenter.ts";
import { listColleagues, listUsers } from "./user.read-model.ts";
import { loadUser } from "./user.repository.ts";

type UserHandlers = Pick<
  Handlers,
  "listUsers" | "listColleagues" | "getUser" | "createUser" | "updateUser" | "deactivateUser" | "setOwnStatus"
>;

/** The endpoints of people. `chooseStatus` tells the presence what somebody says of themselves. */
export function userHandlers(deps: {
  chooseStatus: (userId: string, status: "ONLINE" | "AWAY") => void;
}): UserHandlers {
  return {
    listUsers: ({ context, query }) => listUsers(context.db, query),
    listColleagues: ({ context, query }) => listColleagues(context.db, query),
    getUser: async ({ context, params }) => presentUser(orNotFound(await loadUser(context.db, params.id))),
    createUser: ({ context, body }) => createUser(context, body),
    updateUser: ({ context, params, body }) => updateUser(context, { id: params.id, changes: body }),
    deactivateUser: ({ context, params }) => deactivateUser(context, params),
    setOwnStatus: async ({ context, body }) => deps.chooseStatus(context.actor.id, body.status),
  };
}
