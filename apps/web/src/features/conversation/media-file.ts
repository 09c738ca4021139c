import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { MediaFile } from "@whatskovi/contract";
import { api, endpoints } from "../../lib/api/index.ts";

const mediaKey = ["media"] as const;

/** The address of a file's bytes inside this page. They are fetched with the person's rights, so no link to them is worth anything. */
export const mediaUrlQuery = (mediaId: string, variant: "original" | "thumbnail" = "original") =>
  queryOptions({
    queryKey: [...mediaKey, mediaId, variant],
    queryFn: async ({ signal }) =>
      URL.createObjectURL(
        await api.blob(endpoints.getMedia, { params: { id: mediaId }, query: { variant } }, { signal }),
      ),
    staleTime: "static",
    structuralSharing: false,
  });

/** The small picture of a file, where there is one; else the file itself. */
export const pictureUrlQuery = ({ id, hasThumbnail }: Pick<MediaFile, "id" | "hasThumbnail">) =>
  mediaUrlQuery(id, hasThumbnail ? "thumbnail" : "original");

/** How large a picture is drawn: as it is, within the bubble; a usual frame until its size is known. */
export function frameOf({ width, height }: Pick<MediaFile, "width" | "height">): { width: number; height: number } {
  if (width === null || height === null || width === 0 || height === 0) return { width: 280, height: 224 };
  const scale = Math.min(280 / width, 320 / height, 1);
  return { width: Math.max(96, Math.round(width * scale)), height: Math.max(64, Math.round(height * scale)) };
}

/** Frees the bytes of files that have not been looked at for a while. */
export const releaseMedia = (queryClient: QueryClient): (() => void) =>
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== "removed" || event.query.queryKey[0] !== mediaKey[0]) return;
    const url = event.query.state.data;
    if (typeof url === "string") URL.revokeObjectURL(url);
  });

/** Lets the browser keep a file under its name. */
export async function downloadMedia(queryClient: QueryClient, mediaId: string, fileName: string): Promise<void> {
  const link = document.createElement("a");
  link.href = await queryClient.ensureQueryData(mediaUrlQuery(mediaId));
  link.download = fileName;
  link.click();
}

/**
 * Shows a PDF in a tab of its own. The server has looked at the bytes, and they are given to the browser under that name alone: as
 * a page of this site they cannot be read.
 */
export async function openPdf(mediaId: string): Promise<void> {
  const bytes = await api.blob(endpoints.getMedia, { params: { id: mediaId }, query: { variant: "original" } }, {});
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  const link = document.createElement("a");
  Object.assign(link, { href: url, target: "_blank", rel: "noopener" });
  link.click();
  // The tab has read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
