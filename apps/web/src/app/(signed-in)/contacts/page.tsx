import { Suspense } from "react";
import { ContactsPage } from "../../../features/contacts/index.ts";

export default function Contacts() {
  return (
    <Suspense>
      <ContactsPage />
    </Suspense>
  );
}
