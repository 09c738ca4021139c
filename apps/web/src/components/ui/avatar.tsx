import { clsx } from "clsx";
import { UsersRound } from "lucide-react";

const tintCount = 6;

const tints = ["bg-tint-1", "bg-tint-2", "bg-tint-3", "bg-tint-4", "bg-tint-5", "bg-tint-6"] as const;

/** The same for the same id, on every machine. */
function tintOf(id: string): string {
  let hash = 7;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return tints[hash % tintCount] ?? tints[0];
}

/** `Maria Clara Souza` is `MS`; a name without letters has none. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const first = words.at(0)?.at(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? "") : "";
  return (first + last).toUpperCase();
}

const sizes = {
  /** One letter. */
  tiny: "size-5 text-meta",
  small: "size-6 text-meta",
  medium: "size-8 text-meta",
  large: "size-10 text-body",
  huge: "size-16 text-headline",
};

type Props = {
  /** Decides the tint. */
  id: string;
  name: string;
  size?: keyof typeof sizes;
  className?: string;
};

/** A person's initials on a tint of their own. Decoration: the name stands beside it. */
export function Avatar({ id, name, size = "large", className }: Props) {
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-medium text-tint-ink select-none",
        tintOf(id),
        sizes[size],
        className,
      )}
    >
      {(size === "tiny" ? initialsOf(name).slice(0, 1) : initialsOf(name)) || "#"}
    </span>
  );
}

/** In place of a person's: that it is a group. Decoration: its name stands beside it. */
export function GroupAvatar({ size = "large", className }: Pick<Props, "size" | "className">) {
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-full bg-tint-2 text-tint-ink",
        sizes[size],
        className,
      )}
    >
      <UsersRound className="size-1/2" />
    </span>
  );
}
