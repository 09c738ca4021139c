import { closeLayer, openTicket, type Walk } from "./walk.ts";

/** The list: narrowed, kept as a view, some of it chosen; the search over everything; a new conversation. */
export async function walkInbox(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await page.goto("/tickets?tab=all&priority=HIGH,MEDIUM&date=7days&sort=priority");
  await page.getByRole("option").first().waitFor();
  await look("list-narrowed");
  await page.getByRole("button", { name: /^Filtrar/ }).click();
  await page.getByRole("dialog", { name: "Filtrar" }).waitFor();
  await look("list-filters");
  await closeLayer(walk);
  await page.getByRole("button", { name: "Salvar visão" }).click();
  await page.getByLabel("Nome da visão").waitFor();
  await look("view-form");
  await closeLayer(walk);
  await page.getByRole("button", { name: "Organizar visões" }).click();
  await page.getByRole("dialog").getByLabel("Nome da visão").first().waitFor();
  await look("views");
  await closeLayer(walk);
  for (const index of [0, 2]) await page.locator("[data-select]").nth(index).click();
  const bar = page.getByRole("toolbar", { name: "Ações para os escolhidos" });
  await bar.waitFor();
  await look("list-chosen");
  await bar.getByRole("button", { name: "Mais ações" }).click();
  await page.getByRole("menuitem").first().waitFor();
  await look("list-chosen-menu");
  await closeLayer(walk);
  await page.goto("/tickets?tab=closed");
  await page.getByText("Nada encerrado ainda").waitFor();
  await look("list-empty");
  await walkSearch(walk);
  await walkPalette(walk);
  await page.goto("/tickets");
  await page.getByRole("button", { name: "Nova conversa" }).click();
  await page.getByLabel("Telefone").fill("+55 11 94002-8922");
  await page.getByText("Está no WhatsApp").waitFor();
  await look("new-conversation");
  await closeLayer(walk);
}

async function walkSearch(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await page.getByRole("button", { name: "Buscar em tudo" }).first().click();
  const box = page.getByRole("combobox", { name: /Buscar atendimentos, contatos/ });
  await box.waitFor();
  await look("search-empty");
  await box.fill("frete");
  await page.getByRole("group", { name: "Mensagens" }).getByRole("option").first().waitFor();
  await look("search-results");
  const bar = page.getByRole("group", { name: "Filtrar mensagens" });
  await box.fill("esta");
  await bar.getByRole("button", { name: "Tipo" }).click();
  await page.getByRole("menuitemradio", { name: "Com arquivo" }).click();
  await page.getByRole("group", { name: "Mensagens" }).getByText("É esta aqui").waitFor();
  await look("search-narrowed");
  await box.fill("não existe em lugar nenhum");
  await page.getByRole("dialog").getByText("Nada encontrado").last().waitFor();
  await look("search-nothing");
  await closeLayer(walk);
}

/** Everything that one may do, by its name; what is asked further; and the sheet of all keys. */
async function walkPalette(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await openTicket(page, "Renata");
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Buscar em tudo" });
  await palette.getByRole("group", { name: "Neste atendimento" }).waitFor();
  await look("palette");
  await palette.getByRole("combobox").fill(">etiquetas");
  await palette.getByRole("option", { name: /^Etiquetas…/ }).click();
  await palette.getByRole("combobox", { name: "Quais etiquetas" }).waitFor();
  await look("palette-step");
  await page.keyboard.press("Escape");
  await closeLayer(walk);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Atalhos do teclado" }).waitFor();
  await look("shortcuts");
  await closeLayer(walk);
}
