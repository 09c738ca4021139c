"use client";

import { type ReactNode, useEffect, useLayoutEffect, useState } from "react";
import { IntlProvider } from "use-intl/react";
import type { AbstractIntlMessages } from "use-intl/core";
import { loadSurely } from "../load-surely.ts";
import { type Locale, localeOf, usePreference } from "../../stores/preferences.ts";

export type LoadMessages = (locale: Locale) => Promise<AbstractIntlMessages>;

type Loaded = { readonly locale: Locale; readonly messages: AbstractIntlMessages };

/** Brings the sentences of the chosen language, and only those. Until they are there, nothing is shown. */
export function I18nProvider({ load, children }: { load: LoadMessages; children: ReactNode }) {
  const chosen = usePreference("locale");
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const locale = localeOf(chosen, navigator.languages);
    const isWanted = () => isCurrent;
    void loadSurely(() => load(locale), isWanted).then((messages) => {
      if (messages === null || !isCurrent) return;
      setLoaded({ locale, messages });
    });
    return () => {
      isCurrent = false;
    };
  }, [chosen, load]);

  useLayoutEffect(() => {
    if (loaded !== null) document.documentElement.lang = loaded.locale;
  }, [loaded]);

  if (loaded === null) return null;
  return (
    <IntlProvider
      locale={loaded.locale}
      messages={loaded.messages}
      timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
    >
      {children}
    </IntlProvider>
  );
}
