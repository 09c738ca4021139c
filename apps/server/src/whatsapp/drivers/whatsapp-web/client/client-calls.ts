import type { Answer, CallArgs, CallName } from "../ipc.ts";
import { keyOf } from "../message-keys.ts";
import { widOf } from "../wids.ts";
import { catchUp } from "./catch-up.ts";
import { ClientError } from "./client-error.ts";
import type { ClientSession } from "./client-session.ts";
import { Conversations } from "./conversations.ts";
import { download } from "./download.ts";
import { canRevoke } from "./page.ts";
import { type Handovers, sendMessage } from "./send-message.ts";

type Calls = {
  [Name in Exclude<CallName, "start" | "stop" | "logout">]: (args: CallArgs[Name]) => Promise<Answer<Name>>;
};

/** What the driver may ask, carried out by the library. */
export function createCalls(session: ClientSession, handovers: Handovers): Calls {
  const { client, people } = session;
  const conversations = new Conversations(session);
  return {
    async probe() {
      return (await session.look()).state;
    },

    requestPairingCode: ({ digits }) => session.requestPairingCode(digits),

    send: (outgoing) => sendMessage(session, conversations, handovers, outgoing),

    async findSent({ key, chats }) {
      const message = await conversations.message(key, chats);
      return message === null ? null : { ack: Number(message.ack) };
    },

    async edit({ place, body }) {
      const message = await conversations.messageAt(place);
      if (message.body === body) return null;
      if ((await message.edit(body)) === null)
        throw new ClientError("permanent", "WhatsApp no longer lets this message be edited");
      return null;
    },

    async revoke({ place }) {
      if (await conversations.isDeleted(place)) return null;
      const message = await conversations.messageAt(place);
      if (String(message.type) === "revoked") return null;
      if (!(await session.page.evaluate(canRevoke, keyOf(message.id)?.text ?? "")))
        throw new ClientError("permanent", "WhatsApp no longer lets this message be deleted for everyone");
      await message.delete(true);
      return null;
    },

    async react({ place, emoji }) {
      const message = await conversations.messageAt(place);
      await client.sendReaction(keyOf(message.id)?.text ?? "", emoji);
      return null;
    },

    async markRead({ chats }) {
      const chat = await conversations.known(chats);
      if (chat !== null) await client.sendSeen(chat);
      return null;
    },

    async type({ chats }) {
      const chat = await conversations.known(chats);
      if (chat !== null) await conversations.chat(chat).sendStateTyping();
      return null;
    },

    async checkNumber({ digits }) {
      const wid = widOf(await client.getNumberId(digits));
      if (wid === null) return null;
      const [person] = await people.describe([wid]);
      const pair = person?.phone && person.lid ? person : await people.pair(wid);
      return { id: wid, name: person?.name ?? null, phone: person?.phone ?? pair.phone, lid: person?.lid ?? pair.lid };
    },

    catchUp: ({ since }) => catchUp(session, conversations, since),

    download: (wanted) => download(session, conversations, wanted),
  };
}
