import { isApiError } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";

/** Who has the conversation already, when it is not for the person asking to see. */
export function useRefusal(error: unknown): string | null {
  const t = useT("newConversation");
  if (!isApiError(error, "active_ticket_exists")) return null;
  const { takenBy, waitingIn } = error.problem ?? {};
  if (takenBy !== undefined) return t("takenBy", { name: takenBy.name });
  return waitingIn === undefined ? null : t("waitingIn", { queue: waitingIn.name });
}
