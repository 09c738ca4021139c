import { createHmac, randomBytes } from "node:crypto";
import { aesEncryptGCM, proto } from "@whiskeysockets/baileys";
import { bufferOf, sha256 } from "./bytes.ts";
import type { LoggedMessage } from "./message-log.ts";
import type { Person } from "./people.ts";

const hmac = (key: Uint8Array, bytes: Uint8Array): Buffer => createHmac("sha256", key).update(bytes).digest();

/** A vote as WhatsApp hides it from everybody who has not got the poll: sealed under the poll's own secret. */
export function encryptVote(
  poll: LoggedMessage,
  creator: Person,
  voter: Person,
  options: readonly string[],
): proto.Message.IPollEncValue {
  const secret = bufferOf(poll.message.messageContextInfo?.messageSecret);
  const [creatorJid, voterJid] = [creator.jid("pn"), voter.jid("pn")];
  const about = Buffer.concat([Buffer.from(`${poll.id}${creatorJid}${voterJid}Poll Vote`), Buffer.from([1])]);
  const key = hmac(hmac(Buffer.alloc(32), secret), about);
  const vote = proto.Message.PollVoteMessage.encode({
    selectedOptions: options.map((option) => sha256(Buffer.from(option))),
  }).finish();
  const encIv = randomBytes(12);
  return { encPayload: aesEncryptGCM(vote, key, encIv, Buffer.from(`${poll.id}\u0000${voterJid}`)), encIv };
}
