import { WebSocket } from "ws";

type OnMarker = (marker: string, at: number) => void;

/**
 * A connected agent that costs the machine little: it speaks Socket.IO's protocol over a bare WebSocket and only looks for the
 * marker of each message in the text of the frame, so that the load driver does not take the server's processor.
 */
export class AgentSocket {
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Resolves when the server has put the socket into its rooms. `onSent` is told of what WhatsApp has taken. */
  static connect(
    baseUrl: string,
    token: string,
    onMarker: OnMarker,
    onSent: OnMarker = () => {},
  ): Promise<AgentSocket> {
    const url = `${baseUrl.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const agent = new AgentSocket(socket);
    return new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.on("message", (data) => {
        const frame = String(data);
        if (frame.startsWith("0")) socket.send(`40${JSON.stringify({ token })}`);
        else if (frame === "2") socket.send("3");
        else if (frame.startsWith("44")) reject(new Error(`the socket was refused: ${frame}`));
        else if (frame.startsWith('42["session:ready"')) resolve(agent);
        else if (frame.startsWith('42["message:new"')) find(frame, onMarker);
        else if (frame.startsWith('42["message:update"') && /"status":"(?:SENT|RECEIVED|READ)"/.test(frame))
          find(frame, onSent);
      });
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}

function find(frame: string, onMarker: OnMarker): void {
  const start = frame.indexOf("bench:");
  if (start >= 0) onMarker(frame.slice(start, frame.indexOf(";", start)), performance.now());
}
