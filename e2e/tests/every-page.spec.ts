import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { expect, openShop, setUp, signIn, signInByPage, test } from "../src/fixtures.ts";
import { fillKinds, kindsCustomer } from "../src/screenshot-kinds.ts";
import { makeTrouble } from "../src/screenshot-trouble.ts";

const pages = [
  "/tickets",
  "/contacts",
  "/connections",
  "/queues",
  "/tags",
  "/quick-replies",
  "/custom-fields",
  "/contacts/import",
  "/contacts/duplicates",
  "/users",
  "/simulator",
  "/profile",
  "/notifications",
  "/preferences",
];

test.describe.configure({ mode: "parallel" });

for (const size of ["desktop", "phone"] as const) {
  const isPhone = size === "phone";

  test(`${size}: axe finds nothing moderate or worse on any page, in both themes, and nothing overflows`, async ({
    product,
    browser,
  }) => {
    test.setTimeout(180_000);
    const shop = await openShop(product.url);
    const longName = "Maria Aparecida das Graças Conceição de Albuquerque e Vasconcelos Nogueira";
    await shop.write(
      longName,
      "+5511987654321",
      `Boa tarde! ${"Uma mensagem comprida que não acaba. ".repeat(12)}https://example.com/${"a".repeat(120)}`,
    );
    const page = await signIn(browser, product.url, "admin@example.com", { isPhone });
    for (const path of pages) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
      await check(page, `${path} ${size}`);
    }
    await page.goto("/tickets");
    await page.getByRole("tab", { name: /Pendentes/ }).click();
    await page.getByRole("option").first().click();
    await expect(page.getByRole("region", { name: "Mensagens" })).toBeVisible();
    await check(page, `a conversation ${size}`);
  });

  test(`${size}: nor in what comes with a press of a button, with every kind of message and numbers in trouble`, async ({
    product,
    browser,
  }) => {
    test.setTimeout(240_000);
    const shop = await openShop(product.url);
    await fillKinds(shop);
    await makeTrouble(shop);
    const page = await signIn(browser, product.url, "admin@example.com", { isPhone });
    const checkHere = (where: string) => check(page, `${where} ${size}`);
    await checkConversation(page, checkHere);
    await checkDialogs(page, checkHere);
  });
}

type Check = (where: string) => Promise<void>;

async function checkConversation(page: Page, checkHere: Check): Promise<void> {
  await page.goto("/tickets");
  await page.getByRole("option", { name: new RegExp(kindsCustomer) }).click();
  const row = page.locator("ol > li").filter({ hasText: "com o desconto" });
  const choose = async (name: string) => {
    await row.getByText("desconto").hover();
    await row.getByRole("button", { name: "Mais ações" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await expect(row).toBeVisible();
  await checkHere("every kind of message, the end");
  await row.getByText("desconto").hover();
  await row.getByRole("button", { name: "Reagir" }).click();
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await checkHere("reactions");
  await page.keyboard.press("Escape");
  await choose("Encaminhar");
  await expect(page.getByRole("dialog")).toBeVisible();
  await checkHere("forwarding");
  await page.keyboard.press("Escape");
  await choose("Editar");
  await checkHere("editing");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Anexar arquivo" }).click();
  await page.getByRole("menuitem", { name: "Localização" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await checkHere("a place");
  await page.keyboard.press("Escape");
  await page.getByText("bombas d’água").first().scrollIntoViewIfNeeded();
  await checkHere("every kind of message, the beginning");
}

async function checkDialogs(page: Page, checkHere: Check): Promise<void> {
  await page.goto("/tickets");
  await page.getByRole("button", { name: "Nova conversa" }).click();
  await page.getByLabel("Telefone").fill("+55 11 94002-8922");
  await expect(page.getByText("Está no WhatsApp")).toBeVisible();
  await checkHere("a new conversation");
  await page.goto("/connections");
  await expect(page.getByText("Filial Sul").first()).toBeVisible();
  await checkHere("numbers in trouble");
  await page.getByRole("button", { name: "Vincular celular" }).first().click();
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
  await checkHere("pairing");
  await page.keyboard.press("Escape");
  for (const [item, title] of [
    ["Editar", "Editar conexão"],
    ["Ver interrupções", "Interrupções de Filial Sul"],
  ] as const) {
    await page.getByRole("button", { name: "Ações de Filial Sul" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await expect(page.getByRole("dialog", { name: title })).toBeVisible();
    await checkHere(title);
    await page.keyboard.press("Escape");
  }
  await page.goto("/contacts");
  await page.getByText(kindsCustomer).first().click();
  await expect(page.getByText("Contatos unidos a este")).toBeVisible();
  await checkHere("a contact with a double");
}

test("so are the pages before signing in, which one does by them", async ({ product, browser, page }) => {
  for (const path of ["/setup", "/login", "/reset-password"]) {
    await page.goto(product.url + path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await check(page, path);
  }
  await setUp(product.url);
  const admin = await signInByPage(browser, product.url, "admin@example.com");
  await expect(admin.getByRole("button", { name: "Sua conta: Adriana Prado" })).toBeVisible();
});

async function check(page: Page, where: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expectAccessible(page, where);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${where} scrolls sideways`).toBe(0);
}
