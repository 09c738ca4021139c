import type { Message } from "@whatskovi/contract";
import { useCurrentUser } from "../../stores/session.ts";
import { galleryOf, MediaViewer, useAuthors } from "../conversation/index.ts";

type Props = {
  readonly messages: readonly Message[];
  readonly openId: string;
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
};

const noMore = { older: null, newer: null };

/** One of the shared pictures and films, as large as the window allows, and from it to the others. */
export function SharedViewer({ messages, openId, onShow, onClose }: Props) {
  const me = useCurrentUser();
  const { authorOf } = useAuthors(me.id, "");
  const gallery = galleryOf(messages);
  const open = gallery.find(({ id }) => id === openId);
  if (open === undefined) return null;
  return (
    <MediaViewer
      message={open}
      gallery={gallery}
      authorOf={(message) => authorOf(message) || (message.media?.fileName ?? "")}
      onShow={({ id }) => onShow(id)}
      more={noMore}
      onClose={onClose}
    />
  );
}
