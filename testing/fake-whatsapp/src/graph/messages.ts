import type { Request, Response } from "express";
import { invalidParameter, sendGraphError } from "./graph-error.ts";
import { statusesPayload } from "./payloads.ts";
import { checkSendBody, type SendBody } from "./send-body.ts";
import { type GraphState, newMessageId } from "./state.ts";
import type { FakeNumber, SentMessage } from "./types.ts";
import type { WebhookPoster } from "./webhooks.ts";

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
  if (checked.mediaId !== undefined && !state.media.has(checked.mediaId)) {
    const details = `Param ${checked.body.type}['id'] is not a valid whatsapp business account media attachment ID`;
    return sendGraphError(res, invalidParameter(details));
  }
  const message = accept(state, number, checked.body);
  announce(state, poster, number, message);
  res.json({
    messaging_product: "whatsapp",
    contacts: [
      { input: message.to, ...(/^\d+$/.test(message.waId) ? { wa_id: message.waId } : { user_id: message.waId }) },
    ],
    messages: [{ id: message.id }],
  });
}

function accept(state: GraphState, number: FakeNumber, body: SendBody): SentMessage {
  const to = body.to ?? body.recipient ?? "";
  const digits = body.to?.replace(/\D/g, "") ?? to;
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
