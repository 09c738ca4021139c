import type { SimulatorBehaviour } from "@whatskovi/contract";
import { between, diceFor } from "./dice.ts";

/** What will happen to one message on its way to the customer. */
export type SendPlan = {
  readonly delayMs: number;
  readonly result:
    "answered" | "refused" | "refused_for_now" | "rate_limited" | "answer_lost" | "dropped_before" | "dropped_after";
  readonly ticks: "in_order" | "reversed" | "before_answer";
  /** Milliseconds to the first tick, and from there to the second. */
  readonly tickDelaysMs: readonly [number, number];
};

/** The same for the same seed, phone and turn, whatever else is under way. `turn` counts what was sent to that phone. */
export function planSend(behaviour: SimulatorBehaviour, phone: string, turn: number): SendPlan {
  const dice = diceFor(behaviour.seed, "send", phone, turn);
  const delayMs = between(dice, behaviour.sendDelayMs);
  const tickDelaysMs = [between(dice, behaviour.ackDelayMs), between(dice, behaviour.ackDelayMs)] as const;
  const [refused, forNow, lost, dropped, half, before, reversed, limited] = [
    dice(),
    dice(),
    dice(),
    dice(),
    dice(),
    dice(),
    dice(),
    dice(),
  ];
  const result = (): SendPlan["result"] => {
    if (refused < behaviour.sendFailureRate) return "refused";
    if (forNow < behaviour.sendTransientRate) return "refused_for_now";
    if (limited < behaviour.sendRateLimitedRate) return "rate_limited";
    if (dropped < behaviour.disconnectInSendRate) return half < 0.5 ? "dropped_before" : "dropped_after";
    return lost < behaviour.sendLostAnswerRate ? "answer_lost" : "answered";
  };
  const ticks = () => {
    if (before < behaviour.ackBeforeSendRate) return "before_answer";
    return reversed < behaviour.ackReversedRate ? "reversed" : "in_order";
  };
  return { delayMs, result: result(), ticks: ticks(), tickDelaysMs };
}
