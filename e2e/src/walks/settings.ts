import { kindsCustomer } from "../screenshot-kinds.ts";
import { closeLayer, type Walk } from "./walk.ts";

/** Every page as it stands. */
const pages = [
  "tickets",
  "contacts",
  "connections",
  "queues",
  "tags",
  "quick-replies",
  "custom-fields",
  "users",
  "simulator",
  "profile",
  "notifications",
  "preferences",
];

export async function walkPages({ page, look }: Walk): Promise<void> {
  for (const name of pages) {
    await page.goto(`/${name}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await look(name);
  }
}

/** What the pages of the house open. */
export async function walkForms(walk: Walk): Promise<void> {
  const { page, look } = walk;
  const forms = [
    ["connections", "Nova conexão", "connection-form"],
    ["queues", "Nova fila", "queue-form"],
    ["tags", "Nova etiqueta", "tag-form"],
    ["quick-replies", "Nova resposta rápida", "quick-reply-form"],
    ["custom-fields", "Novo campo", "custom-field-form"],
    ["users", "Nova pessoa", "person-form"],
  ] as const;
  for (const [path, button, name] of forms) {
    await page.goto(`/${path}`);
    await page.getByRole("button", { name: button }).first().click();
    await page.getByRole("dialog").getByRole("textbox").first().waitFor();
    await look(name);
    await closeLayer(walk);
  }
  await page.goto("/connections");
  await page.getByRole("button", { name: /Ações de Loja/ }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByText("Ritmo de envio").waitFor();
  await look("connection-edit");
  await closeLayer(walk);
  await page.goto("/simulator");
  await page.getByText(kindsCustomer).first().click();
  await page.getByText("Perfeito, pode separar!").last().click();
  await page.getByRole("button", { name: "O que fazer com esta mensagem" }).last().click();
  await page.getByRole("menuitem").first().waitFor();
  await look("simulator-menu");
  await closeLayer(walk);
}
