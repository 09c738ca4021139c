import { driverCapabilities } from "@whatskovi/contract";
import type { DriverFactory, DriverMemory } from "../../driver.ts";
import type { SimulatedPhones } from "../../simulated-phones.ts";
import { createCustomers } from "./customers.ts";
import { NetworkRegistry } from "./network-registry.ts";
import { splitSettings } from "./settings.ts";
import { SimulatorDriver } from "./simulator.driver.ts";

/** A WhatsApp of its own, with customers whose phones one can hold: for the first look, for training, tests and load. */
export function createSimulator(deps: { memoryOf: (connectionId: string) => DriverMemory }): {
  factory: DriverFactory;
  phones: SimulatedPhones;
} {
  const registry = new NetworkRegistry();
  const drivers = new Map<string, SimulatorDriver>();
  const onRunning = (driver: SimulatorDriver, isRunning: boolean) => {
    if (isRunning) drivers.set(driver.connectionId, driver);
    else if (drivers.get(driver.connectionId) === driver) drivers.delete(driver.connectionId);
  };
  return {
    factory: {
      kind: "simulator",
      capabilities: driverCapabilities.simulator,
      splitSettings,
      create: (context) => new SimulatorDriver(context, registry, onRunning),
    },
    phones: createCustomers({ registry, drivers, memoryOf: deps.memoryOf }),
  };
}
