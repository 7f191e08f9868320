/** A message on its way, with who has sent it. */
export interface Envelope {
  readonly from: string;
  /** The process it is for; all others when left out. */
  readonly to?: string | undefined;
  readonly body: unknown;
}

/** What has come in, if it is an envelope. */
export function asEnvelope(value: unknown): Envelope | undefined {
  if (typeof value !== "object" || value === null || !("from" in value) || !("body" in value))
    return undefined;
  return typeof value.from === "string" ? (value as Envelope) : undefined;
}

/** The key under which envelopes travel between a manager and its processes: the channel carries other things too. */
const KEY = "furlow";

/** An envelope as the channel carries it. */
export function inChannel(envelope: Envelope): Readonly<Record<string, Envelope>> {
  return { [KEY]: envelope };
}

/** What came over the channel, if it is an envelope. */
export function ofChannel(received: unknown): Envelope | undefined {
  if (typeof received !== "object" || received === null || !(KEY in received)) return undefined;
  return asEnvelope(received[KEY]);
}
