"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { DuplicateGroup } from "@whatskovi/contract";
import { Users } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import {
  Avatar,
  Button,
  buttonClass,
  EmptyState,
  ErrorState,
  Page,
  ProgressLine,
  Tabs,
} from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { ApartButton } from "./apart-button.tsx";
import { useContactHandle } from "./contact-handle.ts";
import { possibleDuplicatesQuery } from "./contact-queries.ts";
import { MergeButton } from "./merge-button.tsx";

type Sign = DuplicateGroup["sign"];
const signs: readonly Sign[] = ["phone_ending", "email", "name"];

function Group({ group }: { group: DuplicateGroup }) {
  const t = useT("contacts");
  const handleOf = useContactHandle();
  const [first, ...others] = group.contacts;
  if (first === undefined) return null;
  return (
    <li className="border-b border-line py-4 last:border-b-0">
      <ul className="flex flex-col gap-3">
        {[first, ...others].map((contact) => (
          <li key={contact.id} className="flex flex-wrap items-center gap-3">
            <Avatar id={contact.id} name={contact.name} />
            <span className="min-w-0 flex-1 text-small">
              <Link
                href={`/contacts?contact=${contact.id}`}
                className="flex items-center font-medium hover:underline pointer-coarse:min-h-11"
              >
                <span className="truncate">{contact.name}</span>
              </Link>
              <span className="block truncate text-ink-faint tabular-nums">
                {[handleOf(contact), contact.email].filter(Boolean).join(" · ")}
              </span>
            </span>
            {contact.id === first.id ? (
              <span className="text-small text-ink-faint">{t("possible.oldest")}</span>
            ) : (
              <>
                <ApartButton contact={contact} others={group.contacts.filter(({ id }) => id !== contact.id)} />
                <MergeButton into={first} other={contact} />
              </>
            )}
          </li>
        ))}
      </ul>
      {group.count > group.contacts.length && (
        <p className="mt-2 text-small text-ink-faint">
          {t("possible.more", { count: group.count - group.contacts.length })}
        </p>
      )}
    </li>
  );
}

/** A look goes on by itself until it has found something to show, and then when one asks for more. */
function Groups({ sign }: { sign: Sign }) {
  const t = useT("contacts");
  const common = useT("common");
  const query = useInfiniteQuery(possibleDuplicatesQuery(sign));
  const groups = (query.data?.pages ?? []).flatMap((page) => page.items);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const isLooking = groups.length === 0 && (query.isPending || hasNextPage || isFetching);
  useEffect(() => {
    if (groups.length === 0 && hasNextPage && !isFetching) void fetchNextPage();
  }, [groups.length, hasNextPage, isFetching, fetchNextPage]);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (isLooking) return <ProgressLine label={t("possible.looking")} />;
  if (groups.length === 0)
    return <EmptyState icon={<Users />} title={t("possible.empty")} text={t("possible.emptyText")} />;
  return (
    <>
      <ul>
        {groups.map((group) => (
          <Group key={group.contacts.map(({ id }) => id).join()} group={group} />
        ))}
      </ul>
      {hasNextPage && (
        <Button isBusy={isFetching} onClick={() => void fetchNextPage()}>
          {common("loadMore")}
        </Button>
      )}
    </>
  );
}

/** Contacts that may be one person, over all of them. */
export function PossibleDuplicatesPage() {
  const t = useT("contacts");
  const [sign, setSign] = useState<Sign>("phone_ending");
  return (
    <Page
      title={t("possible.title")}
      description={t("possible.description")}
      actions={
        <Link href="/contacts" className={buttonClass("quiet", "small")}>
          {t("possible.back")}
        </Link>
      }
    >
      <Tabs
        label={t("possible.title")}
        value={sign}
        tabs={signs.map((value) => ({ value, label: t(`possible.signs.${value}`) }))}
        onChange={setSign}
      >
        <div className="pt-4">
          <Groups key={sign} sign={sign} />
        </div>
      </Tabs>
    </Page>
  );
}
