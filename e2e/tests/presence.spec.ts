import type { Page } from "@playwright/test";
import { expectAccessible } from "../src/accessible.ts";
import { acceptedBy, apiOf, logOf } from "../src/conversations.ts";
import { expect, shopTest, signIn } from "../src/fixtures.ts";

const test = shopTest();

const bruno = "bruno@example.com";

const rowOf = (page: Page, name: string) =>
  page.getByRole("listbox", { name: "Lista de atendimentos" }).getByRole("option", { name: new RegExp(name) });
const headOf = (page: Page, name: string) =>
  page.getByRole("region", { name: `Conversa com ${name}` }).locator("header");
const fieldOf = (page: Page, name: string) => page.getByLabel(`Mensagem para ${name}`);

/** Everything that the server says to a page over its socket, from now on. */
function heardBy(page: Page): string[] {
  const heard: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
  return heard;
}

test("who looks and who writes is seen in the row and above the conversation, by those alone who may see it", async ({
  world: { product, shop },
  browser,
}) => {
  test.setTimeout(120_000);
  const name = "Vera Vista";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511977770001");
  const agent = await signIn(browser, product.url, bruno);
  const admin = await signIn(browser, product.url, "admin@example.com");
  const stranger = await signIn(browser, product.url, "carla@example.com");
  const heard = heardBy(stranger);
  await stranger.reload();
  await expect(stranger.getByRole("tab", { name: /Meus/ })).toBeVisible();
  await expect.poll(() => heard.some((frame) => frame.includes("session:ready"))).toBe(true);

  await admin.goto(`/tickets?ticket=${ticketId}`);
  await expect(rowOf(agent, name)).toContainText("Adriana Prado está vendo");
  await agent.goto(`/tickets?ticket=${ticketId}`);
  await expect(headOf(agent, name).getByRole("status")).toHaveText("Adriana Prado está vendo");
  await expect(headOf(admin, name).getByRole("status")).toHaveText("Bruno Lima está vendo");
  await expect(rowOf(admin, name)).toContainText("Bruno Lima está vendo");
  await expect(rowOf(agent, name)).not.toContainText("Bruno Lima está vendo");
  await expectAccessible(agent, "a colleague looks");

  await fieldOf(admin, name).pressSequentially("Pode dei");
  await expect(rowOf(agent, name)).toContainText("Adriana Prado está digitando…");
  await expect(agent.getByRole("region", { name: `Conversa com ${name}` })).toContainText(
    "Adriana Prado também está escrevendo",
  );
  await expect(agent.getByText(/está digitando|está escrevendo/)).toHaveCount(0, { timeout: 15_000 });

  // Whoever goes elsewhere in the same page has stopped looking; so has whoever closes the tab.
  await agent.goto("/contacts");
  await expect(rowOf(admin, name)).not.toContainText("está vendo");
  await agent.goto(`/tickets?ticket=${ticketId}`);
  await expect(headOf(agent, name).getByRole("status")).toHaveText("Adriana Prado está vendo");
  await admin.close();
  await expect(headOf(agent, name).getByRole("status")).toHaveText("");
  await expect(rowOf(agent, name)).not.toContainText("está vendo");

  expect(heard.filter((frame) => frame.includes(ticketId))).toEqual([]);
  for (const page of [agent, admin, stranger]) await page.context().close();
});

test("with the ticket, the sight of who looks at it goes from one to the other", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Saulo Segue";
  await shop.write(name, "+5511977770002", "Quem me atende?");
  const carla = await signIn(browser, product.url, "carla@example.com");
  const agent = await signIn(browser, product.url, bruno);
  await carla.getByRole("tab", { name: /Pendentes/ }).click();
  await agent.getByRole("tab", { name: /Pendentes/ }).click();
  await rowOf(agent, name).click();
  await expect(rowOf(carla, name)).toContainText("Bruno Lima está vendo");
  await rowOf(carla, name).click();
  await expect(headOf(agent, name).getByRole("status")).toHaveText("Carla Dias está vendo");

  await agent.getByRole("button", { name: "Aceitar" }).first().click();
  await expect(fieldOf(agent, name)).toBeVisible();
  await expect(carla.getByText("Bruno Lima já assumiu este atendimento.").first()).toBeVisible();
  await expect(headOf(agent, name).getByRole("status")).toHaveText("");
  for (const page of [agent, carla]) await page.context().close();
});

test("a reply that was prepared while somebody else answered is pointed out before it goes, and goes once", async ({
  world: { product, shop },
  browser,
}) => {
  const name = "Caio Cruza";
  const ticketId = await acceptedBy(shop, product.url, bruno, name, "+5511977770003");
  const agent = await signIn(browser, product.url, bruno);
  await agent.goto(`/tickets?ticket=${ticketId}`);
  await fieldOf(agent, name).pressSequentially("São doze");
  const call = await apiOf(product.url, "admin@example.com");
  await call("POST", "/api/messages", { ticketId, body: "São dez" });
  const warning = agent.getByText("Adriana Prado respondeu enquanto você escrevia.");
  await expect(warning).toBeVisible();

  await fieldOf(agent, name).press("Enter");
  await expect(agent.getByRole("alert").filter({ has: warning })).toBeVisible();
  await expect(fieldOf(agent, name)).toHaveValue("São doze");
  const sent = async () => {
    const { items } = await call<{ items: { body: string }[] }>("GET", `/api/tickets/${ticketId}/messages`);
    return items.filter(({ body }) => body === "São doze").length;
  };
  expect(await sent()).toBe(0);
  await expectAccessible(agent, "asked before it goes");

  await agent.getByRole("button", { name: "Enviar mesmo assim" }).press("Enter");
  await expect(logOf(agent).row("São doze")).toHaveCount(1);
  await expect.poll(sent).toBe(1);
  await expect(warning).toHaveCount(0);
  await agent.context().close();
});
