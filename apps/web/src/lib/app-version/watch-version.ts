import { buildId } from "../build.ts";

/** Takes the new version: the page is loaded anew. */
export type TakeVersion = () => void;

type Watch = {
  /** Looks whether another build is served by now. */
  check(): void;
  end(): void;
};

const reload = () => window.location.reload();

async function servedBuild(): Promise<string> {
  const answer = await fetch("/build.json", { cache: "no-store" });
  const { build } = (await answer.json()) as { build: string };
  return build;
}

/** Where there is no service worker (plain HTTP in an office, a private window) the page compares builds itself. */
function withoutWorker(offer: (take: TakeVersion) => void): Watch {
  return {
    check: () =>
      void servedBuild().then(
        (served) => {
          if (served !== buildId) offer(reload);
        },
        () => undefined,
      ),
    end: () => undefined,
  };
}

function withWorker(registration: ServiceWorkerRegistration, offer: (take: TakeVersion) => void): Watch {
  const { serviceWorker } = navigator;
  const offerWorker = (worker: ServiceWorker) =>
    offer(() => {
      serviceWorker.addEventListener("controllerchange", reload, { once: true });
      worker.postMessage("activate");
    });
  const follow = () => {
    const { installing, waiting } = registration;
    if (waiting !== null && serviceWorker.controller !== null) offerWorker(waiting);
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed" && serviceWorker.controller !== null) offerWorker(installing);
    });
  };
  // Another tab has taken the new version: this one goes on with the old files until it is loaded anew.
  let isControlled = serviceWorker.controller !== null;
  const taken = () => {
    if (isControlled) offer(reload);
    isControlled = true;
  };
  follow();
  registration.addEventListener("updatefound", follow);
  serviceWorker.addEventListener("controllerchange", taken);
  return {
    check: () => void registration.update().catch(() => undefined),
    end() {
      registration.removeEventListener("updatefound", follow);
      serviceWorker.removeEventListener("controllerchange", taken);
    },
  };
}

/** Has the browser keep the app for times without a network, and tells when another version of it can be had. */
export async function watchVersion(offer: (take: TakeVersion) => void): Promise<Watch> {
  if (!("serviceWorker" in navigator)) return withoutWorker(offer);
  try {
    return withWorker(await navigator.serviceWorker.register("/sw.js"), offer);
  } catch {
    return withoutWorker(offer);
  }
}
