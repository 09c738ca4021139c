import { useInfiniteQuery } from "@tanstack/react-query";
import { Avatar, Button, Skeleton } from "../../components/ui/index.ts";
import { formatPhone } from "../../lib/format/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { rowsOf } from "../../lib/query/paged-rows.ts";
import { membersQuery } from "../contacts/index.ts";
import { Section } from "./section.tsx";

function Members({ contactId }: { contactId: string }) {
  const t = useT("details");
  const common = useT("common");
  const members = useInfiniteQuery(membersQuery(contactId));
  if (members.isError)
    return (
      <Button tone="quiet" size="small" onClick={() => void members.refetch()}>
        {common("retry")}
      </Button>
    );
  if (members.isPending) return <Skeleton className="h-12" />;
  const people = rowsOf(members.data).toSorted((one, other) => one.name.localeCompare(other.name));
  if (people.length === 0) return <p className="text-small text-ink-faint">{t("noMembers")}</p>;
  return (
    <>
      <ul className="flex flex-col gap-2">
        {people.map(({ id, name, phoneNumber }) => (
          <li key={id} className="flex items-center gap-3">
            <Avatar id={id} name={name} />
            <span className="min-w-0 flex-1 text-small">
              <span className="block truncate font-medium">{name}</span>
              {phoneNumber !== null && (
                <span className="block text-ink-faint tabular-nums">{formatPhone(phoneNumber)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {members.hasNextPage && (
        <Button tone="quiet" size="small" onClick={() => void members.fetchNextPage()}>
          {common("loadMore")}
        </Button>
      )}
    </>
  );
}

/** Who has written in a group. */
export function MembersSection({ contactId }: { contactId: string }) {
  const t = useT("details");
  return (
    <Section name="members" title={t("members")}>
      <Members contactId={contactId} />
    </Section>
  );
}
