import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { chromiumLaunch } from "../chromium.ts";
import { password } from "../fixtures.ts";
import { walkOffline } from "./offline.ts";
import type { Walk } from "./walk.ts";

/** The smallest telephone that we speak of, held in one hand. */
export const smallPhone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Chromium with a microphone that hums, and which asks nobody for it. */
export async function launchWithMicrophone() {
  const launch = await chromiumLaunch();
  const microphone = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
  return { ...launch, args: [...launch.args, ...microphone] };
}

/** Who goes on without a network has the app kept by the browser. */
export const keptFor = (walk: (walk: Walk) => Promise<void>): BrowserContextOptions => ({
  serviceWorkers: walk === walkOffline ? "allow" : "block",
});

/** A browser of its own at the page where one signs in. */
export async function arrive(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    reducedMotion: "reduce",
    permissions: ["microphone"],
    ...options,
  });
  const page = await context.newPage();
  await page.goto("/login");
  await page.getByLabel("E-mail").waitFor();
  return page;
}

/** Signs in there. */
export async function enter(page: Page, email = "admin@example.com"): Promise<void> {
  const answer = await page.context().request.post("/api/auth/login", { data: { email, password } });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
  await page.goto("/tickets");
  await page.getByRole("navigation", { name: "Navegação principal" }).waitFor();
}
