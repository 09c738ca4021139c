import type { Role } from "@whatskovi/contract";
import {
  Bell,
  BookUser,
  Layers,
  ListPlus,
  type LucideIcon,
  MessagesSquare,
  SlidersHorizontal,
  Smartphone,
  Tag,
  TabletSmartphone,
  Users,
  Zap,
} from "lucide-react";

export type PlaceName =
  | "inbox"
  | "contacts"
  | "notifications"
  | "connections"
  | "queues"
  | "tags"
  | "quickReplies"
  | "customFields"
  | "users"
  | "simulator"
  | "preferences";

export type Place = {
  readonly name: PlaceName;
  readonly href: string;
  readonly icon: LucideIcon;
  readonly roles: readonly Role[];
};

const everybody: readonly Role[] = ["ADMIN", "SUPERVISOR", "AGENT"];
const supervisors: readonly Role[] = ["ADMIN", "SUPERVISOR"];
const administrators: readonly Role[] = ["ADMIN"];

/** Where one can go, in the order of the navigation. The server enforces the same roles. */
export const places: readonly Place[] = [
  { name: "inbox", href: "/tickets", icon: MessagesSquare, roles: everybody },
  { name: "contacts", href: "/contacts", icon: BookUser, roles: everybody },
  { name: "notifications", href: "/notifications", icon: Bell, roles: everybody },
  { name: "connections", href: "/connections", icon: Smartphone, roles: administrators },
  { name: "queues", href: "/queues", icon: Layers, roles: administrators },
  { name: "tags", href: "/tags", icon: Tag, roles: supervisors },
  { name: "customFields", href: "/custom-fields", icon: ListPlus, roles: administrators },
  { name: "quickReplies", href: "/quick-replies", icon: Zap, roles: everybody },
  { name: "users", href: "/users", icon: Users, roles: administrators },
  { name: "simulator", href: "/simulator", icon: TabletSmartphone, roles: administrators },
  { name: "preferences", href: "/preferences", icon: SlidersHorizontal, roles: everybody },
];

export const placesOf = (role: Role): readonly Place[] => places.filter((place) => place.roles.includes(role));

const isUnder = (pathname: string, href: string) =>
  pathname === href || pathname.startsWith(`${href}/`) || pathname.startsWith(`${href}.`);

export const placeAt = (pathname: string): Place | undefined => places.find((place) => isUnder(pathname, place.href));
