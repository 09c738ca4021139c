import { z } from "zod";
import { type GraphError, invalidParameter } from "./graph-error.ts";
import { SentTemplate } from "./templates.ts";

const Media = z.object({ id: z.string(), caption: z.string().max(1024).optional(), filename: z.string().optional() });
/** Meta wants the whole name and one of its parts at least. */
const Card = z
  .object({
    name: z
      .object({
        formatted_name: z.string().min(1),
        first_name: z.string().min(1).optional(),
        last_name: z.string().min(1).optional(),
      })
      .refine(({ first_name, last_name }) => first_name ?? last_name, "one part of the name at least"),
    phones: z
      .array(z.object({ phone: z.string(), type: z.string().optional(), wa_id: z.string().regex(/^\d+$/).optional() }))
      .optional(),
  })
  .strict();
const inGroups: readonly string[] = ["text", "image", "video", "audio", "document", "sticker", "template"];
const addressed = {
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.enum(["individual", "group"]).optional(),
  to: z.string().optional(),
  recipient: z.string().optional(),
  context: z.object({ message_id: z.string() }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
};

/** Bodies that `POST /{phone-number-id}/messages` takes, of those that a help desk sends. */
const SendBody = z.discriminatedUnion("type", [
  z.object({
    ...addressed,
    type: z.literal("text"),
    text: z.object({ body: z.string().min(1).max(4096), preview_url: z.boolean().optional() }),
  }),
  z.object({ ...addressed, type: z.literal("image"), image: Media }),
  z.object({ ...addressed, type: z.literal("video"), video: Media }),
  z.object({
    ...addressed,
    type: z.literal("audio"),
    audio: z.object({ id: z.string(), voice: z.boolean().optional() }),
  }),
  z.object({ ...addressed, type: z.literal("document"), document: Media }),
  z.object({ ...addressed, type: z.literal("sticker"), sticker: z.object({ id: z.string() }) }),
  z.object({
    ...addressed,
    type: z.literal("location"),
    location: z.object({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      name: z.string().min(1).optional(),
      address: z.string().min(1).optional(),
    }),
  }),
  z.object({ ...addressed, type: z.literal("contacts"), contacts: z.array(Card).min(1) }),
  z.object({ ...addressed, type: z.literal("template"), template: SentTemplate }),
  z.object({
    ...addressed,
    type: z.literal("reaction"),
    reaction: z.object({ message_id: z.string(), emoji: z.string() }),
  }),
]);
export type SendBody = z.infer<typeof SendBody>;

const Signal = z.object({
  messaging_product: z.literal("whatsapp"),
  status: z.literal("read"),
  message_id: z.string().min(1),
  typing_indicator: z.object({ type: z.literal("text") }).optional(),
});

type Checked =
  | { readonly kind: "signal"; readonly messageId: string; readonly isTyping: boolean }
  | { readonly kind: "message"; readonly body: SendBody; readonly mediaId: string | undefined }
  | { readonly kind: "refused"; readonly error: GraphError };

/** Checks a body as Meta does; the first thing wrong is told. */
export function checkSendBody(input: unknown): Checked {
  if (typeof input === "object" && input !== null && "status" in input) {
    const signal = Signal.safeParse(input);
    if (!signal.success) return refuse(signal.error);
    return { kind: "signal", messageId: signal.data.message_id, isTyping: signal.data.typing_indicator !== undefined };
  }
  const withType =
    typeof input === "object" && input !== null && !("type" in input) ? { ...input, type: "text" } : input;
  const parsed = SendBody.safeParse(withType);
  if (!parsed.success) return refuse(parsed.error);
  const body = parsed.data;
  if (!body.to && !body.recipient) return { kind: "refused", error: invalidParameter("The parameter to is required.") };
  if (body.recipient_type === "group" && !inGroups.includes(body.type)) {
    return {
      kind: "refused",
      error: invalidParameter(`Messages of the type ${body.type} are not supported in groups`),
    };
  }
  return { kind: "message", body, mediaId: mediaIdOf(body) };
}

function mediaIdOf(body: SendBody): string | undefined {
  if (body.type === "image") return body.image.id;
  if (body.type === "video") return body.video.id;
  if (body.type === "audio") return body.audio.id;
  if (body.type === "document") return body.document.id;
  return body.type === "sticker" ? body.sticker.id : undefined;
}

function refuse(error: z.ZodError): Checked {
  const issue = error.issues[0];
  return {
    kind: "refused",
    error: invalidParameter(`Param ${issue?.path.join(".") || "type"}: ${issue?.message ?? "invalid"}`),
  };
}
