import { useMemo } from "react";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import type { NoticeWords } from "./notices.ts";
import type { News } from "./news.ts";

const namedAtMost = 3;

/** What notifications say, in the person's language. */
export function useNoticeWords(): NoticeWords {
  const t = useT("notifications.notice");
  const kinds = useT("kinds");
  const locale = useLocale();
  return useMemo(() => {
    const list = new Intl.ListFormat(locale);
    const somebody = ({ by }: News) => by ?? t("somebody");
    const textOf = ({ text, messageType }: News) => text || (messageType === null ? "" : kinds(messageType));
    return {
      title(lead, count) {
        const { kind, contactName } = lead;
        if (kind === "mention") return t("mention", { name: somebody(lead) });
        if (kind === "transfer") return t("transfer", { name: somebody(lead) });
        if (kind === "queueTicket") return t("queueTicket", { name: contactName });
        return count > 1 ? `${contactName} (${count})` : contactName;
      },
      body(lead, count, showsText) {
        const { kind, contactName, queueName } = lead;
        const text = showsText ? textOf(lead) : "";
        if (kind === "mention" || kind === "transfer") return text === "" ? contactName : `${contactName}: ${text}`;
        if (text !== "") return text;
        if (kind === "queueTicket") return queueName === null ? t("waiting") : t("waitingIn", { queue: queueName });
        return t("messages", { count });
      },
      summary(count, contactNames) {
        const others = contactNames.length - namedAtMost;
        const named = contactNames.slice(0, others > 0 ? namedAtMost : undefined);
        return {
          title: t("summary", { count }),
          body: list.format(others > 0 ? [...named, t("others", { count: others })] : named),
        };
      },
    };
  }, [t, kinds, locale]);
}
