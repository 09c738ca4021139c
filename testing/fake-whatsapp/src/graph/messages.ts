import type { Request, Response } from "express";
import { type GraphError, invalidParameter, sendGraphError } from "./graph-error.ts";
import { statusesPayload } from "./payloads.ts";
import { checkSendBody, type SendBody } from "./send-body.ts";
import { type GraphState, newMessageId } from "./state.ts";
import { refuseTemplate } from "./templates.ts";
import type { FakeNumber, SentMessage } from "./types.ts";
import type { WebhookPoster } from "./webhooks.ts";

const MAX_STICKER = 500 * 1024;

/** `POST /{version}/{phone-number-id}/messages` */
export function takeMessage(
  state: GraphState,
  poster: WebhookPoster,
  number: FakeNumber,
  req: Request,
  res: Response,
): void {
  const checked = checkSendBody(req.body);
  if (checked.kind === "refused") return sendGraphError(res, checked.error);
  if (checked.kind === "signal") {
    state.signals.push({
      phoneNumberId: number.phoneNumberId,
      messageId: checked.messageId,
      isTyping: checked.isTyping,
    });
    res.json({ success: true });
    return;
  }
  const error = refusalOf(state, checked.body, checked.mediaId);
  if (error !== null) return sendGraphError(res, error);
  const { body } = checked;
  if (body.type === "template" && refuseTemplate(state, number.businessAccountId, body.template, res)) return;
  const message = accept(state, number, checked.body);
  announce(state, poster, number, message);
  const isBsuid = body.to === undefined;
  res.json({
    messaging_product: "whatsapp",
    contacts: [{ input: message.to, ...(isBsuid ? { user_id: message.waId } : { wa_id: message.waId }) }],
    messages: [{ id: message.id }],
  });
}

/** What Meta refuses of a body that is well formed. */
function refusalOf(state: GraphState, body: SendBody, mediaId: string | undefined): GraphError | null {
  const media = mediaId === undefined ? undefined : state.media.get(mediaId);
  if (mediaId !== undefined && media === undefined) {
    return invalidParameter(`Param ${body.type}['id'] is not a valid whatsapp business account media attachment ID`);
  }
  if (body.type === "audio" && body.audio.voice === true && !/^audio\/ogg.*opus/.test(media?.mimeType ?? "")) {
    return {
      status: 400,
      code: 131053,
      message: "Media upload error",
      details: "A voice message must be Ogg with Opus",
    };
  }
  if (body.type === "sticker" && (media?.mimeType !== "image/webp" || media.bytes.length > MAX_STICKER)) {
    return { status: 400, code: 131053, message: "Media upload error", details: "Not a sticker of a supported format" };
  }
  const isFree = body.type !== "template" && body.recipient_type !== "group";
  if (state.behaviour.hasServiceWindow && isFree && !state.hasWrittenOfLate(body.to ?? body.recipient ?? "")) {
    const details = "Message failed to send because more than 24 hours have passed since the customer last replied";
    return { status: 400, code: 131047, message: "Re-engagement message", details };
  }
  return null;
}

function accept(state: GraphState, number: FakeNumber, body: SendBody): SentMessage {
  const to = body.to ?? body.recipient ?? "";
  const digits = body.recipient_type === "group" ? to : (body.to?.replace(/\D/g, "") ?? to);
  const message: SentMessage = {
    id: newMessageId(),
    phoneNumberId: number.phoneNumberId,
    to,
    waId: state.canonicalIds.get(digits) ?? digits,
    type: body.type,
    body,
    bizOpaqueCallbackData: body.biz_opaque_callback_data ?? null,
    at: Date.now(),
  };
  state.sent.push(message);
  return message;
}

/** The ticks that follow by themselves. In order each waits for the one before; shuffled they race. */
function announce(state: GraphState, poster: WebhookPoster, number: FakeNumber, message: SentMessage): void {
  const { statuses, shufflesStatuses } = state.behaviour;
  const post = (status: string) =>
    poster.deliver(
      number,
      statusesPayload(number, [
        { ...message, recipient: message.waId, timestamp: Math.floor(Date.now() / 1000), status },
      ]),
    );
  if (shufflesStatuses) {
    for (const status of statuses.toSorted(() => state.random() - 0.5)) void post(status);
    return;
  }
  void (async () => {
    for (const status of statuses) await post(status);
  })();
}
