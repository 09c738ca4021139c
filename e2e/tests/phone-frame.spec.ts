import { expect, openShop, signIn, test } from "../src/fixtures.ts";

const name = "Íris Campos";

test("on a phone 'back' closes what stands above the page, one after the other, before it leaves the conversation; nothing hides under keyboard and notch", async ({
  product,
  browser,
}) => {
  const shop = await openShop(product.url);
  await shop.write(name, "+5531977770001", "Olá");
  const page = await signIn(browser, product.url, "bruno@example.com", { isPhone: true });
  await page.getByRole("tab", { name: /Pendentes/ }).click();
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: "Aceitar" }).first().click();
  const field = page.getByLabel(`Mensagem para ${name}`);
  await field.fill("meio escrito");

  await page.getByRole("button", { name: "Mais ações" }).first().click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(field).toHaveValue("meio escrito");

  await page.getByRole("button", { name: "Detalhes" }).click();
  const details = page.getByRole("complementary", { name: "Detalhes" });
  await expect(details).toBeVisible();
  await page.goBack();
  await expect(details).toHaveCount(0);
  await expect(field).toHaveValue("meio escrito");

  await page.getByRole("button", { name: "Mais ações" }).first().click();
  await page.getByRole("menuitem", { name: "Encerrar" }).click();
  await expect(page.getByRole("dialog", { name: "Encerrar" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(field).toHaveValue("meio escrito");
  expect(new URL(page.url()).searchParams.has("ticket")).toBe(true);

  const bottomOf = async () => {
    const box = await field.boundingBox();
    return box === null ? Number.POSITIVE_INFINITY : box.y + box.height;
  };
  // A keyboard that lies over the page, as on an iPhone: the window stays, what can be seen of it gets smaller.
  const cover = (height: number) =>
    page.evaluate((seen) => {
      const { visualViewport } = window;
      Object.defineProperty(visualViewport, "height", { value: seen, configurable: true });
      visualViewport?.dispatchEvent(new Event("resize"));
    }, height);
  await cover(844 - 336);
  await expect.poll(bottomOf).toBeLessThan(844 - 336);
  await cover(844);
  await expect.poll(bottomOf).toBeGreaterThan(844 - 150);

  const chrome = await page.context().newCDPSession(page);
  await chrome.send("Emulation.setSafeAreaInsetsOverride", { insets: { top: 47, bottom: 34, left: 0, right: 0 } });
  await expect.poll(bottomOf).toBeLessThan(844 - 34);
  await expect
    .poll(async () => (await page.getByRole("button", { name: "Detalhes" }).boundingBox())?.y)
    .toBeGreaterThan(46);

  await page.goBack();
  await expect(page.getByRole("tab", { name: /Pendentes/ })).toBeVisible();
  await expect(field).toHaveCount(0);
});

test("in a window on a desk 'back' closes a dialog, and only the next one leaves the conversation", async ({
  product,
  browser,
}) => {
  const shop = await openShop(product.url);
  await shop.write(name, "+5531977770001", "Olá");
  const page = await signIn(browser, product.url, "admin@example.com");
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: "Aceitar" }).first().click();
  await page.getByRole("button", { name: "Encerrar" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Encerrar" });
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel(`Mensagem para ${name}`)).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Escolha um atendimento")).toBeVisible();
});
