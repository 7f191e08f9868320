import { types } from "../../compiler/expression/types.ts";
import { baseRoots, interactionRoots } from "../../compiler/language/context-roots.ts";
import { buttonContext, modalContext, selectContext } from "../../compiler/language/contexts.ts";
import { ERROR_NAMES } from "../../compiler/language/error-names.ts";
import { FAILURE_TYPE } from "../../compiler/language/error-type.ts";
import type { Roots } from "../../compiler/language/event.ts";
import type { ContextDefinition } from "../../compiler/language/handler-kind.ts";
import type { Language } from "../../compiler/language/language.ts";
import { OPTION_TYPES } from "../../compiler/language/option-types.ts";
import { ActionWriter } from "./actions.ts";
import { Dice } from "./dice.ts";
import { ExpressionWriter, type Readable } from "./expressions.ts";
import { condition, type Writing } from "./fields.ts";
import { type Place, readableFrom } from "./place.ts";

const STATE: readonly Readable[] = [
  { text: "state.guild.score", type: types.number },
  { text: "state.global.total", type: types.number },
  { text: "state.user.notes", type: types.list(types.unknown) },
  { text: "state.member.things", type: types.unknown },
  { text: "config.limit", type: types.number },
  { text: "env.PLACE", type: types.string },
];

/** What every error handler reads. */
const ERROR_ROOTS: Roots = { ...baseRoots, error: { type: FAILURE_TYPE } };

/** Makes documents of everything that the language has. What does not fit together is for others to mend. */
export class DocumentWriter {
  readonly #readable = new Map<Roots, Readable[]>();

  constructor(private readonly language: Language) {}

  /** The document of a seed. */
  write(seed: number): Record<string, unknown> {
    const dice = new Dice(seed);
    const writing: Writing = { dice, expressions: new ExpressionWriter(dice, this.language) };
    const actions = new ActionWriter(writing, this.language);
    const flows = dice.list(0, 3, (i) => `flow_${i}`);
    const at = (roots: Roots, extra: readonly Readable[] = []): Place => ({
      readable: [...this.#readableFrom(roots), ...STATE, ...extra],
      locals: [],
      depth: 0,
      flows,
    });
    const document: Record<string, unknown> = {
      version: "0.1",
      name: `Bot ${seed}`,
      config: { limit: 3 },
      intents: { auto: true },
      state: this.#state(dice),
    };
    document["commands"] = dice.list(1, 3, (i) => this.#command(i, writing, actions, at));
    document["events"] = dice.list(0, 3, () => this.#event(writing, actions, at));
    document["components"] = this.#components(dice, actions, at);
    document["flows"] = flows.map((name) => this.#flow(name, dice, actions, at));
    if (dice.chance(0.3)) document["errors"] = this.#errors(actions, at, flows, dice);
    return document;
  }

  #readableFrom(roots: Roots): readonly Readable[] {
    const known = this.#readable.get(roots) ?? readableFrom(roots, this.language);
    this.#readable.set(roots, known);
    return known;
  }

  #state(dice: Dice): unknown {
    const variables = {
      score: { type: "number", scope: "guild", default: 1 },
      total: { type: "number", scope: "global" },
      notes: { type: "array", scope: "user", default: [] },
      things: { type: "object", scope: "member" },
    };
    return { storage: { type: dice.pick(["memory", "sqlite"]) }, variables };
  }

  #errors(actions: ActionWriter, at: (roots: Roots) => Place, flows: readonly string[], dice: Dice): unknown {
    const names = dice.list(0, 2, () => dice.pick(Object.keys(ERROR_NAMES)));
    return {
      log_errors: dice.chance(0.8),
      ...(flows.length > 0 && dice.chance(0.5) ? { default_handler: dice.pick(flows) } : {}),
      handlers: Object.fromEntries(names.map((name) => [name, { actions: actions.list(at(ERROR_ROOTS)) }])),
    };
  }

  #command(
    index: number,
    writing: Writing,
    actions: ActionWriter,
    at: (roots: Roots, extra?: readonly Readable[]) => Place,
  ): unknown {
    const { dice } = writing;
    const options = dice.list(0, 3, (i) => ({
      name: `option_${i}`,
      description: "An option",
      type: dice.pick(Object.keys(OPTION_TYPES)),
      required: dice.chance(0.3),
    }));
    const readable = options.flatMap(({ name, type }) => {
      const { type: own } = OPTION_TYPES[type]!;
      return [`options.${name}`, `args.${name}`].map((text) => ({ text, type: own }));
    });
    return {
      name: `command_${index}`,
      description: "A command",
      options,
      ...(dice.chance(0.2) ? { defer: true } : {}),
      actions: actions.list(at(interactionRoots, readable)),
    };
  }

  /** Under ids that no action uses. */
  #components(dice: Dice, actions: ActionWriter, at: (roots: Roots) => Place): unknown {
    const group = (name: string, { roots }: ContextDefinition) =>
      Object.fromEntries(
        dice
          .list(0, 1, (i) => `${name}_${i}${dice.chance(0.3) ? ":*" : ""}`)
          .map((id) => [id, { actions: actions.list(at(roots)) }]),
      );
    return {
      buttons: group("random_button", buttonContext),
      selects: group("random_select", selectContext),
      modals: group("random_modal", modalContext()),
    };
  }

  #event(writing: Writing, actions: ActionWriter, at: (roots: Roots) => Place): unknown {
    const { dice } = writing;
    const definition = dice.pick([...new Set(this.language.events.values())]);
    const place = at(definition.roots);
    return {
      event: definition.name,
      ...(dice.chance(0.3) ? { when: condition(writing, place) } : {}),
      actions: actions.list(place),
    };
  }

  #flow(
    name: string,
    dice: Dice,
    actions: ActionWriter,
    at: (roots: Roots, extra?: readonly Readable[]) => Place,
  ): unknown {
    const parameters = dice.list(0, 2, (i) => ({
      name: `name_${i}`,
      type: dice.pick(["string", "number", "boolean", "array", "any"]),
      ...(dice.chance(0.3) ? { default: null } : {}),
    }));
    const readable = parameters.flatMap((each) =>
      [each.name, `args.${each.name}`].map((text) => ({ text, type: types.unknown })),
    );
    return { name, parameters, actions: actions.list(at(baseRoots, readable)) };
  }
}
