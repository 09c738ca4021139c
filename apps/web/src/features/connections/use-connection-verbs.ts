import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Connection } from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";
import { applyConnection, removeConnection } from "./connection-realtime.ts";

const calls = {
  connect: (id: string) => api.call(endpoints.connectConnection, { params: { id } }),
  disconnect: (id: string) => api.call(endpoints.disconnectConnection, { params: { id } }),
  logout: (id: string) => api.call(endpoints.logoutConnection, { params: { id } }),
  makeDefault: (id: string) => api.call(endpoints.updateConnection, { params: { id }, body: { isDefault: true } }),
} satisfies Record<string, (id: string) => Promise<Connection>>;

export type ConnectionVerb = keyof typeof calls;

/** What one can do with a number at once. What comes back is shown before the event that tells everybody. */
export function useConnectionVerb() {
  const queryClient = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: ({ verb, id }: { verb: ConnectionVerb; id: string }) => calls[verb](id),
    onSuccess: (connection) => applyConnection(queryClient, connection),
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
}

export function useDeleteConnection(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api.call(endpoints.deleteConnection, { params: { id } });
      return id;
    },
    onSuccess: (id) => {
      removeConnection(queryClient, id);
      onDone();
    },
  });
}
