import type { CheckContext } from "../2-check/context.ts";
import type { CheckedAction, CheckedBody } from "../2-check/program.ts";
import type { LowerContext } from "../3-lower/context.ts";
import type { Expression, Statement } from "../3-lower/ir.ts";
import type { Type } from "../expression/types.ts";
import type { Checked, Fields } from "./field.ts";
import type { ContextDefinition } from "./handler-kind.ts";

export type ActionCategory =
  | "message"
  | "member"
  | "channel"
  | "state"
  | "flow"
  | "database"
  | "voice"
  | "component"
  | "misc";

/** An action list inside an action, such as the branches of a condition. */
export interface ActionListDefinition<F extends Fields = Fields> {
  readonly summary: string;
  readonly required?: boolean;
  readonly aliases?: readonly string[];
  /** Most actions it may hold, where that is fewer than elsewhere. */
  readonly maximum?: number;
  /** Whether its actions run beside each other instead of one after another. */
  readonly sideBySide?: boolean;
  /** What holds inside the list: which paths are known to be there, whether it may not run. */
  context?(fields: Checked<F>, context: CheckContext): CheckContext;
}

/**
 * What an action becomes: a value that `as` can store, with what stands around it, or statements without one.
 * `inline` are statements that call nothing which pays for the action: loops pay for those themselves.
 */
export type LoweredAction =
  | {
      readonly value: Expression;
      readonly before?: readonly Statement[];
      readonly after?: readonly Statement[];
    }
  | { readonly statements: readonly Statement[] }
  | { readonly inline: readonly Statement[] };

/**
 * An action of the language. Everything about it derives from this one record: checking, the schema, docs,
 * completion, and the code it becomes.
 */
export interface ActionDefinition<F extends Fields = Fields, R = unknown> {
  readonly name: string;
  readonly category: ActionCategory;
  /** One sentence for docs. */
  readonly summary: string;
  readonly fields: F;
  readonly lists?: Readonly<Record<string, ActionListDefinition<F>>>;
  /** The field that a bare value fills: `- log: text`. */
  readonly mainField?: keyof F & string;
  /** The list of actions that a bare list fills: `- parallel: [...]`. */
  readonly mainList?: string;
  /** Credits it costs of a handler's quota (limits.md §1); spent by the runtime function. */
  readonly cost: number;
  /** The cap on calls of Discord that it counts against (limits.md §1), such as `edit_channel`. */
  readonly bucket?: string;
  /** True when it works on a guild: then it needs a handler that has one, or its field `guild`. */
  readonly guildOnly?: true;
  /** Permissions the bot needs for it, by Discord's names. */
  readonly permissions?: readonly string[];
  readonly intents?: readonly string[];
  /** The type of its result, which `as` stores; without one `as` is refused. */
  readonly result?: Type | ((fields: Checked<F>, context: CheckContext) => Type);
  /** Whether nothing behind it in its list can run: always, or by which of its own lists end so. */
  readonly ends?: true | ((action: Pick<CheckedAction<F>, "fields" | "lists">, ends: Ends) => boolean);
  /** True when it answers an interaction, or says that the answer comes later. */
  readonly answers?: boolean;
  /** True when Discord takes it as the first answer only. */
  readonly firstAnswer?: boolean;
  /** Handlers that it has run later, without the context of who uses it. */
  readonly emits?: {
    /** What they run in: also those of the event that a field names. */
    readonly context: ContextDefinition;
    /** Events that it emits whatever its fields say. */
    readonly events: readonly string[];
  };
  /** Milliseconds it is certain to wait. */
  readonly waits?: (fields: Checked<F>) => number;
  /** A sequence that shows it, as YAML. */
  readonly example: string;
  /** Checks that need more than one field. */
  check?(action: UnresolvedAction<F>, context: CheckContext): void;
  /**
   * Finds what the action works on, such as its variable. Undefined, after reporting why, drops the action.
   * Lowering gets it as `resolved`.
   */
  resolve?(action: UnresolvedAction<F>, context: CheckContext): R | undefined;
  /** What it becomes. Without it the action is planned: checked in full, and then reported as not supported yet. */
  lower?(action: CheckedAction<F, R>, context: LowerContext): LoweredAction;
}

/** An action that the compiler implements. */
export type ImplementedAction = ActionDefinition & Required<Pick<ActionDefinition, "lower">>;

export function isImplemented(definition: ActionDefinition): definition is ImplementedAction {
  return definition.lower !== undefined;
}

/** Whether nothing can run behind a list of actions, which a missing one never is. */
export type Ends = (list: CheckedBody | undefined) => boolean;

/** An action before its target is known. */
export type UnresolvedAction<F extends Fields> = Pick<CheckedAction<F>, "fields" | "nameSpan" | "span">;

export function defineAction<const F extends Fields, R = undefined>(
  definition: ActionDefinition<F, R>,
): ActionDefinition {
  // The registry holds actions of every shape; each one's functions only ever meet its own fields.
  return definition as unknown as ActionDefinition;
}
