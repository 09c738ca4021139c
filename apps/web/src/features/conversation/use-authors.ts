import type { Message, QuotedMessage } from "@whatskovi/contract";
import { useT } from "../../lib/i18n/index.ts";

/** Who said what, by name: the customer or who of the group, a colleague, oneself, or the phone. */
export function useAuthors(me: string, contactName: string) {
  const t = useT("conversation");
  const authorOf = ({ author, direction, user, userId }: Pick<Message, "author" | "direction" | "user" | "userId">) => {
    if (direction === "INBOUND") return author?.name ?? contactName;
    if (userId === me) return t("you");
    return user?.name ?? t("phone");
  };
  /** Of a quote of ours only the side is known, unless the message itself is loaded. */
  const quotedAuthor = (quoted: QuotedMessage, loaded: Message | undefined) => {
    if (loaded !== undefined) return authorOf(loaded);
    return quoted.direction === "INBOUND" ? (quoted.authorName ?? contactName) : t("us");
  };
  return { authorOf, quotedAuthor };
}
