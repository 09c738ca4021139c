/** The administration of the people who work here. */
export { TeamPage } from "./team-page.tsx";
