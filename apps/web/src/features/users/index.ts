/** The people who work here. */
export { colleaguesQuery, refreshPeople, usersQuery } from "./user-queries.ts";
export { userHandlers } from "./user-realtime.ts";
