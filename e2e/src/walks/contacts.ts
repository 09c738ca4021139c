import { kindsCustomer } from "../screenshot-kinds.ts";
import { closeLayer, type Walk } from "./walk.ts";

const table = [
  "Nome;Celular;E-mail;Etiquetas;Plano",
  "Ana Souza;(11) 98765-0001;ana@example.com;VIP;Ouro",
  "Caio Lima;11 98765-0002;caio@example.com;;Básico",
  "Sem telefone;;sem@example.com;;",
  "Padaria do Zé;(11) 3322-4455;padaria@example.com;VIP;Ouro",
  "Telefone curto;12;;;",
].join("\r\n");

/** The page of contacts: one of them, many, in and out as a file, doubles. */
export async function walkContacts(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await page.goto("/contacts");
  await page
    .getByRole("button", { name: new RegExp(kindsCustomer) })
    .first()
    .click();
  await page.getByText("Pode ser a mesma pessoa").waitFor();
  await look("contact");
  await page.getByRole("button", { name: "Desfazer" }).first().scrollIntoViewIfNeeded();
  await look("contact-merges");
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Filtrar" }).click();
  await page.getByRole("dialog").waitFor();
  await look("contact-filters");
  await closeLayer(walk);
  await page.getByRole("button", { name: "Novo contato" }).first().click();
  await page.getByRole("dialog").waitFor();
  await look("contact-form");
  await closeLayer(walk);
  for (const [index, count] of ["1 escolhido", "2 escolhidos"].entries()) {
    await page
      .getByRole("checkbox", { name: /^Escolher / })
      .nth(index)
      .check();
    await page.getByText(count).waitFor();
  }
  await look("contacts-chosen");
  await page.goto("/contacts");
  await page.getByRole("button", { name: "Mais ações com contatos" }).click();
  await page.getByRole("menuitem", { name: "Exportar contatos" }).click();
  await page.getByRole("dialog").waitFor();
  await look("contacts-export");
  await closeLayer(walk);
  await page.goto("/contacts/duplicates");
  await page.getByRole("tab", { name: "Mesmo nome" }).click();
  await page.getByText(kindsCustomer).first().waitFor();
  await look("duplicates");
  await walkImport(walk);
}

async function walkImport({ page, look }: Walk): Promise<void> {
  await page.goto("/contacts/import");
  const choose = page.getByLabel("Escolher arquivo");
  await page.getByText("Solte um arquivo CSV aqui").waitFor();
  await look("import");
  await choose.setInputFiles({ name: "clientes.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  const preview = page.getByRole("region", { name: "Como as primeiras linhas ficam" });
  await preview.getByRole("row", { name: /Ana Souza/ }).waitFor();
  await look("import-mapping");
  await preview.scrollIntoViewIfNeeded();
  await look("import-preview");
  await page.getByRole("button", { name: "Importar", exact: true }).click();
  await page
    .getByText(/Concluída/)
    .first()
    .waitFor();
  await look("import-rejected");
}
