// @vitest-environment node
import { expect, it } from "vitest";
import { fillTemplate } from "./template-text.ts";

it("fills places in order, the same place with the same value", () => {
  expect(fillTemplate("Olá {{1}}, pedido {{2}}. Obrigado, {{1}}.", ["Ana", "7"])).toBe(
    "Olá Ana, pedido 7. Obrigado, Ana.",
  );
  expect(fillTemplate("Olá {{ nome }}", ["Zé"])).toBe("Olá Zé");
});

it("keeps what has no value yet", () => {
  expect(fillTemplate("Olá {{1}} {{2}}", ["", "x"])).toBe("Olá {{1}} x");
});
