import { constants, createDeflate, type Deflate } from "node:zlib";
import type { WebSocket } from "ws";

/** Puts frames on a socket in the encoding that the client asked for. */
export interface Transport {
  send(frame: string): void;
  close(): void;
}

/** Chooses the transport for the `compress` query parameter; unknown values mean none, as plain JSON always works. */
export function createTransport(socket: WebSocket, compress: string | null): Transport {
  return compress === "zlib-stream" ? new ZlibTransport(socket) : new PlainTransport(socket);
}

class PlainTransport implements Transport {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(frame: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(frame);
  }

  close(): void {}
}

/** One deflate stream for the whole connection, flushed after each frame. */
class ZlibTransport implements Transport {
  readonly #socket: WebSocket;
  readonly #deflate: Deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH });
  readonly #waiting: string[] = [];
  #busy = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(frame: string): void {
    this.#waiting.push(frame);
    if (!this.#busy) this.#next();
  }

  close(): void {
    this.#waiting.length = 0;
    this.#deflate.close();
  }

  #next(): void {
    const frame = this.#waiting.shift();
    this.#busy = frame !== undefined;
    if (frame === undefined) return;
    this.#deflate.write(frame);
    this.#deflate.flush(constants.Z_SYNC_FLUSH, () => {
      const chunks: Buffer[] = [];
      for (let chunk = this.#deflate.read(); chunk !== null; chunk = this.#deflate.read()) chunks.push(chunk);
      if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(Buffer.concat(chunks));
      this.#next();
    });
  }
}
