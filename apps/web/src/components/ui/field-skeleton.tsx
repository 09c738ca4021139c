import type { FieldTexts } from "./field.tsx";
import { Skeleton } from "./skeleton.tsx";

/** The place of a field whose control is on its way. */
export const FieldSkeleton = ({ label, isLabelHidden = false, className }: FieldTexts & { className?: string }) => (
  <div className={className}>
    {!isLabelHidden && <p className="mb-1 text-small font-medium">{label}</p>}
    <Skeleton className="h-9 pointer-coarse:h-11" />
  </div>
);
