import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, openShop, signIn, test } from "../src/fixtures.ts";

test.use({ serviceWorkers: "allow" });

/** Compressed bytes of the scripts that the page of the inbox may name. */
const mostBytes = 250_000;

const chunks = fileURLToPath(new URL("../../apps/web/out/_next/static/chunks", import.meta.url));

/** What comes only when it is opened, and what is fetched ahead once the list stands; each known by a text of its code. */
const onlyWhenOpened = { emoji: "polegar para cima", Spanish: "Pendientes", "QR codes": "QRCode" };
const afterTheList = { "the viewer": "data-zoom", "the layer of dialogs": "data-base-ui-focus-guard" };

async function holdersOf(text: string): Promise<string[]> {
  const names = await readdir(chunks);
  const codes = await Promise.all(names.map((name) => readFile(path.join(chunks, name), "utf8")));
  const holders = names.filter((_, index) => codes[index]?.includes(text));
  expect(holders, `something holds ${text}`).not.toEqual([]);
  return holders;
}

async function expectWithout(loaded: ReadonlySet<string>, things: Record<string, string>): Promise<void> {
  for (const [what, text] of Object.entries(things))
    expect(
      (await holdersOf(text)).filter((name) => loaded.has(name)),
      what,
    ).toEqual([]);
}

test("the page of the inbox names less than 250 kB of scripts, and nothing of what is opened later", async ({
  product,
}) => {
  const html = await (await fetch(`${product.url}/tickets`)).text();
  const forOldBrowsers = new Set([...html.matchAll(/<script src="([^"]+)" noModule/g)].map(([, address]) => address));
  const named = new Set([...html.matchAll(/\/(?:theme|_next\/static\/[\w/~.-]+)\.js/g)].map(([address]) => address));
  const addresses = [...named].filter((address) => !forOldBrowsers.has(address));
  expect(addresses.length).toBeGreaterThan(5);
  const sizes = await Promise.all(
    addresses.map(async (address) => {
      const answer = await fetch(product.url + address);
      expect(answer.ok, address).toBe(true);
      return gzipSync(Buffer.from(await answer.arrayBuffer())).byteLength;
    }),
  );
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(mostBytes);
  await expectWithout(new Set(addresses.map((address) => path.basename(address))), {
    ...onlyWhenOpened,
    ...afterTheList,
  });
});

test("a browser that shows the inbox has loaded nothing of what is opened later", async ({ product, browser }) => {
  const shop = await openShop(product.url);
  await shop.write("Márcia Teixeira", "+5521999990000", "Quero comprar dez unidades");
  const signedIn = await signIn(browser, product.url, "bruno@example.com");
  const page = await signedIn.context().newPage();
  const loaded = new Set<string>();
  page.on("request", (request) => loaded.add(path.basename(new URL(request.url()).pathname)));
  await page.goto("/tickets?tab=pending");
  await expect(page.getByRole("option", { name: /Márcia Teixeira/ })).toBeVisible();
  await expectWithout(loaded, onlyWhenOpened);
});
