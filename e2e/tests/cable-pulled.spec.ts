import type { Page } from "@playwright/test";
import { layCable } from "../src/cable.ts";
import { expect, openShop, signIn, test } from "../src/fixtures.ts";

test.use({ serviceWorkers: "allow" });

/** How long the traffic goes on without the cable. `CABLE_SECONDS=120` makes it the two minutes that we promise. */
const seconds = Number(process.env["CABLE_SECONDS"] ?? 6);
const customer = "Otávio Ramos";
const phone = "+5531988887777";

/** What of a conversation is drawn now, without its times: the list draws only what is in sight. */
const drawn = (page: Page) =>
  page
    .getByRole("region", { name: "Mensagens" })
    .locator("ol > li:has([data-bubble])")
    .evaluateAll((rows) =>
      rows
        .map((row) => {
          const bubble = row.querySelector("[data-bubble]")?.cloneNode(true) as Element;
          // The browser's clock gives way to the server's, which may be in the next minute.
          for (const time of bubble.querySelectorAll("time")) time.remove();
          return { place: Number(row.getAttribute("data-index")), text: bubble.textContent };
        })
        .toSorted((one, other) => one.place - other.place)
        .map(({ text }) => text),
    );

/** Every text of the conversation, from its beginning to its end, as somebody reads it who scrolls up by the wheel. */
async function readAll(page: Page): Promise<string[]> {
  const region = page.getByRole("region", { name: "Mensagens" });
  let read: string[] = [];
  await region.hover();
  await expect
    .poll(
      async () => {
        const seen = await drawn(page);
        const before = read[0] === undefined ? seen.length : seen.indexOf(read[0]);
        // Drawn anew just now: looked at again.
        if (before < 0) return false;
        const known = seen.slice(before);
        expect(known, "what was read stays as it was").toEqual(read.slice(0, known.length));
        read = [...seen.slice(0, before), ...read];
        const { top, height } = await region.evaluate((box) => ({ top: box.scrollTop, height: box.clientHeight }));
        await page.mouse.wheel(0, -height / 3);
        return top <= 1;
      },
      { intervals: [60], timeout: 60_000 + seconds * 1000 },
    )
    .toBe(true);
  return read;
}

const wordsIn = (texts: readonly string[], pattern: RegExp) => texts.flatMap((text) => pattern.exec(text)?.[0] ?? []);

test("cable pulled under traffic: said within seconds, caught up without a reload, each message once and in order", async ({
  product,
  browser,
}) => {
  test.setTimeout(120_000 + seconds * 5000);
  const shop = await openShop(product.url);
  const cable = await layCable(product.url);
  const bruno = await signIn(browser, cable.url, "bruno@example.com");
  const admin = await signIn(browser, product.url, "admin@example.com");
  await shop.write(customer, phone, "Bom dia, tem entrega hoje?");
  await bruno.getByRole("tab", { name: /Pendentes/ }).click();
  await bruno.getByRole("option", { name: new RegExp(customer) }).click();
  await bruno.getByRole("button", { name: "Aceitar" }).first().click();
  const field = bruno.getByLabel(`Mensagem para ${customer}`);
  await expect(field).toBeEnabled();
  await admin.getByRole("option", { name: new RegExp(customer) }).click();

  cable.pull();
  const pulledAt = Date.now();
  const send = async (text: string) => {
    await field.fill(text);
    await field.press("Enter");
  };
  await send("resposta 1, antes de a tela saber");
  let count = 0;
  const traffic = (async () => {
    while (Date.now() - pulledAt < seconds * 1000 || count === 0) {
      count += 1;
      await shop.write(customer, phone, `recado ${String(count).padStart(4, "0")}.`);
      if (count % 5 === 0) await shop.write(`Cliente ${count}`, `+55319777${String(10_000 + count)}`, "Boa tarde");
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, pulledAt + count * 200 - Date.now())));
    }
  })();
  await expect(bruno.getByText(/Sem conexão com o servidor\./)).toBeVisible({ timeout: 20_000 });
  expect(Date.now() - pulledAt, "the screen says so within seconds").toBeLessThan(10_000);
  await send("resposta 2, sem conexão");
  await send("resposta 3, sem conexão");
  await expect(bruno.getByText("Será enviada quando a conexão voltar.").first()).toBeVisible();
  await expect(bruno.getByText(/3 mensagens saem quando ela voltar/)).toBeVisible();
  await traffic;

  let isReloaded = false;
  bruno.once("load", () => {
    isReloaded = true;
  });
  cable.plug();
  await expect(bruno.getByText(/Sem conexão com o servidor\./)).toHaveCount(0, { timeout: 20_000 });
  const answers = ["resposta 1", "resposta 2", "resposta 3"];
  const recados = Array.from({ length: count }, (_, index) => `recado ${String(index + 1).padStart(4, "0")}`);
  for (const page of [bruno, admin]) {
    const region = page.getByRole("region", { name: "Mensagens" });
    for (const last of [`recado ${String(count).padStart(4, "0")}`, "resposta 3"])
      await expect(region.getByText(last)).toBeVisible({ timeout: 20_000 });
    await expect(region.getByText("Será enviada quando a conexão voltar.")).toHaveCount(0);
    const texts = await readAll(page);
    expect(wordsIn(texts, /recado \d+/)).toEqual(recados);
    expect(wordsIn(texts, /resposta \d/)).toEqual(answers);
  }
  expect(isReloaded).toBe(false);
  await expect(bruno.getByRole("tab", { name: /Pendentes/ })).toContainText(String(Math.floor(count / 5)));
  const { items: tickets } = await shop.call<{ items: { id: string; contact: { name: string } }[] }>(
    "GET",
    "/api/tickets?limit=100",
  );
  const ticket = tickets.find(({ contact }) => contact.name === customer);
  const { items } = await shop.call<{ items: { body: string }[] }>(
    "GET",
    `/api/tickets/${ticket?.id}/messages?limit=100`,
  );
  expect(
    wordsIn(
      items.map(({ body }) => body),
      /resposta \d/,
    ).toReversed(),
  ).toEqual(answers);
  await cable.stop();
});
