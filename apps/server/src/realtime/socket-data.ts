/** What the server keeps with each socket. */
export type SocketData = {
  userId: string;
  userName: string;
  sessionId: string;
  /** Whether the person has done something in this browser of late. */
  isActive: boolean;
};
