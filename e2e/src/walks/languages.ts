import type { Page } from "@playwright/test";
import en from "../../../apps/web/src/app/messages/en.ts";
import es from "../../../apps/web/src/app/messages/es.ts";
import ptBR from "../../../apps/web/src/app/messages/pt-BR.ts";
import type { Shop } from "../conversations.ts";

export const languages = ["pt-BR", "en", "es"] as const;
type Language = (typeof languages)[number];

type Tree = { readonly [key: string]: string | Tree };
const sentencesIn = (tree: Tree): string[] =>
  Object.values(tree).flatMap((part) => (typeof part === "string" ? [part] : sentencesIn(part)));

/** Everything that the product says of itself, in each language, as it stands on the screen when nothing is filled in. */
export const sentences = [ptBR, en, es].flatMap(sentencesIn);

/** Changes the language of who is signed in, as they would in another browser: this screen follows without a reload. Offline it cannot. */
export async function speak(page: Page, shop: Shop, language: Language): Promise<void> {
  const [isOnline, spoken] = await page.evaluate(() => [navigator.onLine, document.documentElement.lang] as const);
  if (!isOnline || spoken === language) return;
  await shop.call("PATCH", "/api/users/me/preferences", { locale: language });
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}
