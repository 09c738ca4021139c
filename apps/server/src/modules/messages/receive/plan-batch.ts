import { newId } from "../../../platform/ids.ts";
import type { InboundEvent, InboundMessage, MessageReacted, StatusUpdate } from "../../../whatsapp/driver.ts";
import { applyNews, tellsOfAnotherSend } from "../message-changes.ts";
import { clampTimestamp, inboundSentAt } from "../sent-at.ts";
import type {
  BatchPlan,
  ChangedMessage,
  ParkedEvent,
  PlannedChange,
  PlannedContent,
  PlannedMedia,
  PlannedMessage,
  PlannedReaction,
} from "./batch-plan.ts";
import type { BatchState, Route, StoredMessage } from "./batch-state.ts";
import { ContactBook, type PlannedContact } from "./contact-book.ts";
import { greetingFor, isOurs, newMessage } from "./new-message.ts";
import { type PlannedTicket, TicketBook } from "./ticket-book.ts";

/** Decides what a batch writes, from what is stored and what has come, in its order. Nothing is read or written here. */
export function planBatch(events: readonly InboundEvent[], state: BatchState, route: Route, now: Date): BatchPlan {
  const planner = new BatchPlanner(state, route, now);
  const ownIds = ownProviderIds(events, state);
  const newIds = newProviderIds(events);
  for (const event of events) {
    if (event.kind !== "message" || ownIds.has(event.providerId)) continue;
    if (event.origin !== "history" || !newIds.has(event.providerId)) planner.addMessage(event);
  }
  for (const event of events) if (event.kind !== "message") planner.addNews(event);
  return planner.finish();
}

/** Provider ids of which this very batch tells that they are ours: the echo of what we sent is no message of its own. */
function ownProviderIds(events: readonly InboundEvent[], { messages }: BatchState): Set<string> {
  const storedIds = new Set(messages.map(({ id }) => id));
  const ids = new Set<string>();
  for (const event of events) {
    if (event.kind !== "status" || event.messageId === null || event.providerId === null) continue;
    if (storedIds.has(event.messageId)) ids.add(event.providerId);
  }
  return ids;
}

/** While a phone is being linked, what comes in may come in its history as well: it is new all the same. */
const newProviderIds = (events: readonly InboundEvent[]): Set<string> =>
  new Set(
    events.flatMap((event) => (event.kind === "message" && event.origin !== "history" ? [event.providerId] : [])),
  );

const isGroupChat = ({ chat }: InboundMessage): boolean => chat.identities.some(({ kind }) => kind === "GROUP");

type Target = { kind: "planned"; message: PlannedMessage } | { kind: "stored"; message: StoredMessage };

class BatchPlanner {
  readonly #contacts: ContactBook;
  readonly #tickets: TicketBook;
  readonly #route: Route;
  readonly #now: Date;
  readonly #storedById: Map<string, StoredMessage>;
  readonly #storedByProviderId = new Map<string, StoredMessage>();
  readonly #parkedNews: BatchState["parked"];
  readonly #planned = new Map<string, PlannedMessage>();
  readonly #messages: PlannedMessage[] = [];
  readonly #media: PlannedMedia[] = [];
  readonly #takenUp: BatchPlan["takenUp"] = [];
  readonly #arrivals: BatchPlan["arrivals"] = [];
  readonly #contents: PlannedContent[] = [];
  readonly #changes = new Map<string, PlannedChange>();
  readonly #reactions = new Map<string, PlannedReaction>();
  readonly #changed = new Map<string, ChangedMessage>();
  readonly #parked: BatchPlan["parked"] = [];
  readonly #unparkedIds: string[] = [];
  readonly #absorbed: BatchPlan["absorbed"] = [];
  #hasGreeting = false;

  constructor(state: BatchState, route: Route, now: Date) {
    this.#contacts = new ContactBook(state.identities);
    this.#tickets = new TicketBook(state.tickets, route);
    this.#route = route;
    this.#now = now;
    this.#storedById = new Map(state.messages.map((message) => [message.id, message]));
    for (const message of state.messages) {
      if (message.providerId !== null) this.#storedByProviderId.set(message.providerId, message);
    }
    this.#parkedNews = state.parked;
  }

  addMessage(given: InboundMessage): void {
    const event = this.#hasMissed(given) ? { ...given, origin: "offline" as const } : given;
    const stored = this.#storedByProviderId.get(event.providerId);
    const planned = this.#planned.get(event.providerId);
    const earlier = stored ?? planned;
    if (earlier !== undefined) {
      if (earlier.isPlaceholder && !event.isPlaceholder) this.#fillPlaceholder(event, stored, planned);
      if (stored?.ticketId === null) this.#takeUp(event, stored);
      return;
    }
    const contact = this.#contacts.resolve(event.chat, { make: true });
    if (contact === null) return;
    const message = this.#planMessage(event, contact);
    this.#planned.set(event.providerId, message);
    this.#messages.push(message);
    this.#applyParkedNews(event.providerId);
  }

  addNews(event: ParkedEvent): void {
    if (event.kind === "contact") {
      this.#contacts.resolve(event.party, { make: false });
      return;
    }
    const target = this.#targetOf(event);
    if (target !== null) this.#applyTo(target, event);
    else if (event.providerId !== null) this.#parked.push({ providerId: event.providerId, event });
  }

  finish(): BatchPlan {
    return {
      contacts: [...this.#contacts.contacts.values()].filter((contact) => contact.isNew || contact.isChanged),
      links: this.#contacts.links,
      identities: this.#contacts.identities,
      tickets: this.#tickets.touched,
      media: this.#media,
      messages: this.#messages,
      takenUp: this.#takenUp,
      contents: this.#contents,
      changes: [...this.#changes.values()],
      reactions: [...this.#reactions.values()],
      parked: this.#parked,
      unparkedIds: this.#unparkedIds,
      absorbed: this.#absorbed,
      changed: [...this.#changed.values()],
      arrivals: this.#arrivals,
      hasGreeting: this.#hasGreeting,
    };
  }

  #planMessage(event: InboundMessage, contact: PlannedContact): PlannedMessage {
    const sentAt = inboundSentAt(event.timestamp, this.#now);
    const author = event.author === null ? null : this.#contacts.resolve(event.author, { make: true });
    const ticket = this.#ticketFor(event, contact, sentAt);
    const message: PlannedMessage = {
      ...newMessage(event, contact, ticket?.id ?? null, sentAt, author),
      mediaId: this.#planMedia(event, ticket !== null),
      quotedMessageId: this.#quotedId(event, contact.id),
    };
    if (event.origin !== "history") this.#arrivals.push({ sentAt, isOffline: event.origin === "offline" });
    if (ticket !== null) this.#countIn(event, ticket, message);
    return message;
  }

  /** A history that reaches into an interruption tells what was missed: a phone that is linked anew tells it in no other way. */
  #hasMissed({ origin, timestamp }: InboundMessage): boolean {
    if (origin !== "history") return false;
    // WhatsApp's times are whole seconds.
    return this.#route.absences.some(
      ({ from, to }) => timestamp >= from.getTime() - 1000 && (to === null || timestamp <= to.getTime()),
    );
  }

  #ticketFor(event: InboundMessage, { id, isBlocked }: PlannedContact, sentAt: Date): PlannedTicket | null {
    const opensTicket = !isBlocked && event.origin !== "history" && (!isGroupChat(event) || this.#route.groupsEnabled);
    return opensTicket ? this.#tickets.ticketOf(id, sentAt) : null;
  }

  #countIn(event: InboundMessage, ticket: PlannedTicket, message: PlannedMessage): void {
    this.#tickets.add(ticket, message, event.origin === "offline");
    if (ticket.isNew && ticket.greetedAt === null && !isOurs(event) && !isGroupChat(event))
      this.#greet(ticket, message);
  }

  /** It was stored as history, and now comes as news. */
  #takeUp(event: InboundMessage, stored: StoredMessage): void {
    const contact = this.#contacts.resolve(event.chat, { make: true });
    if (contact === null) return;
    const sentAt = inboundSentAt(event.timestamp, this.#now);
    const ticket = this.#ticketFor(event, contact, sentAt);
    if (ticket === null) return;
    const { id, body, deletedAt } = stored;
    stored.ticketId = ticket.id;
    this.#takenUp.push({ messageId: id, ticketId: ticket.id });
    this.#arrivals.push({ sentAt, isOffline: event.origin === "offline" });
    this.#countIn(event, ticket, { ...newMessage(event, contact, ticket.id, sentAt), id, body, deletedAt });
  }

  #greet(ticket: PlannedTicket, first: PlannedMessage): void {
    if (this.#route.greetingMessage.trim() === "") return;
    ticket.greetedAt = this.#now;
    this.#hasGreeting = true;
    const greeting = greetingFor(first, this.#route.greetingMessage, this.#now);
    // The inbox goes on showing what the customer wrote, who still waits for a person: so the ticket does not count it in.
    ticket.messageIds.push(greeting.id);
    this.#messages.push(greeting);
  }

  #planMedia(event: InboundMessage, isFetched: boolean): string | null {
    if (event.media === null) return null;
    const media = { id: newId(), source: event.media, isFetched };
    this.#media.push(media);
    return media.id;
  }

  /** Quotes stay within a conversation: whoever quotes another's message id quotes nothing. */
  #quotedId(event: InboundMessage, contactId: string): string | null {
    if (event.quotedProviderId === null) return null;
    const quoted = this.#storedByProviderId.get(event.quotedProviderId) ?? this.#planned.get(event.quotedProviderId);
    return quoted?.contactId === contactId ? quoted.id : null;
  }

  #fillPlaceholder(
    event: InboundMessage,
    stored: StoredMessage | undefined,
    planned: PlannedMessage | undefined,
  ): void {
    const message = stored ?? planned;
    if (message === undefined) return;
    const content = {
      type: event.type,
      body: event.body,
      content: event.content,
      raw: event.raw ?? null,
      mediaId: this.#planMedia(event, message.ticketId !== null),
      quotedMessageId: this.#quotedId(event, message.contactId),
    };
    Object.assign(message, { ...content, isPlaceholder: false });
    if (stored === undefined) return;
    this.#contents.push({ id: stored.id, ...content });
    this.#noteChanged(stored);
  }

  #applyParkedNews(providerId: string): void {
    for (const parked of this.#parkedNews.filter((news) => news.providerId === providerId)) {
      this.#unparkedIds.push(parked.id);
      if (parked.event.kind !== "message") this.addNews(parked.event);
    }
  }

  #targetOf(event: Exclude<ParkedEvent, { kind: "contact" }>): Target | null {
    const named =
      event.kind === "status" && event.messageId !== null ? this.#storedById.get(event.messageId) : undefined;
    const stored = named ?? (event.providerId === null ? undefined : this.#storedByProviderId.get(event.providerId));
    if (stored !== undefined) return { kind: "stored", message: stored };
    const planned = event.providerId === null ? undefined : this.#planned.get(event.providerId);
    return planned === undefined ? null : { kind: "planned", message: planned };
  }

  #applyTo(target: Target, event: Exclude<ParkedEvent, { kind: "contact" }>): void {
    const { message } = target;
    if (event.kind === "reaction") {
      const reactorId = event.isFromUs ? null : this.#reactorOf(event, message.contactId);
      this.#reactions.set(`${message.id} ${reactorId}`, {
        messageId: message.id,
        direction: event.isFromUs ? "OUTBOUND" : "INBOUND",
        reactorId,
        emoji: event.emoji === "" ? null : event.emoji,
        createdAt: clampTimestamp(event.timestamp, this.#now),
      });
      if (target.kind === "stored") this.#noteChanged(target.message);
      return;
    }
    const hadFailed = message.status === "FAILED";
    const hasChanged = applyNews(message, event, this.#now);
    if (target.kind === "planned") return;
    if (hadFailed && hasChanged && event.kind === "status" && tellsOfAnotherSend(message, event))
      target.message.providerId = null;
    const hasLearntId = event.kind === "status" && this.#learnProviderId(target.message, event);
    if (!hasChanged && !hasLearntId) return;
    this.#changes.set(message.id, target.message);
    this.#noteChanged(target.message);
  }

  /** Outside groups it is the other side of the conversation, by whatever identity it is named. */
  #reactorOf({ author }: MessageReacted, contactId: string): string {
    if (author === null) return contactId;
    return this.#contacts.resolve(author, { make: true })?.id ?? contactId;
  }

  #learnProviderId(message: StoredMessage, news: StatusUpdate): boolean {
    if (message.providerId !== null || news.providerId === null) return false;
    const echo = this.#storedByProviderId.get(news.providerId);
    if (echo !== undefined) {
      if (echo.direction !== "OUTBOUND") return false;
      this.#absorbed.push({ echoId: echo.id, messageId: message.id, ticketId: echo.ticketId });
    }
    message.providerId = news.providerId;
    this.#storedByProviderId.set(news.providerId, message);
    this.#applyParkedNews(news.providerId);
    return true;
  }

  #noteChanged({ id, ticketId }: StoredMessage): void {
    if (ticketId !== null) this.#changed.set(id, { id, ticketId });
  }
}
