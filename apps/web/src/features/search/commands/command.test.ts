// @vitest-environment node
import { expect, test } from "vitest";
import { isBegun, isMeant } from "./command.ts";

test.each([
  ["transf fila", "Transferir para fila…", true],
  ["fila transf", "Transferir para fila…", true],
  ["NAO LIDO", "Marcar como não lido", true],
  ["aparencia escura", "Aparência: Escura", true],
  ["scura", "Aparência: Escura", false],
  ["transferir joão", "Transferir para fila…", false],
  ["", "Sair", true],
])("“%s” means “%s”: %s", (typed, name, meant) => {
  expect(isMeant({ name }, typed)).toBe(meant);
});

test("other words for the same are known, and not shown", () => {
  expect(isMeant({ name: "Sair", words: "encerrar sessão" }, "sessao")).toBe(true);
});

test.each([
  ["transf", true],
  ["Aparên", false],
  ["tr", false],
  ["para", false],
])("“%s” begins “Transferir para fila…”: %s", (typed, begun) => {
  expect(isBegun({ name: "Transferir para fila…" }, typed)).toBe(begun);
});
