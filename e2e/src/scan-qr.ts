import { expect, type Locator } from "@playwright/test";
import jsQr from "jsqr";
import sharp from "sharp";

/** Reads the QR code that a part of the page shows, from its pixels, as a phone's camera does. */
export async function readQr(code: Locator): Promise<string> {
  let text: string | undefined;
  await expect
    .poll(async () => {
      const { data, info } = await sharp(await code.screenshot())
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      text = jsQr.default(new Uint8ClampedArray(data), info.width, info.height)?.data;
      return text;
    }, "the QR code can be read")
    .toBeTruthy();
  return text ?? "";
}
