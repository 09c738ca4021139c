import { expect, openShop, signIn, test } from "../src/fixtures.ts";

test.use({ serviceWorkers: "allow" });

test("two agents see the same new ticket; one wins the accept, and the other sees who did", async ({
  product,
  browser,
}) => {
  const shop = await openShop(product.url);
  const bruno = await signIn(browser, product.url, "bruno@example.com");
  const carla = await signIn(browser, product.url, "carla@example.com");
  for (const page of [bruno, carla]) await page.getByRole("tab", { name: /Pendentes/ }).click();

  await shop.write("Márcia Teixeira", "+5521999990000", "Quero comprar dez unidades");
  for (const page of [bruno, carla]) await page.getByRole("option", { name: /Márcia Teixeira/ }).click();
  await bruno.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(bruno.getByLabel("Mensagem para Márcia Teixeira")).toBeEnabled();
  await expect(carla.getByText("Bruno Lima já assumiu este atendimento.").first()).toBeVisible();
  await expect(carla.getByRole("option", { name: /Márcia Teixeira/ })).toHaveCount(0);

  await bruno.getByLabel("Mensagem para Márcia Teixeira").fill("Já separo para a senhora.");
  await bruno.keyboard.press("Enter");
  await expect(bruno.getByRole("region", { name: "Mensagens" }).getByText("Já separo para a senhora.")).toBeVisible();
  await expect(carla.getByText("Já separo para a senhora.")).toHaveCount(0);
});

test("who loses the network is told so, misses nothing, and sees each message once", async ({ product, browser }) => {
  const shop = await openShop(product.url);
  const bruno = await signIn(browser, product.url, "bruno@example.com");
  await bruno.getByRole("tab", { name: /Pendentes/ }).click();
  await shop.write("Otávio Ramos", "+5531988887777", "primeira");
  await bruno.getByRole("option", { name: /Otávio Ramos/ }).click();
  const messages = bruno.getByRole("region", { name: "Mensagens" });
  await expect(messages.getByText("primeira")).toBeVisible();

  await bruno.context().setOffline(true);
  await expect(bruno.getByText(/Sem conexão com o servidor/)).toBeVisible({ timeout: 30_000 });
  await shop.write("Otávio Ramos", "+5531988887777", "segunda");
  await shop.write("Iara Campos", "+5531977776666", "de outra pessoa");
  await bruno.context().setOffline(false);
  await expect(bruno.getByText(/Sem conexão com o servidor/)).toHaveCount(0, { timeout: 30_000 });
  await expect(messages.getByText("segunda")).toHaveCount(1);
  await expect(messages.getByText("primeira")).toHaveCount(1);
  await expect(bruno.getByRole("option", { name: /Iara Campos/ })).toBeVisible();
});
