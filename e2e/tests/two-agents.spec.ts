import { callApi, expect, password, setUp, signIn, test } from "../src/fixtures.ts";

test("two agents see the same new ticket; one wins the accept, and the other sees who did", async ({ product, browser }) => {
  const admin = await setUp(product.url);
  const call = <Answer,>(method: string, path: string, body?: unknown) => callApi<Answer>(product.url, admin, method, path, body);
  const users = [];
  for (const [name, email] of [["Bruno Lima", "bruno@example.com"], ["Carla Dias", "carla@example.com"]]) {
    users.push(await call<{ id: string }>("POST", "/api/users", { name, email, password, role: "AGENT" }));
  }
  const queue = await call<{ id: string }>("POST", "/api/queues", { name: "Vendas", memberIds: users.map(({ id }) => id) });
  const number = await call<{ id: string }>("POST", "/api/connections", {
    name: "Vendas",
    driver: "simulator",
    queueId: queue.id,
    settings: {},
  });
  const bruno = await signIn(browser, product.url, "bruno@example.com");
  const carla = await signIn(browser, product.url, "carla@example.com");
  for (const page of [bruno, carla]) await page.getByRole("tab", { name: /Pendentes/ }).click();

  await expect(async () => {
    await call("POST", `/api/simulator/${number.id}/messages`, {
      from: { phone: "+5521999990000", name: "Márcia Teixeira" },
      type: "TEXT",
      body: "Quero comprar dez unidades",
      providerId: "first-of-marcia",
    });
  }).toPass();
  for (const page of [bruno, carla]) await page.getByRole("option", { name: /Márcia Teixeira/ }).click();
  await bruno.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(bruno.getByLabel("Mensagem para Márcia Teixeira")).toBeEnabled();
  await expect(carla.getByText("Bruno Lima já assumiu este atendimento.").first()).toBeVisible();
  await expect(carla.getByRole("option", { name: /Márcia Teixeira/ })).toHaveCount(0);

  await bruno.getByLabel("Mensagem para Márcia Teixeira").fill("Já separo para a senhora.");
  await bruno.keyboard.press("Enter");
  await expect(bruno.getByRole("log", { name: "Mensagens" }).getByText("Já separo para a senhora.")).toBeVisible();
  await expect(carla.getByText("Já separo para a senhora.")).toHaveCount(0);
  await Promise.all([bruno.context().close(), carla.context().close()]);
});
