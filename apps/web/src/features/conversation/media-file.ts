import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, endpoints } from "../../lib/api/index.ts";

const mediaKey = ["media"] as const;

/** The address of a file's bytes inside this page. They are fetched with the person's rights, so no link to them is worth anything. */
export const mediaUrlQuery = (mediaId: string) =>
  queryOptions({
    queryKey: [...mediaKey, mediaId],
    queryFn: async ({ signal }) =>
      URL.createObjectURL(await api.blob(endpoints.getMedia, { params: { id: mediaId }, query: {} }, { signal })),
    staleTime: "static",
    structuralSharing: false,
  });

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
