import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, expect, type Browser, type Page } from "@playwright/test";
import { startEmbeddedPostgres } from "@whatskovi/server/postgres";
import sharp from "sharp";
import type { Shop } from "./conversations.ts";
import { startProduct } from "./product.ts";
import { makeLimits, walkLimits } from "./screenshot-limits.ts";
import { makeTrouble, walkTrouble } from "./screenshot-trouble.ts";
import { fillShowcase } from "./showcase.ts";
import { arrive, enter, launchWithMicrophone } from "./walks/enter.ts";
import { walks } from "./walks/index.ts";
import type { Walk } from "./walks/walk.ts";

const folder = fileURLToPath(new URL("../../docs/images", import.meta.url));
const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;
const looks = (["desktop", "phone"] as const).flatMap((size) =>
  (["light", "dark"] as const).map((theme) => ({ size, theme })),
);
type Look = (typeof looks)[number];
type Way = (walk: Walk) => Promise<void>;

/** `npm run screenshots`: every page and state in both sizes and themes, with people at work, into docs/images. */
async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stopPostgres = await bringPostgres();
  const product = await startProduct();
  const browser = await chromium.launch(await launchWithMicrophone());
  const taken = new Set<string>();
  try {
    const shop = await fillShowcase(product.url);
    const takeIn = async (ways: readonly Way[]) => {
      for (const look of looks) await takeAll({ browser, url: product.url, shop, look, ways, taken });
    };
    await takeIn(Object.values(walks));
    const graph = await makeLimits(shop, product.url);
    await takeIn([walkLimits]);
    await graph.close();
    await makeTrouble(shop);
    await takeIn([walkTrouble]);
  } finally {
    await browser.close();
    await product.stop();
    await stopPostgres();
  }
  for (const name of await readdir(folder)) if (!taken.has(name)) await rm(path.join(folder, name));
}

/** One of our own, where none is named. */
async function bringPostgres(): Promise<() => Promise<void>> {
  if (process.env["TEST_POSTGRES_URL"] !== undefined) return async () => {};
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "whatskovi-screenshots-"));
  const postgres = await startEmbeddedPostgres({ dataDir, password: "screenshots" });
  process.env["TEST_POSTGRES_URL"] = postgres.url;
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

type Tour = {
  readonly browser: Browser;
  readonly url: string;
  readonly shop: Shop;
  readonly look: Look;
  readonly ways: readonly Way[];
  /** The names of all files that were written. */
  readonly taken: Set<string>;
};

/** Goes all of the ways under one look; what is taken is named after it. */
async function takeAll({ browser, url, shop, look: { size, theme }, ways, taken }: Tour): Promise<void> {
  const page = await arrive(browser, url, { colorScheme: theme, ...sizes[size] });
  const look = async (name: string) => {
    await settled(page);
    const fileName = `${name}-${size}-${theme}.png`;
    // A palette is enough for what is mostly paper and ink, and a third of the size.
    await sharp(await page.screenshot())
      .png({ palette: true, effort: 7 })
      .toFile(path.join(folder, fileName));
    taken.add(fileName);
  };
  await look("login");
  await enter(page);
  for (const way of ways) await way({ page, shop, url, look });
  await page.context().close();
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expect(page.locator(".animate-skeleton.bg-line")).toHaveCount(0);
  await page.waitForTimeout(300);
}

await main();
