import type { MediaFile } from "@whatskovi/contract";
import type { MediaRow } from "./media.repository.ts";

export const presentMedia = ({ id, status, fileName, mimeType, size }: MediaRow): MediaFile => ({
  id,
  status,
  fileName,
  mimeType,
  size,
});
