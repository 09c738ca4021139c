import type { QueryClient } from "@tanstack/react-query";
import type { Colleague, User, UserStatus } from "@whatskovi/contract";
import { dropAllQueries } from "../../lib/query/kept/index.ts";
import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { acceptPreferences } from "../../stores/preferences.ts";
import { updateSessionUser, useSession } from "../../stores/session.ts";
import { userKeys } from "./user-queries.ts";

function setStatus(queryClient: QueryClient, userId: string, status: UserStatus): void {
  const change = <Person extends User | Colleague>(people: Person[] | undefined) =>
    people?.map((person) => (person.id === userId ? { ...person, status } : person));
  queryClient.setQueryData<User[]>(userKeys.users, change);
  queryClient.setQueryData<Colleague[]>(userKeys.colleagues, change);
  const me = useSession.getState().user;
  if (me?.id === userId) updateSessionUser({ ...me, status });
}

export const userHandlers: RealtimeHandlers = {
  "catalogue:changed": (queryClient, { catalogue }) => {
    if (catalogue === "tags") return;
    void queryClient.invalidateQueries({ queryKey: userKeys.users });
    void queryClient.invalidateQueries({ queryKey: userKeys.colleagues });
  },
  "user:status": (queryClient, { userId, status }) => setStatus(queryClient, userId, status),
  "user:offline": (queryClient, { userId }) => setStatus(queryClient, userId, "OFFLINE"),
  "preferences:changed": (_queryClient, preferences) => {
    const me = useSession.getState().user;
    if (me !== null) acceptPreferences(me.id, preferences);
  },
  /** One's own rights have changed: what is loaded may show too much or too little. */
  "user:update": (queryClient, user) => {
    const before = useSession.getState().user;
    updateSessionUser(user);
    const rights = (of: User) => `${of.role} ${of.queueIds.toSorted().join()}`;
    if (before !== null && rights(before) !== rights(user)) {
      dropAllQueries();
      queryClient.removeQueries({ type: "inactive" });
      void queryClient.invalidateQueries();
    }
  },
};
