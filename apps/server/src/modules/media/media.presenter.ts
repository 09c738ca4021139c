import type { MediaFile } from "@whatskovi/contract";
import type { MediaInfo } from "./media.repository.ts";

export const presentMedia = (media: MediaInfo & { id: string }): MediaFile => ({
  id: media.id,
  status: media.status,
  fileName: media.fileName,
  mimeType: media.mimeType,
  size: media.size,
  width: media.width,
  height: media.height,
  durationSeconds: media.durationSeconds,
  waveform: media.waveform,
  hasThumbnail: media.hasThumbnail,
});
