import { useMutation } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText } from "../../lib/i18n/index.ts";
import { updateSessionUser, useCurrentUser } from "../../stores/session.ts";
import { showToast } from "../../stores/toasts.ts";

/** What one may say of oneself. */
export const ownStatuses = ["ONLINE", "AWAY"] as const;

/** Says whether one is here: shown at once, taken back when the server refuses. */
export function useOwnStatus() {
  const user = useCurrentUser();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: (status: (typeof ownStatuses)[number]) => api.call(endpoints.setOwnStatus, { body: { status } }),
    onMutate: (status) => updateSessionUser({ ...user, status }),
    onError: (error) => {
      updateSessionUser(user);
      showToast(errorText(error), { tone: "danger" });
    },
  });
}
