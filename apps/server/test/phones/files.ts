import sharp from "sharp";

/** A photograph of nothing, that differs from one size to the other. */
export async function jpeg(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: 40, g: 120, b: 200 };
  return Uint8Array.from(
    await sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  );
}
