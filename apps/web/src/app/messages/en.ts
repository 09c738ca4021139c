import { shell } from "../../features/shell/messages/en.ts";
import { shared } from "../../lib/i18n/messages/en.ts";

/** Every sentence of the app, by feature. */
export default { ...shared, shell };
