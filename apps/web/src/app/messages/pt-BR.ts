import { shell } from "../../features/shell/messages/pt-BR.ts";
import { shared } from "../../lib/i18n/messages/pt-BR.ts";

/** Every sentence of the app, by feature. */
export default { ...shared, shell };
