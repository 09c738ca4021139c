"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { Connection } from "@whatskovi/contract";
import { clsx } from "clsx";
import { Plus, SlidersHorizontal, TabletSmartphone } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import {
  Button,
  Dialog,
  EmptyState,
  ErrorState,
  FormError,
  IconButton,
  Select,
  SkeletonRows,
  Switch,
} from "../../components/ui/index.ts";
import { api, endpoints } from "../../lib/api/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useRealtime } from "../../lib/realtime/index.ts";
import { useFullScreen } from "../../stores/navigation.ts";
import { ConnectionStatus, connectionsQuery } from "../connections/index.ts";
import { BehaviourPanel } from "./behaviour-panel.tsx";
import { ChatList } from "./chat-list.tsx";
import type { Customer } from "./customer.ts";
import { NewCustomerDialog } from "./new-customer-dialog.tsx";
import { NoSimulator } from "./no-simulator.tsx";
import { PhoneScreen } from "./phone-screen.tsx";
import { phoneHandlers } from "./simulator-queries.ts";

function PairingLine({ connectionId }: { connectionId: string }) {
  const t = useT("simulator");
  const scan = useMutation({ mutationFn: () => api.call(endpoints.simulateScan, { params: { connectionId } }) });
  return (
    <div className="flex flex-col gap-2 border-b border-note-line bg-note px-4 py-3 text-small text-note-ink">
      <p>{t("pairing")}</p>
      <Button size="small" isBusy={scan.isPending} onClick={() => scan.mutate()}>
        {t("scan")}
      </Button>
      <FormError error={scan.error} />
    </div>
  );
}

type SideProps = {
  connection: Connection;
  simulators: readonly Connection[];
  customer: Customer | null;
  onConnection: (id: string) => void;
  onCustomer: (customer: Customer) => void;
  onNew: () => void;
  onBehaviour: () => void;
};

function Side({ connection, simulators, customer, onConnection, onCustomer, onNew, onBehaviour }: SideProps) {
  const t = useT("simulator");
  return (
    <>
      <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line px-4">
        <h1 className="flex-1 text-title">{t("title")}</h1>
        <IconButton
          label={t("behaviour.open")}
          icon={<SlidersHorizontal />}
          onClick={onBehaviour}
          className="desktop:hidden"
        />
        <IconButton label={t("newCustomer")} icon={<Plus />} onClick={onNew} />
      </header>
      <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-3">
        {simulators.length > 1 && (
          <Select
            label={t("number")}
            isLabelHidden
            value={connection.id}
            choices={simulators.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={onConnection}
          />
        )}
        <div className="flex items-center justify-between gap-2">
          <span className="truncate font-medium">{connection.name}</span>
          <ConnectionStatus status={connection.status} />
        </div>
      </div>
      {connection.status === "pairing" && <PairingLine connectionId={connection.id} />}
      <ChatList connectionId={connection.id} chosen={customer} onChoose={onCustomer} />
    </>
  );
}

function Workbench({ simulators }: { simulators: readonly [Connection, ...Connection[]] }) {
  const t = useT("simulator");
  const asked = useSearchParams().get("connection");
  const [chosenId, setChosenId] = useState(asked);
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [open, setOpen] = useState<"customer" | "behaviour" | null>(null);
  const [readsWhenOpen, setReadsWhenOpen] = useState(true);
  const connection = simulators.find(({ id }) => id === chosenId) ?? simulators[0];
  const close = () => setOpen(null);
  const autoRead = (
    <Switch label={t("autoRead")} hint={t("autoReadHint")} isOn={readsWhenOpen} onChange={setReadsWhenOpen} />
  );
  useRealtime(phoneHandlers);
  useFullScreen(customer !== null);
  return (
    <div className="flex h-full min-h-0 bg-surface">
      <div
        className={clsx(
          "min-h-0 w-full flex-col border-r border-line tablet:flex tablet:w-80",
          customer === null ? "flex" : "hidden",
        )}
      >
        <Side
          {...{ connection, simulators, customer }}
          onConnection={(id) => {
            setChosenId(id);
            setCustomer(null);
          }}
          onCustomer={setCustomer}
          onNew={() => setOpen("customer")}
          onBehaviour={() => setOpen("behaviour")}
        />
      </div>
      <div
        className={clsx(
          "min-h-0 min-w-0 flex-1 bg-canvas tablet:flex tablet:p-6",
          customer === null ? "hidden" : "flex",
        )}
      >
        {customer === null ? (
          <EmptyState icon={<TabletSmartphone />} title={t("pick")} text={t("pickText")} />
        ) : (
          <PhoneScreen
            connectionId={connection.id}
            companyName={connection.name}
            {...{ customer, readsWhenOpen }}
            onBack={() => setCustomer(null)}
          />
        )}
      </div>
      <aside
        aria-label={t("behaviour.title")}
        className="hidden w-80 shrink-0 flex-col border-l border-line desktop:flex"
      >
        <h2 className="flex h-14 shrink-0 items-center border-b border-line px-4 text-title">{t("behaviour.title")}</h2>
        <div className="relative flex min-h-0 flex-1 scroll-thin flex-col gap-4 overflow-y-auto p-4">
          <BehaviourPanel key={connection.id} connection={connection}>
            {autoRead}
          </BehaviourPanel>
        </div>
      </aside>
      {open === "customer" && (
        <NewCustomerDialog
          onClose={close}
          onCreated={(created) => {
            setCustomer(created);
            close();
          }}
        />
      )}
      <Dialog isOpen={open === "behaviour"} onClose={close} title={t("behaviour.title")}>
        <BehaviourPanel key={connection.id} connection={connection}>
          {autoRead}
        </BehaviourPanel>
      </Dialog>
    </div>
  );
}

/** The customers' side: their phones, and the awkward things WhatsApp does. */
export function SimulatorPage() {
  const t = useT("common");
  const connections = useQuery(connectionsQuery());
  if (connections.isPending) return <SkeletonRows count={5} label={t("loading")} />;
  if (connections.isError)
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} className="h-full" />;
  const [first, ...others] = connections.data.filter((connection) => connection.driver === "simulator");
  return first === undefined ? <NoSimulator /> : <Workbench simulators={[first, ...others]} />;
}
