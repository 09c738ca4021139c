"use client";

import { BrokenPage, type BrokenPageProps } from "../../features/shell/index.ts";

export default function SignedInError(props: BrokenPageProps) {
  return <BrokenPage {...props} />;
}
