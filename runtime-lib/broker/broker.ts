/**
 * Carries JSON between the processes of one bot. A message reaches each process at most once; while there is no
 * connection they are lost, and whoever waits for an answer has a timeout.
 */
export interface Broker {
  /** This process's own: no other of the bot has it, nor this one after a restart. */
  readonly id: string;
  /** Whether they travel through Redis. */
  readonly usesRedis: boolean;
  /** Whether messages come through at the moment, as far as is known here. */
  readonly isConnected: boolean;
  /** Begins to take messages in; resolves once they arrive, or when it is not worth waiting any longer. */
  open(listener: BrokerListener): Promise<void>;
  /** Sends to all other processes. Never throws. */
  broadcast(message: object): void;
  /** Sends to one process, which may be gone. Never throws. */
  send(to: string, message: object): void;
  close(): Promise<void>;
}

/** What takes in the messages of the other processes. */
export interface BrokerListener {
  /** @param message as it was sent; of another version of the bot perhaps */
  received(message: unknown, from: string): void;
  /** Messages arrive from now on; what was sent before is lost. After each outage again. */
  connected(): void;
}
