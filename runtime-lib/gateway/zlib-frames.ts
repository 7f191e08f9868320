import { constants, createInflate, type Inflate } from "node:zlib";

const CHUNK = 65_536; /* bytes */

/** Unpacks `zlib-stream`: one deflate stream for the whole connection, flushed at the end of each frame. */
export class ZlibFrames {
  readonly #inflate: Inflate = createInflate({ chunkSize: CHUNK, flush: constants.Z_SYNC_FLUSH });
  #chunks: Buffer[] = [];

  /** @param frame called with each frame, in order; @param failed called when the stream is corrupt */
  constructor(
    private readonly frame: (frame: Buffer) => void,
    failed: (error: Error) => void,
  ) {
    this.#inflate.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
    this.#inflate.on("error", failed);
  }

  /** Takes in a message of the connection; it may be a part of a frame. */
  write(message: Buffer): void {
    // https://discord.com/developers/docs/events/gateway#zlibstream: the flush marks a frame's end.
    const isEnd = message.length >= 4 && message.readUInt32BE(message.length - 4) === 0x00_00_ff_ff;
    this.#inflate.write(message, (error) => {
      if (isEnd && !error) this.#finish();
    });
  }

  close(): void {
    this.#inflate.removeAllListeners().on("error", () => {});
    this.#inflate.close();
  }

  #finish(): void {
    const frame = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.frame(frame);
  }
}
