import type { Situation } from "../decide.ts";

/** Nobody looks, everything is allowed. */
export const unattended: Situation = {
  attendedTicketIds: new Set(),
  hasFocus: false,
  isInSight: false,
  isAwayByHand: false,
  isSpeaker: true,
  mayShow: true,
};
