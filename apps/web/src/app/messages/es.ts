import { shell } from "../../features/shell/messages/es.ts";
import { shared } from "../../lib/i18n/messages/es.ts";

/** Every sentence of the app, by feature. */
export default { ...shared, shell };
