"use client";

import { useMutation } from "@tanstack/react-query";
import type { Connection, SimulatorBehaviour } from "@whatskovi/contract";
import { type ReactNode, useState } from "react";
import { Button, FormError, Select, ShareSlider, Switch, TextField } from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useErrorText, useT } from "../../lib/i18n/index.ts";
import { showToast } from "../../stores/toasts.ts";

const rates = [
  "sendFailureRate",
  "sendTransientRate",
  "sendLostAnswerRate",
  "disconnectInSendRate",
  "ackReversedRate",
  "ackBeforeSendRate",
  "duplicateRate",
  "placeholderRate",
] as const;

type Pace = "none" | "usual" | "slow";
type Range = [number, number];

const paces: readonly Pace[] = ["none", "usual", "slow"];
const sendDelays: Record<Pace, Range> = { none: [0, 0], usual: [300, 900], slow: [3000, 8000] };
const ackDelays: Record<Pace, Range> = { none: [0, 0], usual: [200, 600], slow: [2000, 6000] };

const paceOf = (table: Record<Pace, Range>, [, upTo]: Range): Pace =>
  paces.find((pace) => upTo <= table[pace][1]) ?? "slow";

/** What a simulator does when nobody has said otherwise; the settings of the number come over it. */
const usual: SimulatorBehaviour = {
  seed: 1,
  sendDelayMs: [0, 0],
  ackDelayMs: [200, 600],
  ackReversedRate: 0,
  ackBeforeSendRate: 0,
  readsByItself: false,
  duplicateRate: 0,
  placeholderRate: 0,
  sendFailureRate: 0,
  sendTransientRate: 0,
  sendLostAnswerRate: 0,
  disconnectInSendRate: 0,
  sendRateLimitedRate: 0,
  lidRate: 0,
  absentDigit: null,
  historyChats: 0,
  replaysByItself: true,
  catchUpBlindRate: 0,
  mediaExpiredRate: 0,
  mediaGoneRate: 0,
};

const behaviourOf = (connection: Connection): SimulatorBehaviour => ({
  ...usual,
  ...(connection.settings["behaviour"] as Partial<SimulatorBehaviour> | undefined),
});

function DisconnectButtons({ connectionId }: { connectionId: string }) {
  const t = useT("simulator.behaviour");
  const errorText = useErrorText();
  const drop = useMutation({
    mutationFn: (cause: "network" | "unlink") =>
      api.call(endpoints.simulateDisconnect, { params: { connectionId }, body: { cause, forMs: 10_000 } }),
    onSuccess: (_nothing, cause) => showToast(t(cause === "network" ? "dropped" : "unlinked")),
    onError: (error) => showToast(errorText(error), { tone: "danger" }),
  });
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-small font-medium">{t("connection")}</h3>
      <Button size="small" onClick={() => drop.mutate("network")}>
        {t("drop")}
      </Button>
      <Button size="small" onClick={() => drop.mutate("unlink")}>
        {t("unlink")}
      </Button>
    </div>
  );
}

/** The awkward behaviours of the real WhatsApp, switched with effect at once. */
export function BehaviourPanel({ connection, children }: { connection: Connection; children: ReactNode }) {
  const t = useT("simulator.behaviour");
  const [behaviour, setBehaviour] = useState(() => behaviourOf(connection));
  const save = useMutation({
    mutationFn: (body: SimulatorBehaviour) =>
      api.call(endpoints.setSimulatorBehaviour, { params: { connectionId: connection.id }, body }),
  });
  const change = (part: Partial<SimulatorBehaviour>) => {
    const next = { ...behaviour, ...part };
    setBehaviour(next);
    save.mutate(next);
  };
  const choices = paces.map((value) => ({ value, label: t(`delays.${value}`) }));
  return (
    <div className="flex flex-col gap-4">
      <p className="text-small text-pretty text-ink-soft">{t("text")}</p>
      <FormError error={save.error} />
      {children}
      <Switch
        label={t("readsByItself")}
        isOn={behaviour.readsByItself}
        onChange={(readsByItself) => change({ readsByItself })}
      />
      <Select
        label={t("sendDelay")}
        value={paceOf(sendDelays, behaviour.sendDelayMs)}
        choices={choices}
        onChange={(pace) => change({ sendDelayMs: sendDelays[pace] })}
      />
      <Select
        label={t("ackDelay")}
        value={paceOf(ackDelays, behaviour.ackDelayMs)}
        choices={choices}
        onChange={(pace) => change({ ackDelayMs: ackDelays[pace] })}
      />
      {rates.map((name) => (
        <ShareSlider
          key={name}
          label={t(name)}
          value={behaviour[name]}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      <TextField
        label={t("seed")}
        inputMode="numeric"
        value={String(behaviour.seed)}
        onChange={(text) => /^\d{1,9}$/.test(text) && change({ seed: Number(text) })}
      />
      <DisconnectButtons connectionId={connection.id} />
    </div>
  );
}
