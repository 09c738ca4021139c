import type { Page } from "@playwright/test";
import { apiOf, logOf } from "../src/conversations.ts";
import { expect } from "../src/fixtures.ts";
import { onceSettled, layoutFaults, smallTargets } from "../src/layout.ts";
import { showcaseTest } from "../src/showcase-test.ts";
import { arrive, enter, keptFor, launchWithMicrophone, smallPhone } from "../src/walks/enter.ts";
import { walks } from "../src/walks/index.ts";
import { walkLong } from "../src/walks/long.ts";
import { languages, sentences, speak } from "../src/walks/languages.ts";

const test = showcaseTest();

/** What a thumb needs. */
const finger = 44;

test.use({ launchOptions: await launchWithMicrophone() });
test.setTimeout(240_000);
// It is the last of the files: shared among the workers, neither is idle while the other ends it.
test.describe.configure({ mode: "parallel" });

/** Whether the way around stands at the lower edge, where a thumb reaches it. */
const barFaults = async (page: Page): Promise<string[]> => {
  const bar = page.getByRole("navigation", { name: "Navegação principal" });
  if (!(await bar.isVisible())) return [];
  const box = await bar.boundingBox();
  return box !== null && Math.abs(box.y + box.height - smallPhone.viewport.height) <= 1 ? [] : ["the bar floats"];
};

for (const [name, walk] of Object.entries({ ...walks, "what is long": walkLong }))
  test(`${name}, at 360 pixels: nothing is cut in any language, and a finger hits everything`, async ({
    world: { product, shop },
    browser,
  }) => {
    const page = await arrive(browser, product.url, { ...smallPhone, ...keptFor(walk) });
    await enter(page);
    await speak(page, shop, "pt-BR");
    const look = async (state: string) => {
      const found = [...(await onceSettled(page, () => smallTargets(page, finger))), ...(await barFaults(page))];
      for (const language of languages) {
        await speak(page, shop, language);
        found.push(
          ...(await onceSettled(page, () => layoutFaults(page, sentences))).map((fault) => `${language}: ${fault}`),
        );
      }
      await speak(page, shop, "pt-BR");
      expect.soft(found, state).toEqual([]);
    };
    await walk({ page, shop, url: product.url, look });
  });

test("a conversation from the list to the answer and back, with one thumb", async ({ world: { product }, browser }) => {
  const name = "Íris Barros";
  const page = await arrive(browser, product.url, smallPhone);
  await enter(page, "bruno@example.com");
  await page.getByRole("tab", { name: /Pendentes/ }).tap();
  await page.getByRole("option", { name: new RegExp(name) }).tap();
  const { row } = logOf(page);
  const question = row("Vocês têm o modelo azul?");
  await expect(question).toBeVisible();
  await page.getByRole("button", { name: "Aceitar" }).first().tap();
  const field = page.getByLabel(`Mensagem para ${name}`);
  await expect(field).toBeEnabled();

  await question.getByText("modelo azul").tap();
  await question.getByRole("button", { name: "Responder citando" }).tap();
  await expect(page.getByRole("button", { name: "Cancelar citação" })).toBeVisible();
  await field.fill("Temos, sim");
  await page.getByRole("button", { name: "Emojis" }).tap();
  const picker = page.getByRole("dialog", { name: "Escolher emoji" });
  await picker.getByLabel("Buscar emoji").fill("coração verde");
  await picker.getByRole("button", { name: "coração verde" }).tap();
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("Temos, sim💚");
  await page.getByRole("button", { name: "Enviar", exact: true }).tap();
  await expect(row("Temos, sim💚")).toBeInViewport();

  await page.getByRole("button", { name: "Detalhes", exact: true }).tap();
  const details = page.getByRole("complementary", { name: "Detalhes" });
  await expect(details).toBeInViewport();
  await details.getByRole("button", { name: "Fechar detalhes" }).tap();
  await page.getByRole("button", { name: "Mais ações" }).first().tap();
  await page.getByRole("menuitem", { name: "Encerrar" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Encerrar", exact: true }).tap();
  const bruno = await apiOf(product.url, "bruno@example.com");
  const closed = async () =>
    (await bruno<{ items: { contact: { name: string } }[] }>("GET", "/api/tickets?status=CLOSED")).items;
  await expect.poll(async () => (await closed()).map(({ contact }) => contact.name)).toContain(name);

  await page.goto("/tickets");
  await page.getByRole("button", { name: "Mais", exact: true }).tap();
  await page.getByRole("menuitem", { name: "Respostas rápidas" }).tap();
  await expect(page.getByRole("heading", { name: "Respostas rápidas" })).toBeVisible();
  await page.getByRole("link", { name: "Contatos" }).tap();
  await expect(page.getByRole("heading", { name: "Contatos", exact: true })).toBeVisible();
});
