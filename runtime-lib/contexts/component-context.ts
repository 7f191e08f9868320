import { ComponentType } from "discord-api-types/v10";
import type { SubmittedComponent } from "../interactions/interaction.ts";
import type { Message } from "../types.ts";
import { InteractionContext } from "./interaction-context.ts";

/** The context of whatever runs when someone uses a component or sends a modal. */
export class ComponentContext extends InteractionContext {
  #message: Message | undefined;

  override get customId(): string {
    return this.interaction.data.custom_id!;
  }

  override get componentType(): string {
    const type = this.interaction.data.component_type;
    if (type === undefined) return "modal";
    return type === ComponentType.Button ? "button" : "select_menu";
  }

  /** The message with the component; of a modal that from which it was opened, if any. */
  override get message(): Message | undefined {
    const { message } = this.interaction;
    if (message === undefined) return undefined;
    // Discord leaves out the guild, which is the interaction's.
    const guild = this.guildId === undefined ? {} : { guild_id: this.guildId };
    this.#message ??= { ...message, ...guild };
    return this.#message;
  }

  override get messageId(): string | undefined {
    return this.interaction.message?.id;
  }

  override get values(): readonly string[] | undefined {
    return this.interaction.data.values;
  }
}

/** The context of a button. */
export interface ButtonContext extends ComponentContext {
  readonly message: Message;
  readonly messageId: string;
}

/** The context of a select menu. */
export interface SelectContext extends ButtonContext {
  /** What was chosen: texts, or ids of users, roles and channels. */
  readonly values: readonly string[];
}

/** The context of a modal with these fields. */
export class ModalContext<Fields = unknown> extends ComponentContext {
  #fields: (Fields & Readonly<Record<string, string | undefined>>) | undefined;

  /** What was written, by the ids of the inputs. */
  override get fields(): Fields & Readonly<Record<string, string | undefined>> {
    this.#fields ??= Object.fromEntries(textsIn(this.interaction.data.components ?? [])) as Fields &
      Readonly<Record<string, string | undefined>>;
    return this.#fields;
  }
}

/** The inputs for text in a modal that was sent, each in a row or under a label. */
function textsIn(components: readonly SubmittedComponent[]): [id: string, text: string][] {
  return components.flatMap(({ custom_id, value, component, components = [] }) => {
    if (custom_id !== undefined && value !== undefined) return [[custom_id, value] as [string, string]];
    return textsIn(component === undefined ? components : [component]);
  });
}
