import { CloudOff, Inbox, MessageCircleQuestion, SearchX } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass, EmptyState } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { activeFilters, type InboxLook } from "./inbox-look.ts";
import { setSearch } from "./inbox-view.ts";

type NothingProps = {
  readonly look: InboxLook;
  readonly onLook: (changes: Partial<InboxLook>) => void;
  readonly isSearching: boolean;
};

/** An empty list: what it is for, and the next step. */
export function Nothing({ look, onLook, isSearching }: NothingProps) {
  const t = useT("inbox.empty");
  const filters = useT("inbox.filters");
  const me = useCurrentUser();
  const { tab } = look;
  if (isSearching || activeFilters(look.filters) > 0) {
    const clear = () => {
      onLook({ filters: {}, viewId: null });
      setSearch("");
    };
    return (
      <EmptyState
        icon={<SearchX />}
        title={t("search.title")}
        text={t("search.text")}
        action={<Button onClick={clear}>{filters("clear")}</Button>}
      />
    );
  }
  const next =
    tab === "mine" ? (
      <Button onClick={() => onLook({ tab: "pending", sort: null, viewId: null })}>{t("mine.action")}</Button>
    ) : me.role === "ADMIN" && tab !== "closed" ? (
      <Link href="/connections" className={buttonClass("secondary")}>
        {t("connect")}
      </Link>
    ) : undefined;
  return (
    <EmptyState
      icon={tab === "pending" ? <MessageCircleQuestion /> : <Inbox />}
      title={t(`${tab}.title`)}
      text={t(`${tab}.text`)}
      action={next}
    />
  );
}

/** A list that was never loaded here, while there is no connection. It comes by itself. */
export function NothingYet() {
  const t = useT("inbox.empty");
  return <EmptyState icon={<CloudOff />} title={t("offline.title")} text={t("offline.text")} />;
}
