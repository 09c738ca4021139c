import { useQuery } from "@tanstack/react-query";
import type { ImportPreviewRow } from "@whatskovi/contract";
import { Badge } from "../../../components/ui/index.ts";
import { formatPhone } from "../../../lib/format/index.ts";
import { useLocale, useT } from "../../../lib/i18n/index.ts";
import type { Locale } from "../../../stores/preferences.ts";
import { customFieldsQuery, readableValue } from "../../custom-fields/index.ts";

const tones = { create: "accent", update: "neutral", skip: "neutral", reject: "danger" } as const;

/** The first rows as they would be stored, each with what would become of it. */
export function PreviewTable({ rows }: { rows: readonly ImportPreviewRow[] }) {
  const t = useT("contacts");
  const words = useT("customFields");
  const locale = useLocale() as Locale;
  const { data: fields = [] } = useQuery(customFieldsQuery());
  const used = fields.filter(({ id }) => rows.some((row) => row.customFields.some(({ fieldId }) => fieldId === id)));
  const heads = [t("import.row"), t("import.outcome"), t("name"), t("phone"), t("email"), t("tags"), t("notes")];
  return (
    // Wider than a phone: it scrolls by itself, by keys as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={t("import.previewTitle")} tabIndex={0} className="scroll-thin overflow-x-auto">
      <table className="w-full text-left text-small">
        <thead>
          <tr className="border-b border-line text-ink-faint">
            {[...heads, ...used.map((field) => field.name)].map((head) => (
              <th key={head} scope="col" className="px-2 py-2 font-medium whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row} className="border-b border-line align-top last:border-b-0">
              <td className="px-2 py-2 text-ink-faint tabular-nums">{row.row}</td>
              <td className="px-2 py-2 whitespace-nowrap">
                <Badge tone={tones[row.outcome]}>{t(`import.outcomes.${row.outcome}`)}</Badge>
                {row.reason !== null && (
                  <span className="block pt-1 text-meta text-danger-ink">{t(`import.reasons.${row.reason}`)}</span>
                )}
              </td>
              <td className="max-w-60 truncate px-2 py-2">{row.name}</td>
              <td className="px-2 py-2 whitespace-nowrap tabular-nums">
                {row.phoneNumber !== null && formatPhone(row.phoneNumber)}
              </td>
              <td className="max-w-60 truncate px-2 py-2">{row.email}</td>
              <td className="max-w-60 truncate px-2 py-2">{row.tags.join(", ")}</td>
              <td className="max-w-60 truncate px-2 py-2">{row.notes}</td>
              {used.map((field) => (
                <td key={field.id} className="max-w-60 truncate px-2 py-2">
                  {readableValue(field, row.customFields.find(({ fieldId }) => fieldId === field.id)?.value ?? "", {
                    locale,
                    yes: words("yes"),
                    no: words("no"),
                  })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
