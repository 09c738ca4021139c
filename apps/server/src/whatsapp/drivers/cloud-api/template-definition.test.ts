import { describe, expect, it } from "vitest";
import { approvedOf, componentsOf, readTemplate } from "./template-definition.ts";

const template = (components: object[], extra: object = {}) => ({
  name: "pedido_pronto",
  language: "pt_BR",
  status: "APPROVED",
  category: "UTILITY",
  components,
  ...extra,
});
const body = (text: string) => ({ type: "BODY", text });

describe("a template's text", () => {
  it("numbers its values through header, body and buttons", () => {
    const read = readTemplate(
      template([
        body("Olá {{1}}, o pedido {{2}} está pronto."),
        { type: "FOOTER", text: "Padaria Exemplo" },
        { type: "HEADER", format: "TEXT", text: "Pedido {{1}}" },
        {
          type: "BUTTONS",
          buttons: [
            { type: "QUICK_REPLY", text: "Vou buscar" },
            { type: "URL", text: "Ver", url: "https://example.com/p/{{1}}" },
            { type: "COPY_CODE", example: ["PAO10"] },
          ],
        },
      ]),
    );
    expect(read).toEqual({
      name: "pedido_pronto",
      language: "pt_BR",
      category: "UTILITY",
      body: [
        "Pedido {{1}}",
        "Olá {{2}}, o pedido {{3}} está pronto.",
        "Padaria Exemplo",
        "[Vou buscar]",
        "[Ver] https://example.com/p/{{4}}",
        "[Copy] {{5}}",
      ].join("\n\n"),
      slots: [
        { place: "header", name: null },
        { place: "body", name: null },
        { place: "body", name: null },
        { place: "button", index: 1, type: "url" },
        { place: "button", index: 2, type: "copy_code" },
      ],
    });
    expect(read && componentsOf(read, ["7", "Ana", "48213", "abc", "PAO10"])).toEqual([
      { type: "header", parameters: [{ type: "text", text: "7" }] },
      {
        type: "body",
        parameters: [
          { type: "text", text: "Ana" },
          { type: "text", text: "48213" },
        ],
      },
      { type: "button", sub_type: "url", index: "1", parameters: [{ type: "text", text: "abc" }] },
      {
        type: "button",
        sub_type: "copy_code",
        index: "2",
        parameters: [{ type: "coupon_code", coupon_code: "PAO10" }],
      },
    ]);
  });

  it("names values that have names, and takes one that stands twice once", () => {
    const read = readTemplate(
      template([body("{{nome}}, seu código é {{codigo}}. Guarde o {{codigo}}.")], { parameter_format: "NAMED" }),
    );
    expect(read).toMatchObject({ body: "{{1}}, seu código é {{2}}. Guarde o {{2}}." });
    expect(read && componentsOf(read, ["Ana", "9"])).toEqual([
      {
        type: "body",
        parameters: [
          { type: "text", parameter_name: "nome", text: "Ana" },
          { type: "text", parameter_name: "codigo", text: "9" },
        ],
      },
    ]);
  });

  it("takes positions for the order, wherever they stand", () => {
    const read = readTemplate(template([body("{{2}} antes de {{1}}")]));
    expect(read).toMatchObject({ body: "{{2}} antes de {{1}}", slots: [{ place: "body" }, { place: "body" }] });
  });
});

describe("templates that texts alone do not fill", () => {
  it.each([
    ["a picture above", [{ type: "HEADER", format: "IMAGE" }, body("x")]],
    ["products", [body("x"), { type: "BUTTONS", buttons: [{ type: "CATALOG", text: "Ver" }] }]],
    ["cards", [body("x"), { type: "CAROUSEL", cards: [] }]],
  ])("are not offered: %s", (_name, components) => expect(readTemplate(template(components))).toBeNull());

  it("nor are those that are not approved, or have another shape", () => {
    const entries = [template([body("x")], { status: "PAUSED" }), { name: 5 }, null, "x", template([body("sim")])];
    expect(approvedOf(entries)).toMatchObject([{ body: "sim" }]);
    expect(approvedOf("nothing")).toEqual([]);
  });
});
