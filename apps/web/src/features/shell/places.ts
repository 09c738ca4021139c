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
import type { ShortcutId } from "../../lib/shortcuts/index.ts";

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
  /** The keys that lead there from anywhere. */
  readonly shortcut: ShortcutId;
};

const everybody: readonly Role[] = ["ADMIN", "SUPERVISOR", "AGENT"];
const supervisors: readonly Role[] = ["ADMIN", "SUPERVISOR"];
const administrators: readonly Role[] = ["ADMIN"];

/** Where one can go, in the order of the navigation. The server enforces the same roles. */
export const places: readonly Place[] = [
  { name: "inbox", href: "/tickets", icon: MessagesSquare, roles: everybody, shortcut: "goInbox" },
  { name: "contacts", href: "/contacts", icon: BookUser, roles: everybody, shortcut: "goContacts" },
  { name: "notifications", href: "/notifications", icon: Bell, roles: everybody, shortcut: "goNotifications" },
  { name: "connections", href: "/connections", icon: Smartphone, roles: administrators, shortcut: "goConnections" },
  { name: "queues", href: "/queues", icon: Layers, roles: administrators, shortcut: "goQueues" },
  { name: "tags", href: "/tags", icon: Tag, roles: supervisors, shortcut: "goTags" },
  { name: "customFields", href: "/custom-fields", icon: ListPlus, roles: administrators, shortcut: "goCustomFields" },
  { name: "quickReplies", href: "/quick-replies", icon: Zap, roles: everybody, shortcut: "goQuickReplies" },
  { name: "users", href: "/users", icon: Users, roles: administrators, shortcut: "goUsers" },
  { name: "simulator", href: "/simulator", icon: TabletSmartphone, roles: administrators, shortcut: "goSimulator" },
  { name: "preferences", href: "/preferences", icon: SlidersHorizontal, roles: everybody, shortcut: "goPreferences" },
];

export const placesOf = (role: Role): readonly Place[] => places.filter((place) => place.roles.includes(role));

const isUnder = (pathname: string, href: string) =>
  pathname === href || pathname.startsWith(`${href}/`) || pathname.startsWith(`${href}.`);

export const placeAt = (pathname: string): Place | undefined => places.find((place) => isUnder(pathname, place.href));
