import type { MessageTemplate } from "../../driver.ts";
import { isObject, type JsonObject, objectsOf, textOf } from "./json.ts";

/** Where a value of a template goes. `name` is its name in a template whose values have names. */
type Slot =
  | { readonly place: "header" | "body"; readonly name: string | null }
  | { readonly place: "button"; readonly index: number; readonly type: "url" | "copy_code" };

/** A template as Meta has approved it. Its values are counted through header, body and buttons. */
export type TemplateDefinition = Omit<MessageTemplate, "parameters"> & { readonly slots: readonly Slot[] };

const MAX = 10_000;
const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;
/** Buttons that want nothing of us when the template is sent. */
const plainButtons = new Set(["QUICK_REPLY", "PHONE_NUMBER", "VOICE_CALL", "FLOW", "URL", "OTP"]);
const plainComponents = new Set(["HEADER", "BODY", "FOOTER", "BUTTONS"]);

/**
 * Reads a template; null for one that cannot be sent with texts alone (with a picture above it, with products, …). In the body
 * the values are numbered anew, `{{1}}` being the first of all.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 */
export function readTemplate(template: JsonObject): TemplateDefinition | null {
  const name = textOf(template["name"], 512);
  const language = textOf(template["language"], 20);
  const components = objectsOf(template["components"]);
  if (name === null || language === null || !components.every(isPlain)) return null;
  const isNamed = textOf(template["parameter_format"], 20)?.toUpperCase() === "NAMED";
  const slots: Slot[] = [];
  const lines = components.toSorted(byPlace).flatMap((component) => linesOf(component, slots, isNamed));
  return { name, language, category: textOf(template["category"], 50) ?? "", body: lines.join("\n\n"), slots };
}

/** The parts of a send that fill the template in. There must be as many values as slots. */
export function componentsOf({ slots }: TemplateDefinition, values: readonly string[]): object[] {
  const filled = slots.map((slot, index) => ({ slot, value: values[index] ?? "" }));
  const ofText = (["header", "body"] as const).flatMap((place) => {
    const parameters = filled.flatMap(({ slot, value }) => (slot.place === place ? [textParameter(slot, value)] : []));
    return parameters.length === 0 ? [] : [{ type: place, parameters }];
  });
  const ofButtons = filled.flatMap(({ slot, value }) =>
    slot.place === "button" ? [buttonComponent(slot, value)] : [],
  );
  return [...ofText, ...ofButtons];
}

const textParameter = ({ name }: { name: string | null }, text: string) => ({
  type: "text",
  ...(name === null ? {} : { parameter_name: name }),
  text,
});

const buttonComponent = ({ index, type }: Extract<Slot, { place: "button" }>, value: string) => ({
  type: "button",
  sub_type: type,
  index: String(index),
  parameters: [type === "url" ? { type: "text", text: value } : { type: "coupon_code", coupon_code: value }],
});

const typeOf = (part: JsonObject): string => textOf(part["type"], 50)?.toUpperCase() ?? "";
const order = ["HEADER", "BODY", "FOOTER", "BUTTONS"];
const byPlace = (a: JsonObject, b: JsonObject): number => order.indexOf(typeOf(a)) - order.indexOf(typeOf(b));

function isPlain(component: JsonObject): boolean {
  const type = typeOf(component);
  if (type === "HEADER") return (textOf(component["format"], 50)?.toUpperCase() ?? "TEXT") === "TEXT";
  if (type === "BUTTONS") {
    return objectsOf(component["buttons"]).every((each) => plainButtons.has(typeOf(each)) || isCoupon(each));
  }
  return plainComponents.has(type);
}

const isCoupon = (button: JsonObject): boolean => typeOf(button) === "COPY_CODE";

function linesOf(component: JsonObject, slots: Slot[], isNamed: boolean): string[] {
  const type = typeOf(component);
  if (type === "BUTTONS")
    return objectsOf(component["buttons"]).map((button, index) => buttonLine(button, index, slots));
  const text = textOf(component["text"], MAX);
  if (text === null) return [];
  if (type === "FOOTER") return [text];
  const place = type === "HEADER" ? "header" : "body";
  return [numbered(text, slots, (name) => ({ place, name: isNamed ? name : null }))];
}

function buttonLine(button: JsonObject, index: number, slots: Slot[]): string {
  const label = textOf(button["text"], 200) ?? "";
  if (isCoupon(button)) return `[${label || "Copy"}] {{${slots.push({ place: "button", index, type: "copy_code" })}}}`;
  const url = textOf(button["url"], 2000);
  if (url === null) return `[${label}]`;
  return `[${label}] ${numbered(url, slots, () => ({ place: "button", index, type: "url" }))}`;
}

/** Meta's positions decide the order, whatever order they stand in; names are taken in that of the text. */
function numbered(text: string, slots: Slot[], slotOf: (name: string) => Slot): string {
  const found = new Set([...text.matchAll(placeholder)].map(([, name]) => name ?? ""));
  const names = [...found].every((name) => /^\d+$/.test(name))
    ? [...found].toSorted((a, b) => Number(a) - Number(b))
    : [...found];
  const first = slots.length + 1;
  slots.push(...names.map(slotOf));
  return text.replace(placeholder, (_all, name: string) => `{{${first + names.indexOf(name)}}}`);
}

/** The entries of one page of `message_templates`, approved ones alone. */
export const approvedOf = (entries: unknown): TemplateDefinition[] =>
  objectsOf(entries)
    .filter((entry) => isObject(entry) && (textOf(entry["status"], 50) ?? "APPROVED").toUpperCase() === "APPROVED")
    .flatMap((entry) => readTemplate(entry) ?? []);
