/** The first visit. */
export { SetupPage } from "./setup-page.tsx";
