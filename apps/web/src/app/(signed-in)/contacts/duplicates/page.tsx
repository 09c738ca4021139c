import { PossibleDuplicatesPage } from "../../../../features/contacts/index.ts";

export default function PossibleDuplicates() {
  return <PossibleDuplicatesPage />;
}
