import type { Attachment, Channel, Guild, Interaction, Member, Message, User } from "../types.ts";
import type { Context } from "./context.ts";

/** The context of a flow that handlers of several kinds call: each thing may be missing. */
export interface AnyContext extends Context {
  readonly user?: User | undefined;
  readonly userId?: string | undefined;
  readonly member?: Member | undefined;
  readonly guild?: Guild | undefined;
  readonly guildId?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly channelId?: string | undefined;
  readonly message?: Message | undefined;
  readonly messageId?: string | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly interaction?: Interaction | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}
