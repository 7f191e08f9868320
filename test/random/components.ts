import { baseRoots } from "../../compiler/language/context-roots.ts";
import { buttonContext, modalContext, selectContext } from "../../compiler/language/contexts.ts";
import {
  buttonFields,
  channelSelectFields,
  entitySelectFields,
  SELECTS,
  stringSelectFields,
} from "../../compiler/language/fields/component-parts.ts";
import { inputFields } from "../../compiler/language/fields/modal.ts";
import type { ContextDefinition } from "../../compiler/language/handler-kind.ts";
import type { At } from "./document.ts";
import { fieldValues, type Writing } from "./fields.ts";
import type { Place } from "./place.ts";

/** A component of a message: written out, in a row, or one of the document's. */
export function component(writing: Writing, place: Place): unknown {
  const { dice } = writing;
  const { components } = place.declared;
  if (components.length > 0 && dice.chance(0.3)) return dice.pick(components);
  if (dice.chance(0.2)) return { type: "row", components: dice.list(1, 2, () => button(writing, place)) };
  return dice.chance(0.6) ? button(writing, place) : select(writing, place);
}

/** A button that leads somewhere or has an id. */
export function button(writing: Writing, place: Place): Record<string, unknown> {
  const { custom_id: _id, url: _url, style: _style, ...fields } = buttonFields;
  const look = fieldValues(fields, writing, place, "button", 0.3);
  if (writing.dice.chance(0.2)) return { type: "button", ...look, url: "https://example.com/" };
  const style = writing.dice.pick(["primary", "success", "danger"]);
  return { type: "button", ...look, label: "A button", custom_id: customId(writing), style };
}

/** A menu of any type there is. */
export function select(writing: Writing, place: Place): Record<string, unknown> {
  const { dice } = writing;
  const [type, kind] = dice.pick(Object.entries(SELECTS));
  const all = { stringSelect: stringSelectFields, channelSelect: channelSelectFields };
  const fields = Object.hasOwn(all, kind) ? all[kind as keyof typeof all] : entitySelectFields;
  const { custom_id: _id, min_values: _min, max_values: _max, ...others } = { ...fields };
  const counts = dice.chance(0.3) ? { min_values: 0, max_values: 1 } : {};
  const name = /^\d/.test(type) && dice.chance(0.5) ? Number(type) : type;
  return {
    type: name,
    custom_id: customId(writing),
    ...counts,
    ...fieldValues(others, writing, place, "select", 0.3),
  };
}

/** An input of a modal. */
export function input(writing: Writing, place: Place, index = 0): Record<string, unknown> {
  const { custom_id: _id, min_length: _least, max_length: _most, ...fields } = inputFields;
  const look = fieldValues(fields, writing, place, "input", 0.3);
  return { type: "text_input", custom_id: `input_${index}`, ...look };
}

function customId({ dice }: Writing): string {
  return `id_${dice.whole(0, 999_999)}`;
}

/** The section `components`: what actions show, and handlers. */
export function components(
  writing: Writing,
  declared: { readonly components: readonly string[]; readonly modals: readonly string[] },
  at: At,
): Record<string, unknown> {
  const { dice } = writing;
  const place = { ...at(baseRoots), declared: { ...at(baseRoots).declared, components: [] } };
  const parts = declared.components.map((name) => [name, dice.chance(0.6)] as const);
  const of = (buttons: boolean, make: () => unknown) =>
    Object.fromEntries(parts.filter(([, is]) => is === buttons).map(([name]) => [name, make()]));
  const modal = () => ({ title: "A modal", components: dice.list(1, 3, (i) => input(writing, place, i)) });
  return {
    buttons: { ...of(true, () => button(writing, place)), ...handled("button", buttonContext, writing, at) },
    selects: { ...of(false, () => select(writing, place)), ...handled("select", selectContext, writing, at) },
    modals: {
      ...Object.fromEntries(declared.modals.map((name) => [name, modal()])),
      ...handled("modal", modalContext(), writing, at),
    },
  };
}

/** Handlers of components under ids that no action uses. */
function handled(
  name: string,
  { roots }: ContextDefinition,
  { dice, actions }: Writing,
  at: At,
): Record<string, unknown> {
  const ids = dice.list(0, 1, (i) => `random_${name}_${i}${dice.chance(0.3) ? ":*" : ""}`);
  return Object.fromEntries(ids.map((id) => [id, { actions: actions(at(roots)) }]));
}
