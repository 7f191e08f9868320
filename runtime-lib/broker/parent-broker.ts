import { randomUUID } from "node:crypto";
import type { Broker, BrokerListener } from "./broker.ts";
import { type Envelope, inChannel, ofChannel } from "./envelope.ts";

/** Messages over the channel between a manager and its child processes, for which the manager has a `Relay`. */
export class ParentBroker implements Broker {
  readonly id = randomUUID();
  readonly usesRedis = false;
  #listener: BrokerListener | undefined;

  get isConnected(): boolean {
    return process.connected;
  }

  async open(listener: BrokerListener): Promise<void> {
    this.#listener = listener;
    process.on("message", this.#receive);
    listener.connected();
  }

  broadcast(message: object): void {
    this.#send({ from: this.id, body: message });
  }

  send(to: string, message: object): void {
    this.#send({ from: this.id, to, body: message });
  }

  async close(): Promise<void> {
    process.off("message", this.#receive);
  }

  #send(envelope: Envelope): void {
    // What fails is lost: the manager is gone.
    if (process.connected) process.send?.(inChannel(envelope), undefined, undefined, () => {});
  }

  readonly #receive = (received: unknown): void => {
    const envelope = ofChannel(received);
    if (envelope !== undefined) this.#listener?.received(envelope.body, envelope.from);
  };
}
