import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { chromiumLaunch } from "@whatskovi/e2e/chromium";
import { largeScenarioPassword } from "@whatskovi/server/scenarios";
import { watchPage } from "./watch-page.ts";

const viewport = { width: 1440, height: 900 };

export type Desk = { readonly page: Page; readonly context: BrowserContext; readonly cdp: CDPSession };

/** The browser that the journeys use, with its own measuring at full precision. */
export async function openBrowser(): Promise<Browser> {
  const launch = await chromiumLaunch();
  return chromium.launch({ ...launch, args: [...launch.args, "--enable-precise-memory-info"] });
}

/** A browser profile that has seen nothing of the product but a session. */
export async function freshContext(browser: Browser, url: string, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    viewport,
  });
  const answer = await context.request.post("/api/auth/login", { data: { email, password: largeScenarioPassword } });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
  await context.addInitScript(watchPage);
  return context;
}

/** A page of a fresh profile, not yet at the product. */
export async function openDesk(browser: Browser, url: string, email: string): Promise<Desk> {
  const context = await freshContext(browser, url, email);
  const page = await context.newPage();
  return { page, context, cdp: await context.newCDPSession(page) };
}

/** Resolves when rows of tickets are on the screen. */
export const rowsShown = (page: Page): Promise<unknown> => page.waitForSelector("[data-inbox-list] [data-ticket-id]");
