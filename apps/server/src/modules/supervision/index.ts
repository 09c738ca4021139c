/** What administrators learn of their numbers: interruptions and what became of their messages, and alerts. */
export { createAbsenceLog } from "./absence-log.repository.ts";
export { createAlertDesk } from "./alert-desk.repository.ts";
export { presentAlert } from "./alert.presenter.ts";
export { loadAlerts } from "./alert.read-model.ts";
export { countRecovered } from "./count-recovered.repository.ts";
export { presentGap } from "./gap.presenter.ts";
export { loadGaps } from "./gap.read-model.ts";
export { supervisionHandlers } from "./supervision.controller.ts";
