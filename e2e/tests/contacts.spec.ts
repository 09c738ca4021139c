import { readFile } from "node:fs/promises";
import { expectAccessible } from "../src/accessible.ts";
import { expect, openShop, signIn, test } from "../src/fixtures.ts";

test.use({ serviceWorkers: "allow" });

test("a contact is changed in the details, others see it at once, and of two at once one is asked", async ({
  product,
  browser,
}) => {
  test.setTimeout(120_000);
  const shop = await openShop(product.url);
  await shop.call("POST", "/api/custom-fields", { name: "CPF", kind: "TEXT" });
  await shop.write("Márcia", "+5521999990000", "Quero comprar. Vejam https://loja.example.com/pedido");
  const admin = await signIn(browser, product.url, "admin@example.com");
  const bruno = await signIn(browser, product.url, "bruno@example.com");
  await bruno.getByRole("tab", { name: /Pendentes/ }).click();
  await bruno.getByRole("option", { name: /Márcia/ }).click();
  await bruno.getByRole("button", { name: "Aceitar" }).first().click();
  const details = bruno.getByRole("complementary", { name: "Detalhes" });
  await admin.goto("/contacts");
  await admin.getByRole("button", { name: /Márcia/ }).click();
  const panel = admin.getByRole("region", { name: "Dados do contato" });

  await details.getByLabel("Nome", { exact: true }).fill("Márcia Teixeira");
  await details.getByLabel("Nome", { exact: true }).press("Enter");
  await expect(panel.getByLabel("Nome", { exact: true })).toHaveValue("Márcia Teixeira");
  await expect(bruno.getByRole("region", { name: "Conversa com Márcia Teixeira" })).toBeVisible();

  await details.getByLabel("E-mail").fill("não é um endereço");
  await details.getByLabel("E-mail").press("Tab");
  await expect(details.getByRole("alert")).toBeVisible();
  await details.getByLabel("E-mail").press("Escape");
  await expect(details.getByLabel("E-mail")).toHaveValue("");
  await details.getByLabel("CPF").fill("123.456.789-00");
  await details.getByLabel("CPF").press("Tab");
  await expect(panel.getByLabel("CPF")).toHaveValue("123.456.789-00");

  await panel.getByLabel("Anotações").fill("Paga em dia");
  await details.getByLabel("Anotações").fill("Prefere ligar de manhã");
  await details.getByLabel("Anotações").press("Tab");
  await expect(panel.getByText(/Outra pessoa mudou isto para “Prefere ligar de manhã”/)).toBeVisible();
  await expectAccessible(admin, "a conflict");
  await panel.getByRole("button", { name: "Ficar com o meu" }).click();
  await expect(details.getByLabel("Anotações")).toHaveValue("Paga em dia");

  await details.getByRole("tab", { name: "Links" }).click();
  await expect(details.getByRole("link", { name: /loja\.example\.com/ })).toBeVisible();
  await details.getByRole("button", { name: "Mudar a fila" }).click();
  await expect(bruno.getByRole("dialog")).toBeVisible();
  await bruno.keyboard.press("Escape");
  await details.getByRole("button", { name: "Contato", exact: true }).click();
  await expect(details.getByLabel("CPF")).toHaveCount(0);
  await bruno.reload();
  await expect(details.getByRole("button", { name: "Contato", exact: true })).toHaveAttribute("aria-expanded", "false");
  await details.getByRole("button", { name: "Contato", exact: true }).click();
  await expectAccessible(bruno, "the details");
});

const table = [
  "Nome;Celular;E-mail;Etiquetas;Plano",
  "Ana Souza;(11) 98765-0001;ana@example.com;vip;Ouro",
  "Caio Lima;11 98765-0002;;atacado;",
  "Sem telefone;;sem@example.com;;",
  '"=SOMA(1;2)";11 98765-0003;;;Bronze',
].join("\r\n");

test("a file is imported as it was previewed, its rejected rows come back, and the contacts go out again", async ({
  product,
  browser,
}) => {
  test.setTimeout(120_000);
  await openShop(product.url);
  const page = await signIn(browser, product.url, "admin@example.com");
  await page.goto("/custom-fields");
  await page.getByRole("button", { name: "Novo campo" }).first().click();
  await page.getByLabel("Nome", { exact: true }).fill("Plano");
  await page.getByLabel("Tipo").click();
  await page.getByRole("option", { name: "Escolha" }).click();
  await page.getByLabel("Opção 1").fill("Ouro");
  await expectAccessible(page, "a new field");
  await page.getByRole("button", { name: "Criar campo" }).click();
  await expect(page.getByRole("heading", { name: "Plano" })).toBeVisible();

  await page.goto("/contacts/import");
  await expect(page.getByText("Solte um arquivo CSV aqui")).toBeVisible();
  await expectAccessible(page, "where a file is dropped");
  const latin1 = Buffer.from(table, "latin1");
  await page
    .getByLabel("Escolher arquivo")
    .setInputFiles({ name: "clientes.csv", mimeType: "text/csv", buffer: latin1 });
  const preview = page.getByRole("region", { name: "Como as primeiras linhas ficam" });
  await expect(preview.getByRole("row", { name: /Ana Souza/ })).toContainText("+55 11 98765-0001");
  await expect(preview.getByRole("row", { name: /Sem telefone/ })).toContainText("Falta o telefone");
  await expectAccessible(page, "a preview");
  await page.getByRole("button", { name: "Importar", exact: true }).click();
  await expect(page.getByText(/Concluída · 4 de 4 linhas/)).toBeVisible();
  await expectAccessible(page, "what became of an import");
  const [rejected] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Baixar linhas recusadas" }).click(),
  ]);
  const rows = (await readFile(await rejected.path(), "utf8")).trim().split("\r\n");
  expect(rows).toEqual([
    "Nome;Celular;E-mail;Etiquetas;Plano;Motivo",
    "Sem telefone;;sem@example.com;;;Falta o telefone",
    expect.stringMatching(/^"'=SOMA\(1;2\)";.*;Um campo personalizado não aceita este valor$/),
  ]);

  await page.goto("/contacts");
  await page.getByLabel("Buscar nome, telefone ou e-mail").fill("ana@exam");
  await expect(page.getByRole("button", { name: /Ana Souza/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /Caio Lima/ })).toHaveCount(0);
  await page.getByLabel("Buscar nome, telefone ou e-mail").fill("");
  await page.getByRole("checkbox", { name: "Escolher Caio Lima" }).check();
  await page.getByRole("checkbox", { name: "Escolher Ana Souza" }).check();
  await expect(page.getByText("2 escolhidos")).toBeVisible();
  await expectAccessible(page, "many at once");
  await page.getByRole("button", { name: "Etiquetar" }).click();
  await page.getByLabel("Colocar etiquetas").fill("atac");
  await page.getByRole("option", { name: "atacado" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Salvar" }).click();
  await expect(page.getByText("2 contatos alterados")).toBeVisible();

  await page.getByRole("button", { name: "Filtrar" }).click();
  await expectAccessible(page, "the filters");
  await page.getByRole("combobox", { name: "Etiqueta", exact: true }).click();
  await page.getByRole("option", { name: "vip" }).click();
  await page.getByRole("button", { name: "Aplicar" }).click();
  await expect(page.getByRole("button", { name: "1 filtro" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Caio Lima/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Mais ações com contatos" }).click();
  await page.getByRole("menuitem", { name: "Exportar contatos" }).click();
  await expect(page.getByRole("dialog", { name: "Exportar 1 contato" })).toBeVisible();
  await expectAccessible(page, "an export");
  const [exported] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name: "Exportar" }).click(),
  ]);
  const text = await readFile(await exported.path(), "utf8");
  expect(text).toContain("Ana Souza;+5511987650001;ana@example.com;");
  expect(text).not.toContain("Caio Lima");

  await page.goto("/contacts/duplicates");
  await expect(page.getByText("Nenhum duplicado").first()).toBeVisible();
  await expectAccessible(page, "no duplicates");
});
