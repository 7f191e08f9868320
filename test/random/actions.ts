import { type ActionDefinition, isImplemented } from "../../compiler/language/action.ts";
import type { Language } from "../../compiler/language/language.ts";
import { fieldValues, type Writing } from "./fields.ts";
import type { Place } from "./place.ts";
import { condition } from "./values.ts";

/** Action lists inside action lists. */
const DEPTH = 3;

/** Writes action lists: any action with any of its fields. */
export class ActionWriter {
  readonly #definitions: readonly ActionDefinition[];

  constructor(
    private readonly writing: Writing,
    language: Language,
  ) {
    this.#definitions = [...language.actions.values()].filter(isImplemented);
  }

  list(place: Place, most = 4): unknown[] {
    return this.writing.dice.list(1, most, () => this.#action(place));
  }

  #action(place: Place): unknown {
    const { dice } = this.writing;
    const nested = place.depth >= DEPTH;
    const fitting = this.#definitions.filter(
      ({ lists, answers }) =>
        (!nested || lists === undefined) && (!answers || place.roots.has("interaction") || dice.chance(0.1)),
    );
    const definition = dice.pick(fitting);
    const body = this.#body(definition, place);
    const beside = dice.chance(0.15) ? { when: condition(this.writing, place) } : {};
    const name = this.#stored(definition, place);
    const inside: Record<string, unknown> = { ...body, ...(name === undefined ? {} : { as: name }) };
    if (Object.keys(inside).length === 0) return definition.name;
    if (dice.chance(0.1)) return { action: definition.name, ...inside, ...beside };
    const { mainField } = definition;
    const only = Object.keys(inside).length === 1 && mainField !== undefined && mainField in inside;
    return { [definition.name]: only && dice.chance(0.5) ? inside[mainField] : inside, ...beside };
  }

  #body(definition: ActionDefinition, place: Place): Record<string, unknown> {
    const { dice } = this.writing;
    const { mainField, fields } = definition;
    const main = Object.entries(fields).filter(([name]) => name === mainField);
    const others = Object.entries(fields).filter(([name]) => name !== mainField);
    const values = {
      ...fieldValues(Object.fromEntries(main), this.writing, place, definition.name, 0.9),
      ...fieldValues(Object.fromEntries(others), this.writing, place, definition.name, 0.3),
    };
    const inner = { ...place, depth: place.depth + 1 };
    const lists = Object.entries(definition.lists ?? {})
      .filter(([, { required }]) => required || dice.chance(0.5))
      .map(([name]) => [name, this.list(inner, 3)]);
    return { ...values, ...Object.fromEntries(lists) };
  }

  /** The variable that takes the result, which later actions may read. */
  #stored({ result, fields }: ActionDefinition, { locals }: Place): string | undefined {
    const { dice } = this.writing;
    if (result === undefined || fields["as"] !== undefined || !dice.chance(0.3)) return undefined;
    const name = `result_${locals.length}`;
    locals.push(name);
    return name;
  }
}
