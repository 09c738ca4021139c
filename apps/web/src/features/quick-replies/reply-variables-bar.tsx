import type { CustomField } from "@whatskovi/contract";
import { useState } from "react";
import { Button } from "../../components/ui/index.ts";
import { useLocale, useT } from "../../lib/i18n/index.ts";
import type { Locale } from "../../stores/preferences.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { readableValue } from "../custom-fields/index.ts";
import { fieldVariable, fillVariables, timeOfDay, variables, type VariableValues } from "./reply-variables.ts";

type ReplyVariablesProps = {
  readonly body: string;
  readonly fields: readonly CustomField[];
  /** Puts a variable into the text. */
  readonly onInsert: (name: string) => void;
};

/** What somebody might have in a field. */
function useExampleOf(): (field: CustomField) => string {
  const t = useT("customFields");
  const locale = useLocale() as Locale;
  return (field) => {
    const kept = {
      TEXT: field.name,
      NUMBER: "123.5",
      DATE: "2026-01-31",
      LINK: "https://example.com",
      YES_NO: "yes",
    } as const;
    const value = field.kind === "CHOICE" ? (field.options[0]?.id ?? "") : kept[field.kind];
    return readableValue(field, value, { locale, yes: t("yes"), no: t("no") });
  };
}

/** A customer as an example. */
function useExample(fields: readonly CustomField[]): VariableValues {
  const t = useT("quickReplies");
  const me = useCurrentUser();
  const exampleOf = useExampleOf();
  const [hour] = useState(() => new Date().getHours());
  const name = t("example.name");
  return {
    "contact.firstName": name.split(" ")[0] ?? name,
    "contact.name": name,
    "agent.name": me.name,
    "ticket.number": "1042",
    "queue.name": t("example.queue"),
    greeting: t(`greeting.${timeOfDay(hour)}`),
    fields: fields.map((field) => ({ name: field.name, text: exampleOf(field) })),
  };
}

/** What a text can name, at a press, and the text as a customer might read it. */
export function ReplyVariables({ body, fields, onInsert }: ReplyVariablesProps) {
  const t = useT("quickReplies");
  const example = useExample(fields);
  const ofContact = fields.flatMap(({ id, name }) => {
    const variable = fieldVariable(name);
    return variable === null ? [] : [{ key: id, label: name, variable }];
  });
  return (
    <>
      <div
        role="group"
        aria-label={t("variables")}
        className="flex max-h-32 scroll-thin flex-wrap gap-1 overflow-y-auto"
      >
        {variables.map((name) => (
          <Button key={name} tone="quiet" onClick={() => onInsert(name)}>
            {t(`variable.${name.replace(".", "_") as "contact_firstName"}`)}
          </Button>
        ))}
        {ofContact.map(({ key, label, variable }) => (
          <Button key={key} tone="quiet" onClick={() => onInsert(variable)} className="max-w-60">
            <span className="truncate">{label}</span>
          </Button>
        ))}
      </div>
      {body.includes("{{") && (
        <section aria-label={t("preview")} className="rounded-control bg-hover px-3 py-2 text-small">
          <p className="text-meta text-ink-soft">{t("preview")}</p>
          <p className="max-h-32 scroll-thin overflow-y-auto text-pretty break-words whitespace-pre-wrap">
            {fillVariables(body, example)}
          </p>
        </section>
      )}
    </>
  );
}
