import { SetupPage } from "../../features/setup/index.ts";

export default function Setup() {
  return <SetupPage />;
}
