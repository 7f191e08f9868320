import { PARAMETER_TYPES } from "../../compiler/2-check/flows.ts";
import { types } from "../../compiler/expression/types.ts";
import { baseRoots } from "../../compiler/language/context-roots.ts";
import type { Roots } from "../../compiler/language/event.ts";
import type { Language } from "../../compiler/language/language.ts";
import { ActionWriter } from "./actions.ts";
import { command, contextMenu } from "./commands.ts";
import { components } from "./components.ts";
import { declare, readState } from "./declared.ts";
import { Dice } from "./dice.ts";
import { eventHandler, ownHandler } from "./events.ts";
import { ExpressionWriter, type Readable } from "./expressions.ts";
import { TABLE, type Writing } from "./fields.ts";
import { type Declared, type Place, readableFrom } from "./place.ts";
import { embeds, errors, identity, intents, permissions, presence, settings, theme } from "./sections.ts";
import { value } from "./values.ts";

/** The place of something that has these roots, and what can be read beside them. */
export type At = (roots: Roots, extra?: readonly Readable[]) => Place;

/** Makes documents of everything that the language has. What does not fit together is for others to mend. */
export class DocumentWriter {
  readonly #readable = new Map<Roots, Readable[]>();

  constructor(private readonly language: Language) {}

  /** The document of a seed. */
  write(seed: number): Record<string, unknown> {
    const dice = new Dice(seed);
    const declared = declare(dice);
    const state = readState(declared);
    const at: At = (roots, extra = []) => ({
      readable: [...this.#readableFrom(roots), ...state, ...extra],
      roots: new Set(Object.keys(roots)),
      locals: [],
      depth: 0,
      declared,
    });
    const document = this.#whole(seed, dice, declared, at);
    return Object.fromEntries(Object.entries(document).filter(([, section]) => section !== undefined));
  }

  #whole(seed: number, dice: Dice, declared: Declared, at: At): Record<string, unknown> {
    const { language } = this;
    const writing: Writing = {
      dice,
      expressions: new ExpressionWriter(dice, language),
      entities: new Set(language.entities.keys()),
      actions: (place, most) => actions.list(place, most),
    };
    const actions = new ActionWriter(writing, language);
    const maybe = <T>(chance: number, make: () => T) => (dice.chance(chance) ? make() : undefined);
    const own = declared.events.filter(() => dice.chance(0.8));
    return {
      version: "0.1",
      name: `Bot ${seed}`,
      ...settings(dice),
      config: { limit: 3, title: "A title" },
      intents: intents(dice),
      identity: maybe(0.2, () => identity(writing, at)),
      presence: maybe(0.3, () => presence(writing, at)),
      permissions: permissions(writing, at),
      state: this.#state(dice, declared),
      theme: theme(writing, declared.colors, at),
      embeds: embeds(writing, declared.embeds, at),
      components: components(writing, declared, at),
      errors: maybe(0.3, () => errors(writing, declared.flows, at)),
      commands: dice.list(1, 3, (i) => command(i, writing, at)),
      context_menus: maybe(0.4, () => dice.list(1, 2, (i) => contextMenu(i, writing, at))),
      events: [
        ...dice.list(0, 3, () => eventHandler(writing, language, at)),
        ...own.map((name) => ownHandler(name, writing, at)),
      ],
      flows: declared.flows.map((name) => this.#flow(name, writing, at)),
    };
  }

  #readableFrom(roots: Roots): readonly Readable[] {
    const known = this.#readable.get(roots) ?? readableFrom(roots, this.language);
    this.#readable.set(roots, known);
    return known;
  }

  #state(dice: Dice, { variables }: Declared): unknown {
    const written = variables.map((each) => [each.name, each.written]);
    const names = dice.list(3, 3, (i) => [`name_${i}`, "json"]);
    const columns = { id: { type: "number", primary: true }, ...Object.fromEntries(names) };
    return {
      storage: { type: dice.pick(["memory", "sqlite"]) },
      variables: Object.fromEntries(written),
      tables: { [TABLE]: { columns } },
    };
  }

  #flow(name: string, writing: Writing, at: At): unknown {
    const { dice } = writing;
    const parameters = dice.list(0, 2, (i) => {
      const type = dice.pick(Object.keys(PARAMETER_TYPES));
      return {
        name: `name_${i}`,
        ...(dice.chance(0.8) ? { type } : {}),
        ...(dice.chance(0.3) ? { default: dice.pick([null, ...(PARAMETER_DEFAULTS[type] ?? [])]) } : {}),
        ...(dice.chance(0.2) ? { required: dice.chance(0.5) } : {}),
      };
    });
    const readable = parameters.flatMap((each) =>
      [each.name, `args.${each.name}`].map((text) => ({ text, type: types.unknown })),
    );
    const place = at(baseRoots, readable);
    return {
      name,
      parameters,
      ...(dice.chance(0.2) ? { when: writing.expressions.write("boolean", place.readable, 2) } : {}),
      actions: writing.actions(place),
      ...(dice.chance(0.2) ? { returns: value(writing, place) } : {}),
    };
  }
}

const PARAMETER_DEFAULTS: Readonly<Record<string, readonly unknown[]>> = {
  string: ["words"],
  number: [3],
  boolean: [true],
  array: [[1, 2]],
  object: [{ a: 1 }],
  any: ["anything"],
};
