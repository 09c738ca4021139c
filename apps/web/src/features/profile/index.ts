/** One's own account. */
export { ProfilePage } from "./profile-page.tsx";
