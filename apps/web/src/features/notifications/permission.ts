import { useEffect } from "react";
import { create } from "zustand";
import { persist } from "zustand/middleware";

/** `unsupported`: the browser has no notifications, or not on a page without encryption. */
type Permission = NotificationPermission | "unsupported";

export const permissionNow = (): Permission =>
  typeof Notification === "undefined" || !window.isSecureContext ? "unsupported" : Notification.permission;

const usePermissionStore = create<{ readonly permission: Permission }>(() => ({ permission: permissionNow() }));
const look = () => usePermissionStore.setState({ permission: permissionNow() });

/** Whether this browser may show notifications. It follows what somebody sets in the browser meanwhile. */
export function usePermission(): Permission {
  useEffect(() => {
    look();
    window.addEventListener("focus", look);
    let status: PermissionStatus | null = null;
    let isOver = false;
    navigator.permissions
      ?.query({ name: "notifications" })
      .then((found) => {
        if (isOver) return;
        status = found;
        status.addEventListener("change", look);
      })
      // Some browsers do not tell: the window's focus is a sign as well.
      .catch(() => undefined);
    return () => {
      isOver = true;
      window.removeEventListener("focus", look);
      status?.removeEventListener("change", look);
    };
  }, []);
  return usePermissionStore(({ permission }) => permission);
}

/** Asks the person, by the browser's own question. To be called by a press of theirs alone: browsers refuse otherwise, for good. */
export async function askForPermission(): Promise<Permission> {
  if (permissionNow() === "default") await Notification.requestPermission();
  look();
  return permissionNow();
}

type Offer = {
  /** Something came that could not be shown outside the page. */
  readonly isDue: boolean;
  /** They do not want to be asked, in this browser. */
  readonly isDeclined: boolean;
};

/** Whether to offer notifications in this browser: when there was something to be shown, until somebody says no. */
export const useOffer = create<Offer>()(
  persist((): Offer => ({ isDue: false, isDeclined: false }), {
    name: "whatskovi.notifications.offer",
    partialize: ({ isDeclined }) => ({ isDeclined }),
  }),
);

export const noteMissed = (): void => {
  if (permissionNow() === "default" && !useOffer.getState().isDue) useOffer.setState({ isDue: true });
};

export const declineOffer = (): void => void useOffer.setState({ isDeclined: true });
