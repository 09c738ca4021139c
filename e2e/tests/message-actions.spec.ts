import type { Browser, Page } from "@playwright/test";
import { chromiumLaunch } from "../src/chromium.ts";
import { expect, openShop, signIn, test } from "../src/fixtures.ts";

const launch = await chromiumLaunch();
/** A microphone that hums, and a browser that asks nobody for it. */
const microphone = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
test.use({ launchOptions: { ...launch, args: [...launch.args, ...microphone] } });

const phone = "+5511988887777";
const name = "Conceição Araújo";

type Shop = Awaited<ReturnType<typeof openShop>>;
type PhoneMessage = { body: string; type: string; reactions: { emoji: string }[]; deletedAt: string | null } & {
  content: { voice?: boolean; waveform?: number[] };
};

/** The customer's phone, which is where everything must arrive. */
async function phoneMessages(shop: Shop): Promise<PhoneMessage[]> {
  const path = `/api/simulator/${shop.numberId}/chats/${encodeURIComponent(phone)}/messages?limit=50`;
  return (await shop.call<{ items: PhoneMessage[] }>("GET", path)).items;
}
const phoneOf = (shop: Shop) => async (text: string) => (await phoneMessages(shop)).find(({ body }) => body === text);

async function openConversation(page: Page, who = name) {
  await page.goto("/tickets");
  await page.getByRole("option", { name: new RegExp(who) }).click();
  const log = page.getByRole("region", { name: "Mensagens" });
  await expect(log).toBeVisible();
  const row = (text: string) => log.getByRole("listitem").filter({ hasText: text });
  return { log, row };
}

/** A customer who has been accepted and answered. */
async function answered(shop: Shop, customer = name, number = phone, answer = "Entregamos, sim.") {
  await shop.write(customer, number, "Vocês entregam hoje?");
  const { items } = await shop.call<{ items: { id: string; contact: { name: string } }[] }>(
    "GET",
    "/api/tickets?status=PENDING",
  );
  const ticketId = items.find(({ contact }) => contact.name === customer)?.id ?? "";
  await shop.call("POST", `/api/tickets/${ticketId}/accept`);
  await shop.call("POST", "/api/messages", { ticketId, body: answer });
  await shop.settled();
  return ticketId;
}

test("reactions, edits, forwarding and deletions without a mouse; focus never gets lost", async ({
  product,
  browser,
}) => {
  const shop = await openShop(product.url);
  await answered(shop, "Íris Barros", "+5551999887766", "Outra conversa.");
  await answered(shop);
  const page = await signIn(browser, product.url, "admin@example.com");
  const { log, row } = await openConversation(page);
  await expect(log.getByText("Entregamos, sim.")).toBeVisible();
  const onPhone = phoneOf(shop);
  const field = page.getByLabel(`Mensagem para ${name}`);
  const more = row("Entregamos, sim.").getByRole("button", { name: "Mais ações" });
  const choose = async (item: string) => {
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    while (!(await page.locator(":focus").textContent())?.startsWith(item)) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };

  // From where one writes, backwards, the last message's actions come first.
  await field.focus();
  for (let presses = 0; presses < 5 && !(await more.evaluate((button) => button === document.activeElement)); presses++)
    await page.keyboard.press("Shift+Tab");
  await expect(more).toBeFocused();

  // Escape closes the menu, and the focus is back where it was.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(more).toBeFocused();
  await expect(log).toBeVisible();

  const react = row("Entregamos, sim.").getByRole("button", { name: "Reagir" });
  await react.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: /👍/ })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("menuitem", { name: /❤️/ })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(row("Entregamos, sim.").getByRole("list", { name: "Reações" })).toContainText("👍");
  await expect.poll(async () => (await onPhone("Entregamos, sim."))?.reactions).toMatchObject([{ emoji: "👍" }]);

  // A dialog that a menu opens holds the focus, and gives it back.
  await more.focus();
  await choose("Encaminhar");
  const dialog = page.getByRole("dialog", { name: "Encaminhar mensagem" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(more).toBeFocused();
  await choose("Encaminhar");
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("Íris");
  await expect(page.getByRole("option", { name: /Íris Barros · #/ })).toHaveAttribute("data-highlighted");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Encaminhar" })).toBeEnabled();
  await dialog.getByRole("button", { name: "Encaminhar" }).press("Enter");
  await expect(page.getByText("Encaminhada para 1 conversa")).toBeVisible();
  await expect(more).toBeFocused();

  // Editing: Escape gives it up and leaves the draft; Enter saves.
  await field.fill("rascunho");
  await more.focus();
  await choose("Editar");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Entregamos, sim.");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("rascunho");
  await row("Entregamos, sim.").getByRole("button", { name: "Responder citando" }).press("Enter");
  await expect(field).toBeFocused();
  await expect(page.getByRole("button", { name: "Cancelar citação" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Cancelar citação" })).toHaveCount(0);
  await expect(field).toBeFocused();
  await field.fill("");
  await more.focus();
  await choose("Editar");
  await expect(field).toHaveValue("Entregamos, sim.");
  await field.fill("Entregamos até as 18 h.");
  await page.keyboard.press("Enter");
  await expect(row("Entregamos até as 18 h.").getByText("editada")).toBeVisible();
  await expect.poll(() => onPhone("Entregamos até as 18 h.")).toBeDefined();

  // Deleting asks once, for it cannot be undone.
  await row("Entregamos até as 18 h.").getByRole("button", { name: "Mais ações" }).focus();
  await choose("Apagar para todos");
  await expect(page.getByRole("dialog", { name: "Apagar para todos" })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Apagar", exact: true }).press("Enter");
  await expect(log.getByText("Mensagem apagada")).toBeVisible();
  const deleted = async () => (await phoneMessages(shop)).filter(({ deletedAt }) => deletedAt !== null).length;
  await expect.poll(deleted).toBe(1);
  await expect(page.locator(":focus")).not.toHaveCount(0);

  // Out of the field, then out of the conversation.
  await field.focus();
  await page.keyboard.press("Escape");
  await expect(field).not.toBeFocused();
  await page.keyboard.press("Escape");
  await expect(log).toHaveCount(0);
  await page.context().close();
});

test("what the server refuses is taken back with a sentence; what was written stays", async ({ product, browser }) => {
  const shop = await openShop(product.url);
  await answered(shop);
  const page = await signIn(browser, product.url, "admin@example.com");
  const { row } = await openConversation(page);
  const message = row("Entregamos, sim.");
  await expect(message).toBeVisible();
  await page.route("**/api/messages/*/reaction", (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      json: { type: "about:blank", title: "", status: 409, code: "message_state_conflict" },
    }),
  );
  await message.hover();
  await message.getByRole("button", { name: "Reagir" }).click();
  await page.getByRole("menuitem", { name: /❤️/ }).click();
  await expect(
    page
      .getByRole("status")
      .or(page.getByRole("alert"))
      .filter({ hasText: /mensagem/i })
      .first(),
  ).toBeVisible();
  await expect(message.getByRole("list", { name: "Reações" })).toHaveCount(0);
  await page.context().close();
});

test("a voice note is recorded, sent as one, and plays", async ({ product, browser }) => {
  const shop = await openShop(product.url);
  await answered(shop);
  const page = await signIn(browser, product.url, "admin@example.com");
  await page.context().grantPermissions(["microphone"], { origin: product.url });
  const { log } = await openConversation(page);
  const record = page.getByRole("button", { name: "Gravar áudio" });
  await record.click();
  const bar = page.getByRole("group", { name: "Gravando áudio" });
  await expect(bar.getByRole("button", { name: "Enviar áudio" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await record.click();
  await expect(bar.getByText("0:02")).toBeVisible();
  await bar.getByRole("button", { name: "Enviar áudio" }).click();
  await expect(bar).toHaveCount(0);
  const play = log.getByRole("button", { name: "Ouvir" });
  await expect(play).toBeEnabled();
  await play.click();
  await expect(log.getByRole("button", { name: "Pausar" })).toBeVisible();
  await expect
    .poll(() => log.locator("audio").evaluate((audio: HTMLAudioElement) => audio.currentTime))
    .toBeGreaterThan(0);
  await expect.poll(async () => (await phoneOf(shop)(""))?.content.voice).toBe(true);
  await page.context().close();
});

test("a note offers what the house can do, and the customer's phone never hears of it", async ({
  product,
  browser,
}) => {
  const shop = await openShop(product.url);
  const ticketId = await answered(shop);
  await shop.call("POST", "/api/messages", { ticketId, body: "Cliente antiga.", isPrivate: true });
  const page = await signIn(browser, product.url, "admin@example.com");
  const { row, log } = await openConversation(page);
  const note = row("Cliente antiga.");
  await note.hover();
  await expect(note.getByRole("button", { name: "Reagir" })).toHaveCount(0);
  await expect(note.getByRole("button", { name: "Responder citando" })).toHaveCount(0);
  await note.getByRole("button", { name: "Mais ações" }).click();
  await expect(page.getByRole("menuitem", { name: "Encaminhar" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Apagar nota" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Apagar", exact: true }).click();
  await expect(log.getByText("Mensagem apagada")).toBeVisible();
  expect(await phoneOf(shop)("Cliente antiga.")).toBeUndefined();
  await page.context().close();
});

for (const hasTouch of [true, false]) {
  test(`on a small screen ${hasTouch ? "with a finger" : "with a mouse"} Escape closes the dialog alone`, async ({
    product,
    browser,
  }) => {
    const shop = await openShop(product.url);
    await answered(shop);
    const small = {
      newContext: (options) => browser.newContext({ ...options, hasTouch, isMobile: hasTouch }),
    } as Browser;
    const page = await signIn(small, product.url, "admin@example.com", { isPhone: true });
    const { log, row } = await openConversation(page);
    await row("Entregamos, sim.").getByText("Entregamos, sim.").click();
    await row("Entregamos, sim.").getByRole("button", { name: "Mais ações" }).click();
    await page.getByRole("menuitem", { name: "Encaminhar" }).click();
    const dialog = page.getByRole("dialog", { name: "Encaminhar mensagem" });
    await expect(dialog).toBeVisible();
    await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(log).toBeVisible();
    await page.context().close();
  });
}
