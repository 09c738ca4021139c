import { expect, password, test } from "../src/fixtures.ts";

test.use({ serviceWorkers: "allow" });

test("from the first visit to the first answered message", async ({ product, browser }) => {
  const context = await browser.newContext({ baseURL: product.url, locale: "pt-BR" });
  const agent = await context.newPage();
  await agent.goto("/");
  await agent.waitForURL(/\/setup/);
  await agent.getByLabel("Seu nome").fill("Ana Souza");
  await agent.getByLabel("E-mail").fill("ana@example.com");
  await agent.getByLabel("Senha", { exact: true }).fill(password);
  await agent.getByRole("button", { name: "Criar conta e entrar" }).click();
  await agent.getByRole("button", { name: /Testar com o simulador/ }).click();
  await agent.waitForURL(/\/(tickets|simulator)/);

  const phone = await context.newPage();
  await phone.goto("/simulator");
  await phone.getByRole("button", { name: "Novo cliente" }).click();
  await phone.getByLabel("Nome").fill("Conceição Araújo");
  await phone.getByLabel("Telefone").fill("+55 11 98888-7777");
  await phone.getByRole("button", { name: "Abrir o celular" }).click();
  await phone.getByLabel("Escreva como Conceição Araújo").fill("Olá! Vocês entregam hoje? 😀");
  await phone.getByRole("button", { name: "Enviar", exact: true }).click();

  await agent.goto("/tickets");
  await agent.getByRole("tab", { name: /Pendentes/ }).click();
  const row = agent.getByRole("option", { name: /Conceição Araújo/ });
  await expect(row).toBeVisible();
  await row.click();
  const log = agent.getByRole("region", { name: "Mensagens" });
  await expect(log.getByText("Vocês entregam hoje? 😀")).toBeVisible();
  await agent.getByRole("button", { name: "Aceitar" }).first().click();
  await agent.getByLabel("Mensagem para Conceição Araújo").fill("Entregamos, sim: até as 18 h.");
  await agent.getByRole("button", { name: "Enviar", exact: true }).click();
  await expect(log.getByText("Entregamos, sim")).toBeVisible();

  await expect(phone.getByText("Entregamos, sim: até as 18 h.").first()).toBeVisible();
  await expect(log.getByRole("img", { name: "Lida" }).last()).toBeVisible();
  await context.close();
});
