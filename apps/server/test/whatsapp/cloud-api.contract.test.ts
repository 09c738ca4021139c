import { driverCapabilities } from "@whatskovi/contract";
import { driverContract } from "./contract.ts";
import { openCloudApiWorld } from "./worlds/cloud-api.world.ts";

driverContract("cloud-api", openCloudApiWorld, driverCapabilities["cloud-api"]);
