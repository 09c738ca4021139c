/* global window, define, crypto, btoa, fetch, Blob, Headers, createImageBitmap, OffscreenCanvas */
define("fake/media", (use) => {
  const line = use("fake/line");
  const blobs = new Map();
  const hashOf = async (blob) => {
    const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
    return btoa(String.fromCharCode(...new Uint8Array(digest)));
  };

  const upload = async (blob, mimeType) => {
    const headers = new Headers({ "content-type": mimeType || "application/octet-stream" });
    const answer = await fetch("/media", { method: "POST", body: blob, headers });
    if (!answer.ok) throw Object.assign(new Error(`media upload: ${answer.status}`), { status: answer.status });
    const { id } = await answer.json();
    return {
      directPath: `/media/${id}`,
      url: `https://mmg.whatsapp.net/media/${id}`,
      mediaKey: btoa(id),
      mediaKeyTimestamp: Math.floor(Date.now() / 1000),
      encFilehash: await hashOf(new Blob([id])),
    };
  };

  const download = async ({ directPath, signal }) => {
    const answer = await fetch(directPath, { signal });
    if (!answer.ok) throw Object.assign(new Error(`media download: ${answer.status}`), { status: answer.status });
    return answer.arrayBuffer();
  };

  /** Gets a file ready to be downloaded; one that WhatsApp's servers have dropped is asked of the phone that sent it. */
  const resolve = async (message) => {
    message.mediaData.set("mediaStage", "FETCHING");
    const { stage } = await line.ask("media", { id: message.id.id });
    message.mediaData.set("mediaStage", stage);
  };
  return { blobs, hashOf, upload, download, resolve };
});

define("WAWebMediaOpaqueData", () => {
  return class OpaqueData {
    constructor(blob, type) {
      this.blob = blob;
      this.type = type;
    }
    static async createFromData(blob, type) {
      return new OpaqueData(blob, type);
    }
    url() {
      return window.URL.createObjectURL(this.blob);
    }
    autorelease() {}
    formData() {
      return this.blob;
    }
  };
});
define("WAWebPrepRawMedia", (use) => {
  const { blobs, hashOf } = use("fake/media");
  const typeOf = ({ type }, { asDocument, isPtt, asSticker }) => {
    if (asDocument) return "document";
    if (asSticker) return "sticker";
    const family = type.split("/")[0];
    if (family === "audio") return isPtt ? "ptt" : "audio";
    return ["image", "video"].includes(family) ? family : "document";
  };
  /** Its methods are its own: the library spreads it into the message. */
  const prepared = (attributes) => ({
    ...attributes,
    set(more) {
      Object.assign(this, more);
    },
    toJSON() {
      const { mediaBlob: _mediaBlob, renderableUrl: _renderableUrl, set: _set, toJSON: _toJSON, ...rest } = this;
      return rest;
    },
  });
  return {
    prepRawMedia: (opaque, options) => ({
      waitForPrep: async () => {
        const filehash = await hashOf(opaque.blob);
        const type = typeOf(opaque, options);
        blobs.set(filehash, opaque.blob);
        return prepared({
          filehash,
          type,
          mediaBlob: opaque,
          mimetype: opaque.type,
          size: opaque.blob.size,
          filename: type === "document" ? opaque.blob.name : undefined,
          isGif: options.asGif === true,
        });
      },
    }),
  };
});
define("WAWebMediaStorage", () => {
  const objects = new Map();
  return {
    getOrCreateMediaObject: (filehash) => {
      const made = {
        filehash,
        contentInfo: {},
        consolidate({ size, type }) {
          Object.assign(this, { size, type });
        },
      };
      if (!objects.has(filehash)) objects.set(filehash, made);
      return objects.get(filehash);
    },
  };
});
define("WAWebMmsMediaTypes", () => ({ msgToMediaType: ({ type }) => type, castToV4: (type) => type }));
define("WAWebMediaDataUtils", () => ({ shouldUseMediaCache: () => false }));
define("WAWebMediaInMemoryBlobCache", () => ({ InMemoryMediaBlobCache: { put() {} } }));
define("WAWebMediaMmsV4Upload", (use) => ({
  uploadMedia: async ({ mimetype, mediaObject }) => {
    const { blobs, upload } = use("fake/media");
    const { url, ...entry } = await upload(blobs.get(mediaObject.filehash), mimetype);
    return { mediaEntry: { ...entry, mmsUrl: url, deprecatedMms3Url: url, uploadHash: entry.encFilehash } };
  },
}));
define("WAWebUploadManager", (use) => ({ encryptAndUpload: ({ blob }) => use("fake/media").upload(blob, blob.type) }));
define("WAWebStartMediaUploadQpl", () => ({ startMediaUploadQpl: () => ({}) }));
define("WAWebDownloadManager", (use) => ({
  downloadManager: { downloadAndMaybeDecrypt: (message) => use("fake/media").download(message) },
}));
define("WAWebImageUtils", () => ({
  toWebpSticker: async (file) => {
    const image = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(512, 512);
    const scale = 512 / Math.max(image.width, image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    canvas.getContext("2d").drawImage(image, (512 - width) / 2, (512 - height) / 2, width, height);
    return canvas.convertToBlob({ type: "image/webp" });
  },
}));
