import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { componentEmoji } from "./emoji.ts";

export type ButtonStyleName = "primary" | "secondary" | "success" | "danger" | "link";

const BUTTON_STYLES: Readonly<Record<ButtonStyleName, ButtonStyle>> = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
  link: ButtonStyle.Link,
};

/** A button, select menu or row of a message. */
export type RowItem = APIButtonComponent | APISelectMenuComponent;
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface ButtonInput {
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: ButtonStyleName;
  /** A character or `name:id`. */
  readonly emoji?: string;
  /** Where a link button leads. */
  readonly url?: string;
  readonly disabled?: boolean;
}

/** A button; one with an address is a link. */
export function button({ custom_id, style, label, emoji, url, disabled }: ButtonInput): APIButtonComponent {
  const link = url !== undefined && url !== "";
  return {
    type: ComponentType.Button,
    style: link ? ButtonStyle.Link : BUTTON_STYLES[style ?? "primary"],
    ...(link ? { url } : { custom_id }),
    ...look(emoji),
    ...(label !== undefined && label !== "" && { label }),
    ...(disabled === true && { disabled }),
  } as APIButtonComponent;
}

/** Whether a text names a style of buttons. */
export function isButtonStyle(text: string): text is ButtonStyleName {
  return Object.hasOwn(BUTTON_STYLES, text);
}

/** A style that an expression computed; what is none is primary. */
export function buttonStyle(text: string): ButtonStyleName {
  return isButtonStyle(text) ? text : "primary";
}

export interface SelectInput {
  readonly custom_id: string;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly disabled?: boolean;
}

export interface StringSelectInput extends SelectInput {
  readonly options: readonly (SelectOptionInput | undefined)[];
}

export interface SelectOptionInput {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  /** A character or `name:id`. */
  readonly emoji?: string;
  readonly default?: boolean;
}

/** A menu of texts. */
export function stringSelect({ options, ...input }: StringSelectInput): APISelectMenuComponent {
  const present = options.filter((each) => each !== undefined);
  const select = { type: ComponentType.StringSelect, ...common(input), options: present.map(option) };
  return select as APISelectMenuComponent;
}

/** A menu of users. */
export function userSelect(input: SelectInput): APISelectMenuComponent {
  return { type: ComponentType.UserSelect, ...common(input) };
}

/** A menu of roles. */
export function roleSelect(input: SelectInput): APISelectMenuComponent {
  return { type: ComponentType.RoleSelect, ...common(input) };
}

/** A menu of users and roles. */
export function mentionableSelect(input: SelectInput): APISelectMenuComponent {
  return { type: ComponentType.MentionableSelect, ...common(input) };
}

/** A menu of channels, of these types only where there are any (Discord's numbers). */
export function channelSelect({
  channel_types,
  ...input
}: SelectInput & { readonly channel_types?: readonly number[] }): APISelectMenuComponent {
  const types = channel_types === undefined ? {} : { channel_types: [...channel_types] };
  return { type: ComponentType.ChannelSelect, ...common(input), ...types };
}

/** Components side by side; those that a condition leaves out are undefined. */
export function row(...items: readonly (RowItem | undefined)[]): Row | undefined {
  const components = items.filter((item) => item !== undefined);
  return components.length === 0 ? undefined : { type: ComponentType.ActionRow, components };
}

function common({ custom_id, placeholder, min_values, max_values, disabled }: SelectInput) {
  return {
    custom_id,
    ...(placeholder !== undefined && placeholder !== "" && { placeholder }),
    ...(min_values !== undefined && { min_values }),
    ...(max_values !== undefined && { max_values }),
    ...(disabled === true && { disabled }),
  };
}

function option({
  emoji,
  description,
  default: chosen,
  label,
  value,
}: SelectOptionInput): APISelectMenuOption {
  return {
    label,
    value,
    ...(description !== undefined && description !== "" && { description }),
    ...look(emoji),
    ...(chosen === true && { default: true }),
  };
}

function look(text: string | undefined) {
  const emoji = text === undefined ? undefined : componentEmoji(text);
  return emoji === undefined ? {} : { emoji };
}
