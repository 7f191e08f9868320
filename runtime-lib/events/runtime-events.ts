import type { Context } from "../contexts/context.ts";
import type { Received } from "../interactions/received.ts";

/** What the runtime tells of itself, beside what the gateway sends; lower case, as no dispatch is. */
export interface RuntimeEvents {
  /** A shard's connection has closed. */
  shard_closed: { readonly shardId: number; readonly code: number };
  /** A shard reports an error. */
  shard_failed: { readonly shardId: number; readonly error: Error };
  /** A handler has failed, and nothing in the document has caught it. */
  handler_failed: HandlerFailure;
  /** A handler was stopped because it used more than its quota. */
  handler_stopped: HandlerFailure;
  /** A button was pressed. */
  button_used: Received;
  /** Something was chosen in a select menu. */
  select_used: Received;
  /** A modal was filled in and sent. */
  modal_sent: Received;
  /** Any of these. */
  component_used: Received;
  /** A minute has passed. */
  minute: Record<string, never>;
}

export interface HandlerFailure {
  readonly error: unknown;
  /** What failed: `/greet`, or the dispatch of an event. */
  readonly handler: string;
}

/** What happens under the name `*` whenever anything does. */
export interface AnyEvent {
  /** Discord's name, such as MESSAGE_CREATE, or that of an event of the bot's own. */
  readonly name: string;
  /** What came with it, as it came. */
  readonly data: unknown;
  /** Of an event of the bot's own: the context of who emits it. */
  readonly emitter?: Context;
}
