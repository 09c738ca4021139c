import type { Locale } from "../../stores/preferences.ts";
import type source from "./pt-BR.ts";

declare module "use-intl/core" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof source;
  }
}

const loaders = {
  "pt-BR": () => import("./pt-BR.ts"),
  en: () => import("./en.ts"),
  es: () => import("./es.ts"),
};

/** The sentences of one language. Each is a file of its own for the browser. */
export const loadMessages = async (locale: Locale): Promise<typeof source> =>
  (await loaders[locale]()).default as typeof source;
