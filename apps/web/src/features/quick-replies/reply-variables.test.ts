// @vitest-environment node
import { expect, test } from "vitest";
import {
  fieldVariable,
  fillVariables,
  firstNameOf,
  namesField,
  openVariables,
  timeOfDay,
  unknownVariables,
  type VariableValues,
} from "./reply-variables.ts";

const values: VariableValues = {
  "contact.firstName": "Marina",
  "contact.name": "Marina Lima",
  "agent.name": "Ana",
  "ticket.number": "42",
  "queue.name": null,
  greeting: "Bom dia",
  fields: [
    { name: "Plano de saúde", text: "Ouro" },
    { name: "plano de saude", text: "outro" },
    { name: "Vencimento", text: "" },
  ],
};

test("what is known is filled in, whatever spaces stand around it", () => {
  const text = "{{greeting}}, {{ contact.firstName }}. Aqui é {{agent.name}}, atendimento {{ticket.number}}.";
  expect(fillVariables(text, values)).toBe("Bom dia, Marina. Aqui é Ana, atendimento 42.");
});

test("what is unknown takes what stands behind the bar, and else stays to be seen", () => {
  expect(fillVariables("{{queue.name|nossa equipe}} {{queue.name}}", values)).toBe("nossa equipe {{queue.name}}");
  expect(fillVariables("{{ queue.name | nossa equipe }}", values)).toBe("nossa equipe");
  expect(openVariables("Oi {{queue.name}}, {{queue.name}} e {{x|}}")).toEqual(["{{queue.name}}", "{{x|}}"]);
});

test("names that mean nothing are told once", () => {
  expect(unknownVariables("{{contact.nome}} {{contact.nome|x}} {{agent.name}}", [])).toEqual(["contact.nome"]);
  const fields = [{ name: "Plano" }];
  expect(unknownVariables("{{field.plano}} {{field.Cor|azul}} {{ field.Tom claro }}", fields)).toEqual([
    "field.Cor",
    "field.Tom claro",
  ]);
});

test("a field is named by its name, accents and case aside where no other is meant; an empty one as any other variable", () => {
  expect(fillVariables("{{field.Plano de saúde}}, {{ field.PLANO DE SAÚDE | x }}", values)).toBe("Ouro, Ouro");
  expect(fillVariables("{{field.plano de saude}}", values)).toBe("outro");
  expect(fillVariables("{{field.Vencimento|a combinar}} {{field.Vencimento}} {{field.Some}}", values)).toBe(
    "a combinar {{field.Vencimento}} {{field.Some}}",
  );
  expect([fieldVariable("Plano de saúde"), fieldVariable("a|b"), fieldVariable("{x}")]).toEqual([
    "field.Plano de saúde",
    null,
    null,
  ]);
  expect([namesField("Olá {{ field.Plano|x }}"), namesField("{{contact.name}} field.Plano")]).toEqual([true, false]);
});

test("what a value holds is never read as a variable", () => {
  expect(fillVariables("{{contact.name}}", { ...values, "contact.name": "{{agent.name}} $&" })).toBe(
    "{{agent.name}} $&",
  );
});

test("a phone is nobody's first name", () => {
  expect([firstNameOf("Marina Lima"), firstNameOf("+55 11 98765-4321"), firstNameOf("  "), firstNameOf("Zé")]).toEqual([
    "Marina",
    null,
    null,
    "Zé",
  ]);
});

test("one greets by the time of day", () => {
  expect([4, 5, 11, 12, 17, 18, 23].map(timeOfDay)).toEqual([
    "evening",
    "morning",
    "morning",
    "afternoon",
    "afternoon",
    "evening",
    "evening",
  ]);
});
