import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getMediaKeys, type MediaType } from "@whiskeysockets/baileys";
import { generate } from "selfsigned";
import { bufferOf, sha256 } from "./bytes.ts";

/** The fields of a message with which its file is found, checked and opened. */
export type StoredMedia = {
  readonly url: string;
  readonly directPath: string;
  readonly mediaKey: Buffer;
  readonly fileSha256: Buffer;
  readonly fileEncSha256: Buffer;
  readonly fileLength: number;
};

type UploadFault = { readonly status: number };

const MAC_LENGTH = 10;

/**
 * WhatsApp's file server over HTTPS (Baileys writes `https://` itself before the host that `media_conn` names, so plain HTTP is
 * not possible). Files lie there encrypted; what has expired answers 410, what never was 404.
 */
export class MediaHost {
  readonly #files = new Map<string, Buffer>();
  readonly #expired = new Set<string>();
  readonly #uploadFaults: UploadFault[] = [];
  readonly #server: Server;
  /** The certificate that clients must trust (PEM): it signs itself, for 127.0.0.1. */
  readonly certificate: string;
  /** How often each path was asked for. */
  readonly downloads = new Map<string, number>();
  /** Answers downloads this late, milliseconds. */
  downloadDelayMs = 0;

  private constructor(certificate: string, key: string) {
    this.certificate = certificate;
    this.#server = createServer({ key, cert: certificate }, (req, res) => void this.#serve(req, res));
  }

  static async start(port = 0): Promise<MediaHost> {
    const { cert, private: key } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
      keyType: "ec",
      algorithm: "sha256",
      extensions: [
        { name: "basicConstraints", cA: true },
        { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
      ],
    });
    const host = new MediaHost(cert, key);
    await new Promise<void>((resolve) => host.#server.listen(port, "127.0.0.1", resolve));
    return host;
  }

  /** `127.0.0.1:<port>`, as `media_conn` tells it. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next uploads are answered with this HTTP status. */
  failUploads(status: number, times = 1): void {
    this.#uploadFaults.push(...Array.from({ length: times }, () => ({ status })));
  }

  /** A phone uploads a file. */
  async upload(bytes: Buffer, type: MediaType): Promise<StoredMedia> {
    const mediaKey = randomBytes(32);
    const sealed = await this.#seal(bytes, mediaKey, type);
    const directPath = this.#keep(sealed);
    return {
      url: `https://${this.host}${directPath}`,
      directPath,
      mediaKey,
      fileSha256: sha256(bytes),
      fileEncSha256: sha256(sealed),
      fileLength: bytes.length,
    };
  }

  /** A phone uploads a file again under the key that its message told. */
  async uploadAgain(bytes: Buffer, mediaKey: Buffer, type: MediaType): Promise<string> {
    return this.#keep(await this.#seal(bytes, mediaKey, type));
  }

  /** A phone downloads and opens a file. Throws when it is not there or was tampered with. */
  async download(directPath: string, mediaKey: Uint8Array, type: MediaType): Promise<Buffer> {
    const sealed = this.#files.get(directPath);
    if (sealed === undefined) throw new Error(`no file at ${directPath}`);
    const { cipherKey, iv, macKey } = await getMediaKeys(bufferOf(mediaKey), type);
    const [body, mac] = [sealed.subarray(0, -MAC_LENGTH), sealed.subarray(-MAC_LENGTH)];
    const expected = createHmac("sha256", bufferOf(macKey)).update(iv).update(body).digest().subarray(0, MAC_LENGTH);
    if (!expected.equals(mac)) throw new Error("the file's mac is wrong");
    const decipher = createDecipheriv("aes-256-cbc", bufferOf(cipherKey), iv);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  }

  expire(directPath: string): void {
    this.#files.delete(directPath);
    this.#expired.add(directPath);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #seal(bytes: Buffer, mediaKey: Buffer, type: MediaType): Promise<Buffer> {
    const { cipherKey, iv, macKey } = await getMediaKeys(mediaKey, type);
    const cipher = createCipheriv("aes-256-cbc", bufferOf(cipherKey), iv);
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const mac = createHmac("sha256", bufferOf(macKey)).update(iv).update(body).digest().subarray(0, MAC_LENGTH);
    return Buffer.concat([body, mac]);
  }

  #keep(sealed: Buffer): string {
    const directPath = `/v/t62.7118-24/${randomBytes(12).toString("hex")}.enc`;
    this.#files.set(directPath, sealed);
    return directPath;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "POST") return this.#receive(request, response);
    const path = (request.url ?? "").split("?")[0] ?? "";
    this.downloads.set(path, (this.downloads.get(path) ?? 0) + 1);
    if (this.downloadDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.downloadDelayMs));
    const file = this.#files.get(path);
    if (file === undefined) response.writeHead(this.#expired.has(path) ? 410 : 404).end();
    else
      response.writeHead(200, { "content-type": "application/octet-stream", "content-length": file.length }).end(file);
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fault = this.#uploadFaults.shift();
    if (fault !== undefined) return void response.writeHead(fault.status).end("{}");
    const directPath = this.#keep(Buffer.concat(chunks));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ url: `https://${this.host}${directPath}`, direct_path: directPath }));
  }
}
