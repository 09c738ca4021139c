import { CustomFieldsPage } from "../../../features/custom-fields/index.ts";

export default function CustomFields() {
  return <CustomFieldsPage />;
}
