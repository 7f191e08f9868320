import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from "discord-api-types/v10";

export interface TextInputInput {
  readonly custom_id: string;
  readonly label: string;
  readonly style?: "short" | "paragraph";
  readonly placeholder?: string;
  readonly value?: string;
  readonly min_length?: number;
  readonly max_length?: number;
  /** True when left out. */
  readonly required?: boolean;
}

/** A field for text in a modal. */
export function textInput({ style, placeholder, value, ...rest }: TextInputInput): APITextInputComponent {
  return {
    type: ComponentType.TextInput,
    style: style === "paragraph" ? TextInputStyle.Paragraph : TextInputStyle.Short,
    ...rest,
    ...(placeholder !== undefined && placeholder !== "" && { placeholder }),
    ...(value !== undefined && value !== "" && { value }),
  };
}

/** A modal as Discord takes it. */
export type Modal = APIModalInteractionResponseCallbackData;

export interface ModalInput {
  readonly custom_id: string;
  readonly title: string;
  /** Its fields; those that a condition leaves out are undefined. */
  readonly components: readonly (APITextInputComponent | undefined)[];
}

/** A window with fields for text, each in a row of its own. */
export function modal({ custom_id, title, components }: ModalInput): Modal {
  const inputs = components.filter((input) => input !== undefined);
  return {
    custom_id,
    title,
    components: inputs.map((input) => ({ type: ComponentType.ActionRow, components: [input] })),
  };
}
