"use client";

import { BrokenPage } from "../../features/shell/index.ts";

export default function SignedInError({ error }: { error: Error }) {
  return <BrokenPage error={error} />;
}
