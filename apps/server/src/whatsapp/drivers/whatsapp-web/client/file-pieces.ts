import { open } from "node:fs/promises";
import type { Page } from "puppeteer-core";
import { addPiece, readPiece } from "./page.ts";

/** A multiple of three, so that pieces in base64 stand for themselves. */
const pieceBytes = 3 * 1024 * 1024;

/** Puts a file into the page, under an id. Resolves to its size in bytes. */
export async function putFile(page: Page, id: string, file: string): Promise<number> {
  await using handle = await open(file);
  const buffer = Buffer.alloc(pieceBytes);
  for (let size = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, pieceBytes, size);
    if (bytesRead === 0) return size;
    size += bytesRead;
    await page.evaluate(addPiece, id, buffer.toString("base64", 0, bytesRead));
  }
}

/** Takes a file out of the page. Resolves to its size in bytes. */
export async function takeFile(page: Page, id: string, file: string): Promise<number> {
  await using handle = await open(file, "w", 0o600);
  for (let size = 0; ;) {
    const piece = Buffer.from(await page.evaluate(readPiece, id, size, pieceBytes), "base64");
    if (piece.length === 0) return size;
    await handle.writeFile(piece);
    size += piece.length;
  }
}
