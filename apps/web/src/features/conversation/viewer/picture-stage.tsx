import { useQuery } from "@tanstack/react-query";
import type { MediaFile } from "@whatskovi/contract";
import { ErrorState, Skeleton } from "../../../components/ui/index.ts";
import { mediaUrlQuery, pictureUrlQuery } from "../media-file.ts";
import type { Zoom } from "./zoom.ts";

type PictureProps = { readonly media: MediaFile; readonly alt: string; readonly zoom: Zoom };

/** The small picture at once, the large one in its place as soon as it is there. */
export function Picture({ media, alt, zoom }: PictureProps) {
  const { data: small } = useQuery(pictureUrlQuery(media));
  const { data: large, error, refetch } = useQuery(mediaUrlQuery(media.id));
  const url = large ?? small;
  if (error !== null && small === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (url === undefined) return <Skeleton className="size-32 rounded-card" />;
  const { scale, x, y, turns } = zoom;
  const isAcross = turns % 2 !== 0;
  return (
    <img
      src={url}
      alt={alt}
      draggable={false}
      style={{
        transform: `translate(${x}px, ${y}px) scale(${scale}) rotate(${turns * 90}deg)`,
        // Turned aside, its width has the height of the stage.
        maxWidth: isAcross ? "100cqh" : "100cqw",
        maxHeight: isAcross ? "100cqw" : "100cqh",
      }}
      className="animate-appear select-none"
    />
  );
}

/** A film, which begins by itself: somebody has asked for it. */
export function Film({ media, label }: { readonly media: MediaFile; readonly label: string }) {
  const { data: url, error, refetch } = useQuery(mediaUrlQuery(media.id));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (url === undefined) return <Skeleton className="h-56 w-70 max-w-full rounded-card" />;
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- what customers film has no captions
    <video src={url} controls autoPlay aria-label={label} className="max-h-full max-w-full rounded-card outline-none" />
  );
}
