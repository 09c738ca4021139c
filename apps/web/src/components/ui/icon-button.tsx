"use client";

import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip.tsx";

type Props = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** Its name, for the tooltip and for screen readers. */
  label: string;
  icon: ReactNode;
  shortcut?: string | undefined;
  isPressed?: boolean;
  tone?: "plain" | "accent" | "danger";
  tooltipSide?: "top" | "bottom" | "left" | "right";
};

const tones = {
  plain: "text-ink-soft hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-accent-ink",
  accent: "bg-accent text-on-accent hover:bg-accent-hover",
  danger: "text-danger-ink hover:bg-danger-soft",
};

export function IconButton({
  label,
  icon,
  shortcut,
  isPressed,
  tone = "plain",
  tooltipSide = "bottom",
  className,
  type = "button",
  ...rest
}: Props) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-pressed={isPressed}
        {...(shortcut !== undefined && { "aria-keyshortcuts": shortcut.replace("Ctrl", "Control") })}
        className={clsx(
          "inline-flex size-8 shrink-0 items-center justify-center rounded-control transition-colors disabled:opacity-50 pointer-coarse:size-11 [&_svg]:size-5",
          tones[tone],
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
