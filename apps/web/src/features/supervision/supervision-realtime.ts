import type { QueryClient } from "@tanstack/react-query";
import type { Alert, ConnectionGap } from "@whatskovi/contract";
import type { RealtimeHandlers } from "../../lib/realtime/index.ts";
import { supervisionKeys } from "./supervision-queries.ts";

/** An alert as it is now; what is resolved leaves the list. */
export function applyAlert(queryClient: QueryClient, alert: Alert): void {
  queryClient.setQueryData<Alert[]>(supervisionKeys.alerts, (alerts) => {
    if (alerts === undefined) return alerts;
    const others = alerts.filter(({ id }) => id !== alert.id);
    if (alert.resolvedAt !== null) return others;
    return [...others, alert].toSorted((one, other) => (one.since < other.since ? 1 : -1));
  });
}

function applyGap(queryClient: QueryClient, gap: ConnectionGap): void {
  void queryClient.invalidateQueries({ queryKey: supervisionKeys.gaps(gap.connectionId) });
  queryClient.setQueryData<Alert[]>(supervisionKeys.alerts, (alerts) =>
    alerts?.map((alert) => (alert.gap?.id === gap.id ? { ...alert, gap } : alert)),
  );
}

export const supervisionHandlers: RealtimeHandlers = {
  "alert:changed": applyAlert,
  "connection:gap": applyGap,
  // What held of a number that is gone is nobody's trouble any more.
  "connection:removed": (queryClient, { connectionId }) => {
    queryClient.removeQueries({ queryKey: supervisionKeys.gaps(connectionId) });
    queryClient.setQueryData<Alert[]>(supervisionKeys.alerts, (alerts) =>
      alerts?.filter(({ connection }) => connection.id !== connectionId),
    );
  },
};
