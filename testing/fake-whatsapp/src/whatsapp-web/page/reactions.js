/* global define */
define("fake/reactions", (use) => {
  const { Reactions } = use("fake/collections");
  const { session } = use("fake/session");

  /** The reactions to one message, grouped by emoji where they are read. */
  class MessageReactions {
    constructor() {
      this.bySender = new Map();
    }
    get length() {
      return this.bySender.size;
    }
    serialize() {
      const groups = Map.groupBy(this.bySender.values(), (reaction) => reaction.reactionText);
      return [...groups].map(([emoji, reactions]) => ({
        id: emoji,
        aggregateEmoji: emoji,
        hasReactionByMe: reactions.some(
          ({ author }) => author.equals(session.me.phone) || author.equals(session.me.lid),
        ),
        senders: reactions.map((reaction) => ({
          ...reaction,
          msgKey: reaction.id,
          parentMsgKey: reaction.reactionParentKey,
          senderUserJid: reaction.author.toString(),
          timestamp: reaction.reactionTimestamp,
        })),
      }));
    }
  }

  return {
    /** Takes a sender's reaction in the place of their earlier one; tells whether the message has any left. */
    put: (reaction, sender) => {
      const id = reaction.reactionParentKey;
      const { reactions } = Reactions.get(id) ?? { reactions: new MessageReactions() };
      if (reaction.reactionText === "") reactions.bySender.delete(sender);
      else reactions.bySender.set(sender, reaction);
      Reactions.keep({ id, reactions });
      return reactions.length > 0;
    },
  };
});
