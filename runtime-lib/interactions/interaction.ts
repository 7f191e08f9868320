import type {
  APIApplicationCommandInteractionDataOption,
  APIInteractionDataResolved,
  APIMessage,
  APIUser,
  ComponentType,
  InteractionType,
} from "discord-api-types/v10";
import type { Channel, Member, Message } from "../types.ts";

/** What a user did that wants an answer, as Discord sends it; what is in `data` depends on what they did. */
export interface Interaction {
  readonly id: string;
  readonly application_id: string;
  readonly type: InteractionType;
  readonly token: string;
  readonly guild_id?: string | undefined;
  readonly channel: Channel;
  /** Who did it, in a guild. */
  readonly member?: Member | undefined;
  /** Who did it, in direct messages. */
  readonly user?: APIUser | undefined;
  /** The user's language, such as en-US. */
  readonly locale: string;
  readonly data: InteractionData;
  /** The message with the component that was used, or from which a modal was opened. */
  readonly message?: Message | undefined;
}

export interface InteractionData {
  /** Of a command: its name, and its kind. */
  readonly name?: string | undefined;
  readonly type?: number | undefined;
  readonly options?: readonly APIApplicationCommandInteractionDataOption[] | undefined;
  /** The objects that ids in it stand for. */
  readonly resolved?: (APIInteractionDataResolved & Pick<Resolved, "messages">) | undefined;
  /** Of a menu: what it was opened on. */
  readonly target_id?: string | undefined;
  /** Of a component or modal. */
  readonly custom_id?: string | undefined;
  readonly component_type?: ComponentType | undefined;
  /** What was chosen in a select menu. */
  readonly values?: readonly string[] | undefined;
  /** What was filled in to a modal. */
  readonly components?: readonly SubmittedComponent[] | undefined;
}

interface Resolved {
  readonly messages?: Readonly<Record<string, APIMessage>> | undefined;
}

/** A component of a modal as it comes back: a layout with others in it, or an input with its value. */
export interface SubmittedComponent {
  readonly type: ComponentType;
  readonly custom_id?: string | undefined;
  readonly value?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly component?: SubmittedComponent | undefined;
  readonly components?: readonly SubmittedComponent[] | undefined;
}
