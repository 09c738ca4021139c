import type { Message } from "@whatskovi/contract";
import { MediaViewer } from "../conversation/index.ts";

type Props = {
  readonly messages: readonly Message[];
  readonly openId: string;
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
};

/** One of the shared pictures and films, as large as the window allows. */
export function SharedViewer({ messages, openId, onClose }: Props) {
  const open = messages.find(({ id }) => id === openId);
  if (open === undefined || open.media === null) return null;
  return <MediaViewer media={open.media} caption={open.body} onClose={onClose} />;
}
