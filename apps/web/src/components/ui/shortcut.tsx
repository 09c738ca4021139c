import { clsx } from "clsx";

type Props = { keys: string; tone?: "plain" | "inverse" };

/** A key or a chord as it stands on the keyboard: `Ctrl+K`. */
export function Shortcut({ keys, tone = "plain" }: Props) {
  return (
    <kbd
      className={clsx(
        "inline-flex min-w-5 justify-center rounded-corner px-1 font-sans text-meta",
        tone === "plain" ? "border border-line text-ink-faint" : "bg-surface/20",
      )}
    >
      {keys}
    </kbd>
  );
}
