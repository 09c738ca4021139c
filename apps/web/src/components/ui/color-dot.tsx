import { clsx } from "clsx";

type Props = { color: string; className?: string };

/** A colour that a person chose: always a dot beside a name, never a filled block. */
export const ColorDot = ({ color, className }: Props) => (
  <span aria-hidden className={clsx("size-2 shrink-0 rounded-full", className)} style={{ backgroundColor: color }} />
);
