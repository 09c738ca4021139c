import type { UserSummary } from "@whatskovi/contract";
import { useLocale, useT } from "../../lib/i18n/index.ts";

const namedAtMost = 2;

/** "Ana está vendo", "Ana e Bruno estão vendo", "Ana, Bruno e mais 3 estão vendo". */
export function useViewerSentence(): (viewers: readonly UserSummary[]) => string {
  const t = useT("viewing");
  const locale = useLocale();
  return (viewers) => {
    const names = viewers.map(({ name }) => name);
    const others = names.length - namedAtMost;
    const listed = others > 0 ? [...names.slice(0, namedAtMost), t("others", { count: others })] : names;
    return t("sentence", { names: new Intl.ListFormat(locale).format(listed), count: names.length });
  };
}
