"use client";

import { CloudOff, RotateCw, X } from "lucide-react";
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useReducer } from "react";
import { createPortal } from "react-dom";
import { suspectNewVersion } from "../../lib/app-version/suspicion.ts";
import { useT } from "../../lib/i18n/index.ts";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

/** A line that broke in silence never says so: what has not come by then is offered again. */
const comesWithinMs = 10_000;

/** Where a part stands: in the page, or above it. */
type Stand = "inside" | "above";

type Load<Props> = () => Promise<ComponentType<Props>>;

function inTime<Value>(value: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("a part of the app has not come in time")), comesWithinMs);
  });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}

type BrokenProps = { readonly stand: Stand; readonly onRetry: () => void; readonly onClose: () => void };

/** What stands where a part did not come: why, and the way on. The page around it stays as it is. */
function Broken({ stand, onRetry, onClose }: BrokenProps) {
  const t = useT();
  const retry = (
    <Button size="small" icon={<RotateCw />} onClick={onRetry}>
      {t("common.retry")}
    </Button>
  );
  if (stand === "inside")
    return (
      <div
        role="alert"
        className="flex min-h-0 min-w-0 flex-1 flex-col items-center justify-center gap-2 bg-canvas p-4 text-center text-small text-ink-soft"
      >
        <CloudOff aria-hidden className="size-5" />
        <span className="text-pretty">{t("errors.part")}</span>
        {retry}
      </div>
    );
  return createPortal(
    <div className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex justify-center px-4 pb-safe">
      <div
        role="alert"
        className="pointer-events-auto flex max-w-120 animate-appear items-center gap-2 rounded-card border border-line bg-raised py-2 pr-2 pl-4 text-ink shadow-float"
      >
        <CloudOff aria-hidden className="size-5 shrink-0 text-ink-soft" />
        <span className="min-w-0 flex-1 text-pretty">{t("errors.part")}</span>
        {retry}
        <IconButton label={t("common.dismiss")} icon={<X />} onClick={onClose} />
      </div>
    </div>,
    document.body,
  );
}

type BoundaryProps = {
  readonly stand: Stand;
  /** Whether it is to be seen; one that is opened again is tried again. */
  readonly isOpen: boolean;
  readonly onFail: () => void;
  readonly onRetry: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

type BoundaryState = { readonly hasFailed: boolean };

class PartBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): BoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onFail();
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.hasFailed && this.props.isOpen && !before.isOpen) this.retry();
  }

  retry = (): void => {
    this.props.onRetry();
    this.setState({ hasFailed: false });
  };

  override render(): ReactNode {
    const { stand, isOpen, onClose, children } = this.props;
    if (!this.state.hasFailed) return children;
    return isOpen ? <Broken stand={stand} onRetry={this.retry} onClose={onClose} /> : null;
  }
}

/** How layers are told to go. */
type Closable = { isOpen?: boolean; onClose?: () => void; onOpenChange?: (isOpen: boolean) => void };

/**
 * A part of the app that comes when it is first shown. One that does not come, or breaks, says so in its own place and can be
 * tried again; the page around it, and what was typed there, stays. `waiting` stands there until it comes.
 */
export function lazyPart<Props extends object>(
  load: Load<Props>,
  stand: Stand,
  waiting?: (props: Props) => ReactNode,
): (props: Props) => ReactNode {
  const begin = () => lazy(async () => ({ default: (await inTime(load())) as ComponentType<object> }));
  let begun: ReturnType<typeof begin> | null = null;
  const forget = () => {
    begun = null;
    suspectNewVersion();
  };
  return function LazyPart(props: Props) {
    const [, drawAnew] = useReducer((count: number) => count + 1, 0);
    const [isDismissed, dismiss] = useReducer(() => true, false);
    const { isOpen = true, onClose, onOpenChange }: Closable = props;
    const close = () => {
      onClose?.();
      onOpenChange?.(false);
      if (onClose === undefined && onOpenChange === undefined) dismiss();
    };
    begun ??= begin();
    const Current = begun;
    return (
      <PartBoundary stand={stand} isOpen={isOpen && !isDismissed} onFail={forget} onRetry={drawAnew} onClose={close}>
        <Suspense fallback={waiting?.(props) ?? null}>
          <Current {...props} />
        </Suspense>
      </PartBoundary>
    );
  };
}
