import { Suspense } from "react";
import { ImportPage } from "../../../../features/contacts/index.ts";

export default function ContactImport() {
  return (
    <Suspense>
      <ImportPage />
    </Suspense>
  );
}
