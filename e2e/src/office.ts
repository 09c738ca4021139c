import type { Browser, Page } from "@playwright/test";
import { callApi, expect, password, setUp, signIn } from "./fixtures.ts";

/** A company before its first number: an administrator and an agent, each at a browser, and the queue that the agent serves. */
export async function openOffice(browser: Browser, url: string) {
  const token = await setUp(url);
  const call = <Answer>(method: string, path: string, body?: unknown) =>
    callApi<Answer>(url, token, method, path, body);
  const agent = { name: "Bruno Lima", email: "bruno@example.com", password, role: "AGENT" };
  const { id } = await call<{ id: string }>("POST", "/api/users", agent);
  await call("POST", "/api/queues", { name: "Vendas", memberIds: [id] });
  return {
    call,
    admin: await signIn(browser, url, "admin@example.com"),
    agent: await signIn(browser, url, agent.email),
  };
}

/** Adds a number on the page of connections; leaves the dialog open that shows how to link the phone. */
export async function addNumber(page: Page, name: string, kind: string): Promise<void> {
  await page.goto("/connections");
  await page.getByRole("button", { name: "Nova conexão" }).first().click();
  await page.getByLabel("Nome", { exact: true }).fill(name);
  await page.getByLabel("Tipo").click();
  await page.getByRole("option", { name: kind }).click();
  await page.getByRole("button", { name: "Criar conexão" }).click();
  await expect(page.getByRole("dialog", { name: `Vincular ${name}` })).toBeVisible();
}

/** A number's card on the page of connections. */
export const cardOf = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** A message on the page of a conversation, by what it shows. */
export const messageWith = (page: Page, text: string | RegExp) =>
  page.getByRole("region", { name: "Mensagens" }).locator("ol > li").filter({ hasText: text }).last();

/** Opens what can be done with a message. */
export async function actOn(page: Page, text: string, action: string): Promise<void> {
  const message = messageWith(page, text);
  await message.locator("[data-bubble]").hover();
  await message.getByRole("button", { name: action }).click();
}
