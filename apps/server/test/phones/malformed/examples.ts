/** What a kind of message looks like when nothing is wrong with it, in the words of each way in. */
export type Examples = Readonly<Record<string, Record<string, unknown>>>;

/** In every example's text, so that none may be found in a log. */
export const secretText = "segredo-malformado";

/** The id of a message that is there already: of what is changed, quoted or reacted to. */
const fileIds = { id: "1000000000000001", mime_type: "image/png", sha256: "n4bQgYhMfWWaL", caption: secretText };

/** In Meta's words, as a message of a webhook. */
export const cloudApiExamples = (target: string): Examples => ({
  text: { type: "text", text: { body: secretText } },
  image: { type: "image", image: fileIds },
  video: { type: "video", video: { ...fileIds, mime_type: "video/mp4" } },
  voice: { type: "audio", audio: { ...fileIds, mime_type: "audio/ogg; codecs=opus", voice: true } },
  document: { type: "document", document: { ...fileIds, mime_type: "application/pdf", filename: "nota.pdf" } },
  sticker: { type: "sticker", sticker: { ...fileIds, mime_type: "image/webp", animated: false } },
  location: { type: "location", location: { latitude: -23.5, longitude: -46.6, name: secretText, address: "Rua A" } },
  contact: {
    type: "contacts",
    contacts: [{ name: { formatted_name: secretText }, phones: [{ phone: "+55 11 9", wa_id: "5511955550000" }] }],
  },
  poll: { type: "unsupported", unsupported: { type: "poll" }, errors: [{ code: 131051, title: "Unsupported" }] },
  reaction: { type: "reaction", reaction: { message_id: target, emoji: "👍" } },
  quote: { type: "text", text: { body: secretText }, context: { id: target, from: "5511", forwarded: false } },
  edit: {
    type: "edit",
    edit: { original_message_id: target, message: { type: "text", text: { body: secretText } } },
  },
  deletion: { type: "revoke", revoke: { original_message_id: target } },
  call: { type: "system", system: { type: "call", body: secretText, wa_id: "5511955550000" } },
  interactive: {
    type: "interactive",
    interactive: { type: "list_reply", list_reply: { id: "1", title: secretText, description: "x" } },
  },
  template: { type: "button", button: { text: secretText, payload: "SIM" } },
});

/** In the protocol's words: a content of the library's, which phones encrypt. */
export function baileysExamples(target: string): Examples {
  const bytes = new Uint8Array(32).fill(7);
  const file = {
    url: "https://mmg.whatsapp.net/v/x.enc",
    directPath: "/v/x.enc",
    mediaKey: bytes,
    fileSha256: bytes,
    fileEncSha256: bytes,
    fileLength: 1000,
    caption: secretText,
  };
  const key = { remoteJid: "5511988887777@s.whatsapp.net", fromMe: true, id: target };
  const contextInfo = { stanzaId: target, participant: "5511988887777@s.whatsapp.net", mentionedJid: ["x@lid"] };
  return {
    text: {
      extendedTextMessage: { text: secretText, matchedText: "a", title: "b", contextInfo: { isForwarded: true } },
    },
    image: { imageMessage: { ...file, mimetype: "image/png" } },
    video: { videoMessage: { ...file, mimetype: "video/mp4", seconds: 3, gifPlayback: true } },
    voice: { audioMessage: { ...file, mimetype: "audio/ogg", ptt: true, seconds: 3, waveform: new Uint8Array(64) } },
    document: { documentMessage: { ...file, mimetype: "application/pdf", fileName: "nota.pdf", title: "nota" } },
    sticker: { stickerMessage: { ...file, mimetype: "image/webp", isAnimated: true, width: 512 } },
    location: {
      locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6, name: secretText, address: "Rua" },
    },
    contact: {
      contactMessage: { displayName: secretText, vcard: "BEGIN:VCARD\nFN:Zé\nTEL;waid=5511:+55 11\nEND:VCARD" },
    },
    poll: { pollCreationMessageV3: { name: secretText, options: [{ optionName: "a" }], selectableOptionsCount: 1 } },
    reaction: { reactionMessage: { key, text: "👍", senderTimestampMs: 1_790_000_000_000 } },
    quote: { extendedTextMessage: { text: secretText, contextInfo } },
    edit: { protocolMessage: { key, type: 14, editedMessage: { conversation: secretText }, timestampMs: 1 } },
    deletion: { protocolMessage: { key, type: 0, timestampMs: 1_790_000_000_000 } },
    call: { callLogMesssage: { isVideo: true, callOutcome: 1, durationSecs: 3, participants: [{ jid: "a@lid" }] } },
    interactive: {
      listResponseMessage: { title: secretText, description: "x", singleSelectReply: { selectedRowId: "1" } },
    },
    template: {
      templateMessage: {
        hydratedTemplate: { hydratedTitleText: "t", hydratedContentText: secretText, templateId: "1" },
      },
    },
  };
}

/** In WhatsApp Web's words: the fields of a message of its page. */
export function whatsappWebExamples(target: string): Examples {
  const file = {
    mimetype: "image/png",
    size: 1000,
    caption: secretText,
    filehash: "n4bQgYhMfWWaL",
    mediaKey: "bWVkaWFLZXk",
    directPath: "/v/x.enc",
  };
  return {
    text: { type: "chat", body: secretText, isForwarded: true, links: [], subtype: "url" },
    image: { type: "image", ...file },
    video: { type: "video", ...file, duration: "3", isGif: true },
    voice: { type: "ptt", ...file, mimetype: "audio/ogg; codecs=opus", duration: "3" },
    document: { type: "document", ...file, filename: "nota.pdf" },
    sticker: { type: "sticker", ...file, isAnimated: true },
    location: { type: "location", lat: -23.5, lng: -46.6, loc: secretText, clientUrl: "https://example.com" },
    contact: { type: "vcard", body: "BEGIN:VCARD\nFN:Zé\nTEL;waid=5511:+55 11\nEND:VCARD", vcardFormattedName: "Zé" },
    poll: { type: "poll_creation", pollName: secretText, pollOptions: [{ name: "a", localId: 0 }] },
    quote: { type: "chat", body: secretText, quotedStanzaID: target, quotedMsg: { type: "chat", body: "antes" } },
    call: { type: "call_log", subtype: "miss", callOutcome: "Missed", isVideoCall: false, callDuration: 3 },
    interactive: {
      type: "list_response",
      body: secretText,
      listResponse: { title: "t", description: "d", singleSelectReply: { selectedRowId: "1" } },
    },
    template: { type: "hsm", title: "t", body: secretText, footer: "f", hydratedButtons: [{ index: 0 }] },
  };
}

/** As our process hears of what the page alone makes: what becomes of a message, whom it names, and calls. */
export const whatsappWebEvents = (target: string): Examples => {
  const remote = "5511988887777@c.us";
  const id = { fromMe: false, remote, id: target, _serialized: `false_${remote}_${target}` };
  return {
    mention: {
      kind: "message",
      model: { id, type: "chat", body: secretText, t: 1_790_000_000, mentionedJidList: ["5511900000009@c.us"] },
      people: [],
      isReplayed: false,
    },
    "quote of somebody": {
      kind: "message",
      model: { id, type: "chat", body: secretText, quotedStanzaID: "A", quotedParticipant: remote, notifyName: "M" },
      people: [],
      isReplayed: true,
    },
    call: { kind: "call", call: { id: "C1", from: remote, isVideo: true, isGroup: false, fromMe: false }, people: [] },
    reaction: {
      kind: "reaction",
      reaction: { id, msgId: id, reaction: "👍", timestamp: 1_790_000_000, senderId: remote },
      people: [],
    },
    edit: {
      kind: "edited",
      model: { id, type: "chat", body: secretText, latestEditSenderTimestampMs: 1_790_000_000_000 },
      body: secretText,
      hadBody: true,
    },
    deletion: { kind: "revoked", model: { id, protocolMessageKey: id, type: "revoked", t: 1_790_000_000 } },
  };
};

/** As somebody writes on a simulated phone. */
export const simulatorExamples = (target: string): Examples => {
  const file = { body: secretText, media: { fileName: "a.bin", mimeType: "image/png", base64: "AAAA" } };
  return {
    text: { type: "TEXT", body: secretText, content: { forwarded: true } },
    image: { type: "IMAGE", ...file },
    video: { type: "VIDEO", ...file },
    voice: { type: "AUDIO", ...file, content: { voice: true, durationSeconds: 3, waveform: [1, 2] } },
    document: { type: "DOCUMENT", ...file },
    sticker: { type: "STICKER", ...file },
    location: { type: "LOCATION", content: { location: { latitude: 1, longitude: 2, name: "a", address: null } } },
    contact: { type: "CONTACT", content: { contacts: [{ name: secretText, phoneNumbers: ["+5511"] }] } },
    poll: { type: "TEXT", body: secretText, content: { poll: { options: ["a", "b"], isMultiple: true } } },
    quote: { type: "TEXT", body: secretText, quotedProviderId: target },
    call: { type: "SYSTEM", content: { kind: "call_missed" } },
    interactive: { type: "TEXT", body: secretText, content: { kind: "interactive" } },
    template: { type: "TEXT", body: secretText, content: { kind: "template" } },
  };
};
