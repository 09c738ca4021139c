import type { InboundEventInput } from "../../driver.ts";
import { z } from "zod";
import type { JsonObject } from "./json.ts";

type MessageInput = Extract<InboundEventInput, { kind: "message" }>;

/** What a kind of message holds, in the port's words. */
export type Content = Pick<MessageInput, "type" | "body" | "content" | "media" | "isPlaceholder"> & {
  /** Whether the original must be kept, for there is more in it than we show. */
  readonly keepsRaw?: boolean;
};

type Reader = (message: JsonObject) => Content | null;

/** A kind of message: read when it has what we need, else null; fields that we do not know are let be. */
const kind =
  <Schema extends z.ZodType>(schema: Schema, read: (message: z.output<Schema>) => Content | null): Reader =>
  (message) => {
    const parsed = schema.safeParse(message);
    return parsed.success ? read(parsed.data) : null;
  };

const text = z.string();
const optionalText = z.string().nullish().catch(null);
const id = z.union([z.string().min(1), z.number().transform(String)]);

const Media = z
  .looseObject({
    id: id.nullish().catch(null),
    url: optionalText,
    mime_type: optionalText,
    sha256: optionalText,
    caption: optionalText,
    filename: optionalText,
    voice: z.boolean().nullish().catch(null),
    animated: z.boolean().nullish().catch(null),
  })
  .refine((media) => media.id || media.url);

const mediaKind = (name: string, type: MessageInput["type"]): Reader =>
  kind(z.looseObject({ [name]: Media }), (message) => {
    const media = message[name] as z.output<typeof Media>;
    const reference = { id: media.id ?? null, url: media.url ?? null, sha256: media.sha256 ?? null };
    return {
      type,
      body: media.caption ?? "",
      content: {
        ...(media.voice === true ? { voice: true } : {}),
        ...(media.animated === true ? { animated: true } : {}),
      },
      media: {
        reference,
        mimeType: media.mime_type?.slice(0, 200) ?? null,
        fileName: media.filename?.slice(0, 1000).toWellFormed() ?? null,
        size: null,
      },
    };
  });

/** Degrees as a number, or written as a text. */
const degrees = (most: number) =>
  z.union([z.number(), z.string().trim().min(1).transform(Number)]).pipe(z.number().min(-most).max(most));

const Location = z.looseObject({
  location: z.looseObject({
    latitude: degrees(90),
    longitude: degrees(180),
    name: optionalText,
    address: optionalText,
  }),
});

const location = kind(Location, ({ location: { latitude, longitude, name, address } }) => ({
  type: "LOCATION",
  body: [name, address].filter(Boolean).join("\n"),
  content: { location: { latitude, longitude, name: name ?? null, address: address ?? null } },
}));

const Contacts = z.looseObject({
  contacts: z
    .array(
      z.looseObject({
        name: z
          .looseObject({ formatted_name: optionalText, first_name: optionalText, last_name: optionalText })
          .nullish()
          .catch(null),
        phones: z
          .array(z.looseObject({ phone: optionalText, wa_id: optionalText }))
          .nullish()
          .catch(null),
        vcard: optionalText,
      }),
    )
    .min(1),
});

const contacts = kind(Contacts, (message) => {
  const cards = message.contacts.map(({ name, phones }) => ({
    name: name?.formatted_name || [name?.first_name, name?.last_name].filter(Boolean).join(" "),
    phoneNumbers: (phones ?? []).map(({ phone, wa_id }) => phone || (wa_id ? `+${wa_id}` : "")).filter(Boolean),
  }));
  return {
    type: "CONTACT",
    body: cards
      .map((card) => card.name || card.phoneNumbers[0])
      .filter(Boolean)
      .join(", "),
    content: { contacts: cards },
    keepsRaw: true,
  };
});

const Interactive = z.looseObject({
  interactive: z.discriminatedUnion("type", [
    z.looseObject({ type: z.literal("button_reply"), button_reply: z.looseObject({ title: text }) }),
    z.looseObject({
      type: z.literal("list_reply"),
      list_reply: z.looseObject({ title: text, description: optionalText }),
    }),
    z.looseObject({
      type: z.literal("nfm_reply"),
      nfm_reply: z.looseObject({ body: optionalText, name: optionalText, response_json: optionalText }),
    }),
  ]),
});

const interactive = kind(Interactive, ({ interactive: reply }) => {
  const shown = { type: "TEXT", content: { kind: "interactive" }, keepsRaw: true } as const;
  if (reply.type === "button_reply") return { ...shown, body: reply.button_reply.title };
  if (reply.type === "list_reply") {
    return { ...shown, body: [reply.list_reply.title, reply.list_reply.description].filter(Boolean).join("\n") };
  }
  const { body, name, response_json } = reply.nfm_reply;
  return { ...shown, body: answersOf(response_json) || body || name || "" };
});

/** A form's answers, one to a line. */
function answersOf(json: string | null | undefined): string {
  try {
    const answers: unknown = JSON.parse(json ?? "");
    if (typeof answers !== "object" || answers === null) return "";
    return Object.entries(answers)
      .filter(([question]) => question !== "flow_token")
      .map(([question, answer]) => `${question}: ${typeof answer === "string" ? answer : JSON.stringify(answer)}`)
      .join("\n");
  } catch {
    return "";
  }
}

const button = kind(z.looseObject({ button: z.looseObject({ text, payload: optionalText }) }), (message) => ({
  type: "TEXT",
  body: message.button.text,
  content: { kind: "button" },
  keepsRaw: true,
}));

const amount = z.union([z.number(), z.string()]).nullish().catch(null);
const Order = z.looseObject({
  order: z.looseObject({
    text: optionalText,
    product_items: z.array(
      z.looseObject({
        product_retailer_id: optionalText,
        quantity: amount,
        item_price: amount,
        currency: optionalText,
      }),
    ),
  }),
});

const order = kind(Order, (message) => {
  const lines = message.order.product_items.map((item) =>
    [
      `${item.quantity ?? 1} × ${item.product_retailer_id ?? "?"}`,
      item.item_price === null || item.item_price === undefined
        ? ""
        : `${item.currency ?? ""} ${item.item_price}`.trim(),
    ]
      .filter(Boolean)
      .join(" · "),
  );
  return {
    type: "TEXT",
    body: [message.order.text, ...lines].filter(Boolean).join("\n"),
    content: { kind: "order" },
    keepsRaw: true,
  };
});

const system = kind(
  z.looseObject({ system: z.looseObject({ body: optionalText, type: optionalText }) }),
  (message) => ({
    type: "SYSTEM",
    body: message.system.body ?? "",
    content: { kind: message.system.type?.slice(0, 100) || "system" },
    keepsRaw: true,
  }),
);

/** Kinds of messages that stand in a conversation. Reactions, edits and deletions of others are events of their own. */
export const messageKinds: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "text",
    kind(z.looseObject({ text: z.looseObject({ body: text }) }), (message) => ({
      type: "TEXT",
      body: message.text.body,
    })),
  ],
  ["image", mediaKind("image", "IMAGE")],
  ["video", mediaKind("video", "VIDEO")],
  ["document", mediaKind("document", "DOCUMENT")],
  ["audio", mediaKind("audio", "AUDIO")],
  ["voice", mediaKind("voice", "AUDIO")],
  ["sticker", mediaKind("sticker", "STICKER")],
  ["location", location],
  ["contacts", contacts],
  ["interactive", interactive],
  ["button", button],
  ["order", order],
  ["system", system],
  [
    "request_welcome",
    () => ({
      type: "SYSTEM",
      body: "Opened the conversation for the first time",
      content: { kind: "request_welcome" },
    }),
  ],
  [
    "media_placeholder",
    () => ({ type: "UNSUPPORTED", body: "", content: { kind: "media_placeholder" }, isPlaceholder: true }),
  ],
]);
