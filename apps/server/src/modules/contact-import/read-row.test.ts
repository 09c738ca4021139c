import type { CustomField, ImportSettings } from "@whatskovi/contract";
import { expect, test } from "vitest";
import { guessColumns, hasHeader } from "./guess-columns.ts";
import { planBatch } from "./plan-batch.ts";
import { readImportedPhone } from "./read-phone.ts";
import { readRow } from "./read-row.ts";

const field: CustomField = {
  id: "0190a5a0-0000-7000-8000-000000000001",
  name: "CPF do titular",
  kind: "NUMBER",
  options: [],
};
const settings: ImportSettings = {
  encoding: "utf-8",
  delimiter: ";",
  hasHeader: true,
  mapping: ["name", "phone", "email", "tags", `field:${field.id}`],
  country: "BR",
  onDuplicate: "update",
  makesTags: true,
};
const read = (row: number, ...cells: string[]) => readRow(row, cells, settings, [field]);

test.each([
  ["(11) 98765-4321", "+5511987654321", true],
  ["11987654321", "+5511987654321", true],
  ["011 98765-4321", "+5511987654321", true],
  ["5511987654321", "+5511987654321", true],
  ["+55 11 98765-4321", "+5511987654321", true],
  ["55 11 8765-4321", "+5511987654321", true],
  ["1187654321", "+5511987654321", true],
  ["(11) 3322-4455", "+551133224455", true],
  ["+1 415 555 2671", "+14155552671", true],
  ["+351 912 345 678", "+351912345678", true],
  ["tel:+5511987654321", "+5511987654321", true],
  ["11 98765-4321 / 11 3322-4455", "+5511987654321", true],
  ["11 98765-4321 ::: 11 3322-4455", "+5511987654321", true],
])("%s is read as %s", (written, phoneNumber, isValid) => {
  expect(readImportedPhone(written, "BR")).toEqual({ phoneNumber, isValid });
});

test("of another country without its code", () => {
  expect(readImportedPhone("912 345 678", "PT")).toEqual({ phoneNumber: "+351912345678", isValid: true });
});

test.each([
  ["", "phone_missing"],
  ["  ", "phone_missing"],
  ["5,51199E+12", "phone_scientific"],
  ["5.51199e12", "phone_scientific"],
  ["sem telefone", "phone_invalid"],
  ["123", "phone_invalid"],
])("%j is refused as %s", (written, reason) => {
  expect(readImportedPhone(written, "BR")).toBe(reason);
});

test("a row is read by its columns, guarded cells as they are meant", () => {
  expect(read(2, " 'Ana  Prado ", "'+5511987654321", "ANA@example.com ", "vip, atacado;VIP", "1.000,5")).toMatchObject({
    name: "'Ana Prado",
    phone: { phoneNumber: "+5511987654321" },
    email: "ana@example.com",
    tags: ["VIP", "atacado"],
    values: [{ fieldId: field.id, value: "1000.5" }],
    reason: null,
  });
});

test.each([
  [["Ana", "", ""], "phone_missing"],
  [["Ana", "11987654321", "ana@"], "email_invalid"],
  [["A".repeat(121), "11987654321"], "name_too_long"],
  [["Ana", "11987654321", "", "", "muito"], "field_invalid"],
])("%j is rejected for %s", (cells, reason) => {
  expect(read(2, ...cells).reason).toBe(reason);
});

test("rows of one phone become one contact, the later winning where it says something", () => {
  const rows = [
    read(2, "Ana", "11987654321", "ana@example.com", "a"),
    read(3, "Ana Prado", "1187654321", "", "b"),
    read(4, "Rui", "+55 21 99999-0000"),
  ];
  const plan = planBatch(rows, new Map(), { onDuplicate: "update" });
  expect(plan.rows.map(({ outcome }) => outcome)).toEqual(["create", "update", "create"]);
  expect(plan.inserts).toMatchObject([
    { name: "Ana Prado", email: "ana@example.com", phoneNumber: "+5511987654321", isNamed: true },
    { name: "Rui", phoneNumber: "+5521999990000" },
  ]);
  expect(plan.tags.map(({ name }) => name)).toEqual(["a", "b"]);
  const skipping = planBatch(rows, new Map(), { onDuplicate: "skip" });
  expect(skipping.rows.map(({ outcome }) => outcome)).toEqual(["create", "skip", "create"]);
  expect(skipping.inserts[0]?.name).toBe("Ana");
});

test("a contact's phone is updated or skipped; of one out of sight it is rejected, an impossible one is taken only when it is known", () => {
  const rows = [read(2, "Ana", "11987654321"), read(3, "Bia", "21999990000"), read(4, "Old", "+55 11 1234-5678")];
  const owners = new Map([
    ["551187654321", { contactId: "seen", isVisible: true }],
    ["552199990000", { contactId: "unseen", isVisible: false }],
  ]);
  const plan = planBatch(rows, owners, { onDuplicate: "update" });
  expect(plan.rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["update", null],
    ["reject", "out_of_sight"],
    ["reject", "phone_invalid"],
  ]);
  expect(plan.updates).toEqual([{ id: "seen", name: "Ana", email: null, notes: null }]);
  const known = planBatch(rows, new Map([["551112345678", { contactId: "old", isVisible: true }]]), {
    onDuplicate: "update",
  });
  expect(known.rows[2]?.outcome).toBe("update");
});

test.each([
  [
    ["Nome", "Celular", "E-mail", "Observações", "Etiquetas"],
    ["name", "phone", "email", "notes", "tags"],
  ],
  [
    ["First Name", "Last Name", "Phone 1 - Value", "E-mail 1 - Value"],
    ["name", "name", "phone", "email"],
  ],
  [
    ["Nombre", "Teléfono móvil", "Correo electrónico", "Notas"],
    ["name", "phone", "email", "notes"],
  ],
  [
    ["Código", "Cpf  do TITULAR", "WhatsApp"],
    ["ignore", `field:${field.id}`, "phone"],
  ],
])("%j is guessed", (header, guesses) => {
  expect(guessColumns(header, [], [field])).toEqual(guesses);
});

test("without names the columns are guessed by what stands in them", () => {
  const rows = [
    ["Ana", "11 98765-4321", "ana@example.com"],
    ["Rui", "21 99999-0000", ""],
  ];
  expect(hasHeader(rows, [])).toBe(false);
  expect(guessColumns(null, rows, [])).toEqual(["name", "phone", "email"]);
  expect(
    hasHeader(
      [
        ["coluna", "outra"],
        ["Ana", "11987654321"],
      ],
      [],
    ),
  ).toBe(true);
});
