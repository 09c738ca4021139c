import { createHash, X509Certificate } from "node:crypto";
import { generate } from "selfsigned";

/** A certificate for WhatsApp's names, made now and trusted by nobody. */
export type Certificate = {
  readonly key: string;
  readonly cert: string;
  /** The hash by which Chromium is told to accept this one key (`--ignore-certificate-errors-spki-list`). */
  readonly spki: string;
};

export async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "web.whatsapp.com" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "web.whatsapp.com" },
          { type: 2, value: "pps.whatsapp.net" },
        ],
      },
    ],
  });
  const publicKey = new X509Certificate(made.cert).publicKey.export({ type: "spki", format: "der" });
  return { key: made.private, cert: made.cert, spki: createHash("sha256").update(publicKey).digest("base64") };
}
