import { TeamPage } from "../../../features/team/index.ts";

export default function Users() {
  return <TeamPage />;
}
