"use client";

import { BrokenPage, type BrokenPageProps } from "../features/shell/index.ts";

/** The pages before the sign-in, and what stands around the others. */
export default function AppError(props: BrokenPageProps) {
  return (
    <div className="h-dvh bg-canvas">
      <BrokenPage {...props} />
    </div>
  );
}
