import { PreferencesPage } from "../../../features/preferences/index.ts";

export default function PreferencesOfUser() {
  return <PreferencesPage />;
}
