import type { Readable } from "node:stream";
import sharp from "sharp";

/** What a picture is and how it looks small. */
export type Picture = { readonly width: number; readonly height: number; readonly thumbnail: Buffer };

/** The longer side of a small picture, in pixels. */
const thumbnailSide = 320;
/** A picture that unfolds to more is never unfolded: 64 megapixels are more than any phone takes. */
const mostPixels = 64_000_000;
const longestMs = 20_000;

const pictures = /^image\/(jpeg|png|webp|gif)$/;

export const isPicture = (mimeType: string): boolean => pictures.test(mimeType);

// One thread a picture, and nothing kept: pictures come and go beside everything else.
sharp.concurrency(1);
sharp.cache(false);

/** Measures a picture as it is shown (turned by its EXIF) and makes a small one, WebP. Throws for what is no sound picture. */
export async function readPicture(bytes: Readable): Promise<Picture> {
  const picture = sharp({ limitInputPixels: mostPixels, failOn: "error", pages: 1 });
  const arrived = new Promise<never>((_resolve, reject) => bytes.once("error", reject));
  bytes.pipe(picture);
  try {
    const [{ autoOrient }, thumbnail] = await Promise.race([
      Promise.all([
        picture.clone().metadata(),
        picture
          .clone()
          .autoOrient()
          .resize(thumbnailSide, thumbnailSide, { fit: "inside", withoutEnlargement: true })
          .webp({ quality: 75 })
          .timeout({ seconds: longestMs / 1000 })
          .toBuffer(),
      ]),
      arrived,
    ]);
    return { width: autoOrient.width, height: autoOrient.height, thumbnail };
  } finally {
    bytes.destroy();
  }
}
