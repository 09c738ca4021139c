import { expect } from "@playwright/test";
import { photograph } from "../samples.ts";
import { kindsCustomer } from "../screenshot-kinds.ts";
import { closeLayer, openTicket, type Walk } from "./walk.ts";

/** Where one writes, and everything that opens from there. */
export async function walkComposer(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await openTicket(page, kindsCustomer);
  const field = page.getByLabel(`Mensagem para ${kindsCustomer}`);
  await field.pressSequentially("/");
  await page.getByRole("listbox", { name: "Respostas rápidas" }).getByRole("option").nth(1).waitFor();
  await look("quick-reply-list");
  await field.fill("");
  await field.pressSequentially("Combinado :cora");
  await page.getByRole("listbox", { name: "Escolher emoji" }).getByRole("option").first().waitFor();
  await look("emoji-list");
  await field.fill("");
  await page.getByRole("button", { name: "Emojis" }).click();
  await page.getByRole("dialog", { name: "Escolher emoji" }).getByRole("button").nth(20).waitFor();
  await look("emoji-picker");
  await closeLayer(walk);
  await walkNote(walk);
  await walkFiles(walk);
  await page.getByRole("button", { name: "Como escrever" }).click();
  await page.getByRole("menu").waitFor();
  await look("composer-settings");
  await closeLayer(walk);
  await walkAttached(walk);
  await walkUndo(walk);
}

async function walkNote({ page, look }: Walk): Promise<void> {
  await page.getByRole("button", { name: "Nota interna" }).click();
  const note = page.getByLabel(`Nota interna sobre ${kindsCustomer}`);
  await note.pressSequentially("Conferir o estoque com @");
  await page.getByRole("listbox", { name: "Mencionar" }).getByRole("option").nth(1).waitFor();
  await look("mentions");
  await note.fill("");
  await page.getByRole("button", { name: "Responder", exact: true }).click();
}

async function walkFiles({ page, look }: Walk): Promise<void> {
  await page.locator('input[type="file"][multiple]').setInputFiles([
    { name: "bomba-dagua-gol-2014.png", mimeType: "image/png", buffer: await photograph() },
    { name: "orçamento.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") },
    { name: "vazio.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
  ]);
  await page.getByLabel("Legenda de bomba-dagua-gol-2014.png").fill("A peça é esta");
  await page.getByText("O arquivo está vazio.").waitFor();
  await look("files");
  for (const name of ["vazio.txt", "orçamento.pdf", "bomba-dagua-gol-2014.png"])
    await page.getByRole("button", { name: `Remover ${name}` }).click();
}

async function walkAttached(walk: Walk): Promise<void> {
  const { page, look } = walk;
  const attach = page.getByRole("button", { name: "Anexar arquivo" });
  await attach.click();
  await page.getByRole("menuitem", { name: "Localização" }).waitFor();
  await look("attach");
  await page.getByRole("menuitem", { name: "Localização" }).click();
  await page.getByLabel("Coordenadas ou link do mapa").waitFor();
  await look("place-dialog");
  await closeLayer(walk);
  await page.getByRole("button", { name: "Gravar áudio" }).click();
  const bar = page.getByRole("group", { name: "Gravando áudio" });
  await bar.getByText("0:02").waitFor();
  await look("recording");
  await bar.getByRole("button", { name: "Descartar gravação" }).click();
}

/** A message that has not left, and is taken back. */
async function walkUndo({ page, shop, look }: Walk): Promise<void> {
  await shop.call("PATCH", "/api/users/me/preferences", { undoSeconds: 10 });
  const field = page.getByLabel(`Mensagem para ${kindsCustomer}`);
  await field.fill("Separado! Retire até sexta.");
  await page.getByRole("button", { name: "Enviar", exact: true }).click();
  const undo = page.getByRole("region", { name: "Mensagens" }).getByRole("button", { name: /^Desfazer/ });
  await undo.waitFor();
  await look("undo");
  // On a busy machine it may have left while one looked around.
  const isInTime = await undo.click({ timeout: 2_000 }).then(
    () => true,
    () => false,
  );
  if (isInTime) await expect(field).toHaveValue("Separado! Retire até sexta.");
  await field.fill("");
  const drafts = async () => (await shop.call<{ items: { body: string }[] }>("GET", "/api/drafts")).items;
  await expect.poll(async () => (await drafts()).filter(({ body }) => body !== "")).toEqual([]);
  await shop.call("PATCH", "/api/users/me/preferences", { undoSeconds: 0 });
}
