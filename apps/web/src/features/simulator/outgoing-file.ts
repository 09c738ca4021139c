import type { MessageType } from "@whatskovi/contract";

/** Base64 makes a file a third larger; the endpoint takes 12 MB of text. */
export const maxFileBytes = 8_000_000;

export type OutgoingFile = { readonly fileName: string; readonly mimeType: string; readonly base64: string };

export const typeOfFile = (mimeType: string): MessageType => {
  const kind = mimeType.split("/")[0];
  if (kind === "image") return "IMAGE";
  if (kind === "video") return "VIDEO";
  return kind === "audio" ? "AUDIO" : "DOCUMENT";
};

/** The file as the simulator takes it. */
export function readFile(file: File): Promise<OutgoingFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.onload = () => {
      const [, base64 = ""] = (reader.result as string).split(",", 2);
      resolve({ fileName: file.name, mimeType: file.type === "" ? "application/octet-stream" : file.type, base64 });
    };
    reader.readAsDataURL(file);
  });
}
