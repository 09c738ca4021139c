export { useLocale, useTranslations as useT } from "use-intl/react";
export { useErrorText } from "./error-text.ts";
export { I18nProvider } from "./provider.tsx";
export type { Translated } from "./translated.ts";
