import { clsx } from "clsx";

/** A grey place where something will be. Shows after 150 ms, so that quick answers do not flash. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={clsx("block animate-skeleton rounded-control bg-line", className)} />
);

const widths = ["w-1/2", "w-2/5", "w-3/5", "w-1/3"] as const;

/** Rows of a list that is on its way: an avatar and two lines each. */
export function SkeletonRows({ count = 6, label }: { count?: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex h-17 items-center gap-3 px-4">
          <Skeleton className="size-10 shrink-0 rounded-full" />
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <Skeleton className={clsx("h-3", widths[index % widths.length])} />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
