import { fileTypeFromBuffer } from "file-type";

/** Formats that are ZIP or OLE files inside: their bytes say no more, so the name's ending tells which. None of them is shown by a browser. */
const officeKinds: Readonly<Record<string, readonly [container: string, mimeType: string]>> = {
  docx: ["application/zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  xlsx: ["application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  pptx: ["application/zip", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  odt: ["application/zip", "application/vnd.oasis.opendocument.text"],
  ods: ["application/zip", "application/vnd.oasis.opendocument.spreadsheet"],
  odp: ["application/zip", "application/vnd.oasis.opendocument.presentation"],
  doc: ["application/x-cfb", "application/msword"],
  xls: ["application/x-cfb", "application/vnd.ms-excel"],
  ppt: ["application/x-cfb", "application/vnd.ms-powerpoint"],
};

/** What browsers show without being able to run anything in it. */
const shownInline = /^(image\/(jpeg|png|gif|webp)|audio\/[\w.+-]+|video\/(mp4|webm|3gpp|quicktime|ogg))$/;

/** The kind of a file by its first bytes: MIME type without parameters. */
export async function sniffMimeType(head: Uint8Array, fileName: string): Promise<string> {
  const sniffed = (await fileTypeFromBuffer(head))?.mime.replace(/;.*$/s, "").trim();
  if (sniffed === undefined) return isText(head) && !looksLikeMarkup(head) ? "text/plain" : "application/octet-stream";
  const office = officeKinds[fileName.split(".").at(-1)?.toLowerCase() ?? ""];
  return office !== undefined && office[0] === sniffed ? office[1] : sniffed;
}

/** Under which type, and whether to be shown in place, a file may be served. Whatever could run something is bytes to be saved. */
export function servedAs(mimeType: string): { contentType: string; disposition: "inline" | "attachment" } {
  if (shownInline.test(mimeType)) return { contentType: mimeType, disposition: "inline" };
  const contentType = mimeType === "application/pdf" ? mimeType : "application/octet-stream";
  return { contentType, disposition: "attachment" };
}

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    // The last character may be cut.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const looksLikeMarkup = (head: Uint8Array): boolean =>
  /^\uFEFF?\s*<[!?a-z]/i.test(new TextDecoder().decode(head.subarray(0, 512)));
