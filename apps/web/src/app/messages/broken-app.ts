import type { Locale } from "../../stores/preferences.ts";

type Texts = { readonly title: string; readonly text: string; readonly reload: string };

/** What is said when nothing of the app stands any more, not even what brings the sentences: so these come with the page. */
export const brokenApp: Readonly<Record<Locale, Texts>> = {
  "pt-BR": {
    title: "O WhatsKovi parou nesta aba",
    text: "O que você digitou fica guardado neste navegador. Recarregue para continuar; se acontecer de novo, avise quem administra.",
    reload: "Recarregar",
  },
  en: {
    title: "WhatsKovi stopped in this tab",
    text: "What you typed is kept in this browser. Reload to go on; if it happens again, tell your administrator.",
    reload: "Reload",
  },
  es: {
    title: "WhatsKovi se detuvo en esta pestaña",
    text: "Lo que escribiste queda guardado en este navegador. Recarga para continuar; si vuelve a pasar, avisa a quien administra.",
    reload: "Recargar",
  },
};
