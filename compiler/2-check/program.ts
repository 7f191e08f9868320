import type { Expression } from "../3-lower/ir.ts";
import type { Typed } from "../expression/typed.ts";
import type { Type } from "../expression/types.ts";
import type { ImplementedAction } from "../language/action.ts";
import type { ComponentKind } from "../language/component-kinds.ts";
import type { EventDefinition } from "../language/event.ts";
import type { EventSettings } from "../language/event-settings.ts";
import type { Checked, Fields } from "../language/field.ts";
import type { ContextDefinition, HandlerKind } from "../language/handler-kind.ts";
import type { CheckedMigrations } from "../migrations/check-migrations.ts";
import type { MapNode } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { StaticFiles } from "./assets.ts";
import type { CheckedFlowCache } from "./cache/flow-cache.ts";
import type { CheckedCache } from "./cache/settings.ts";
import type { PassedValue } from "./callers.ts";
import type { CheckedAccess } from "./commands/access.ts";
import type { Suggestions } from "./commands/autocomplete.ts";
import type { CheckedCooldown } from "./commands/cooldown.ts";
import type { CheckedPermissions } from "./commands/permissions.ts";
import type { ModalField } from "./components/modal-fields.ts";
import type { CheckedDeploy } from "./deploy/index.ts";
import type { CheckedErrors } from "./error-handlers.ts";
import type { CheckedIdentity } from "./identity.ts";
import type { CheckedOutput } from "./logging.ts";
import type { OwnMetric } from "./metrics/own-metrics.ts";
import type { CheckedLabel } from "./metrics/prometheus.ts";
import type { CheckedPart } from "./parts.ts";
import type { CheckedPresence } from "./presence.ts";
import type { Table } from "./tables.ts";
import type { Theme } from "./theme.ts";

/** A bot whose document has been checked: what lowering works from. */
export interface CheckedProgram {
  readonly name: string | undefined;
  readonly presence: CheckedPresence | undefined;
  readonly identity: CheckedIdentity | undefined;
  /** What happens when handlers fail. */
  readonly errors: CheckedErrors | undefined;
  /** Everything that runs by itself, by its kind. */
  readonly handlers: readonly CheckedHandlers[];
  readonly flows: readonly CheckedFlow[];
  /** Embeds, components and modals that messages use by name. */
  readonly parts: readonly CheckedPart[];
  readonly theme: Theme;
  readonly permissions: CheckedPermissions;
  readonly variables: readonly StateVariable[];
  readonly tables: readonly Table[];
  /** What the project has of migrations; undefined where it has none. */
  readonly migrations: CheckedMigrations | undefined;
  /** Where its migrations would begin, absolute. */
  readonly snapshot: string;
  /** Whether variables are looked up by name when the bot runs. */
  readonly looksUpVariables: boolean;
  readonly intents: ExplicitIntents | "automatic";
  /** Static files, with those that messages name; undefined where the configuration says nothing of them. */
  readonly files: StaticFiles | undefined;
  /** How results are kept; undefined where none are. */
  readonly cache: CheckedCache | undefined;
  /** What the document measures itself, and the labels that all metrics carry. */
  readonly metrics: { readonly own: readonly OwnMetric[]; readonly labels: readonly CheckedLabel[] };
  /** Where the log goes; undefined where nothing is written of that. */
  readonly logOutputs: readonly CheckedOutput[] | undefined;
  /** Environment variables with credentials. */
  readonly secrets: ReadonlySet<string>;
  /** How it is shipped; undefined where nothing is said of that. */
  readonly deploy: CheckedDeploy | undefined;
}

/** The checked handlers of one kind. */
export interface CheckedHandlers {
  readonly kind: HandlerKind;
  readonly items: readonly unknown[];
}

/** The intents that a document lists itself. */
export interface ExplicitIntents {
  /** Whether what the list lacks is added to it. */
  readonly complete: boolean;
  readonly names: readonly { readonly name: string; readonly span: Span }[];
  readonly span: Span;
}

/** An action of a document, its fields checked. */
export interface CheckedAction<F extends Fields = Fields, R = unknown> {
  readonly definition: ImplementedAction;
  readonly fields: Checked<F>;
  /** Its nested action lists, by name. */
  readonly lists: Readonly<Record<string, CheckedBody>>;
  /** What the definition's `resolve` found. */
  readonly resolved: R;
  /** From the action's name to the end of its last field. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly when: Typed | undefined;
  /** Where the result is stored. */
  readonly as: LocalVariable | undefined;
  /** Where the result is stored as that of the last action. */
  readonly last: LocalVariable | undefined;
  /** The flow that is called when it fails. */
  readonly errorHandler: FlowDeclaration | undefined;
}

/** A list of actions: a handler's own, or one inside an action. */
export interface CheckedBody {
  readonly actions: readonly CheckedAction[];
  /** Variables to be declared before the first of them. */
  readonly locals: readonly LocalVariable[];
  /** Identifiers of names that are set from outside, such as a loop's item. */
  readonly identifiers?: ReadonlyMap<string, string>;
}

/** A variable of one handler: made by `set` without a scope, or by `as`. */
export interface LocalVariable {
  readonly name: string;
  /** Its name in generated code. */
  readonly identifier: string;
  readonly code: Expression;
  readonly type: Type;
  /**
   * Where it is declared: where it is first set, as a `const` or (when set again) a `let`; or before everything
   * that sets it, because all of that may not run.
   */
  readonly declaration: "const" | "let" | "ahead";
  /** Whether this assignment is the one that declares it. */
  readonly declares: boolean;
  /** Whether it is set only in loops: what stands before may read it in the next round. */
  readonly repeated: boolean;
}

/** A slash command as Discord is told of it, with what answers it. */
export interface CheckedCommand extends CommandNode {
  readonly registration: CommandRegistration;
  /** What answers it: one for each subcommand, or one where it has none. */
  readonly handlers: readonly CheckedCommandHandler[];
}

/** A command, a group of subcommands or a subcommand. */
export interface CommandNode {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
  /** Subcommands, and groups of them. */
  readonly children: readonly CommandNode[];
  readonly span: Span;
}

/** What answers a slash command or one of its subcommands. */
export interface CheckedCommandHandler extends InteractionSettings {
  /** The command's name, and those of the group and the subcommand. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly CommandOption[];
  /** What options offer while they are typed, by their names. */
  readonly autocomplete: ReadonlyMap<string, Suggestions>;
}

/** A command in the menu of a user or of a message. */
export interface CheckedContextMenu extends InteractionSettings {
  readonly name: string;
  readonly on: "user" | "message";
  readonly registration: CommandRegistration;
}

/** What a component does when it is used. */
export interface CheckedComponent extends InteractionSettings {
  readonly kind: ComponentKind;
  /** Its custom_id, in which `*` stands for any characters. */
  readonly pattern: string;
  /** Of a modal: its inputs, where they are all written out. */
  readonly fields: readonly ModalField[] | undefined;
}

/** What all commands and components have. */
export interface InteractionSettings {
  /** `update`: the message of a component is changed later, or stays. */
  readonly defer: boolean | "update";
  readonly ephemeral: boolean;
  /** Milliseconds of wall clock, when the document sets them. */
  readonly timeout: number | undefined;
  readonly cooldown: CheckedCooldown | undefined;
  readonly guard: CheckedGuard;
  readonly body: CheckedBody;
  readonly span: Span;
}

/** Who may use a command, and when. */
export interface CheckedGuard {
  /** Permissions that a user needs, all of them. */
  readonly permissions: readonly string[];
  readonly level: number | undefined;
  /** `default`: the rule that the document has for all commands without one. */
  readonly access: CheckedAccess | "default" | undefined;
  readonly when: Typed | undefined;
}

/** What Discord is told about a command besides its name, description and options. */
export interface CommandRegistration {
  readonly dmPermission: boolean | undefined;
  readonly nsfw: boolean | undefined;
  readonly guildIds: readonly string[];
  /** The bits of the permissions without which Discord does not show it, as a decimal number. */
  readonly memberPermissions: string | undefined;
}

export interface CommandOption {
  readonly name: string;
  readonly description: string;
  /** The key of `OPTION_TYPES`. */
  readonly type: string;
  readonly required: boolean;
  readonly autocomplete: boolean;
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
  /** `min_value`, `max_length`, `channel_types` and the like, as Discord names them. */
  readonly constraints: Readonly<Record<string, unknown>>;
  readonly default: string | number | boolean | undefined;
}

/** A context as generated code names it. */
export type HandlerContext = Pick<ContextDefinition, "type" | "oneOf">;

export interface CheckedEvent {
  readonly definition: EventDefinition;
  /** The contexts that it gets. */
  readonly context: HandlerContext;
  readonly when: Typed | undefined;
  readonly settings: EventSettings;
  /** The time zone of its schedule, by its IANA name. */
  readonly timezone: string | undefined;
  readonly body: CheckedBody;
  readonly span: Span;
}

export interface CheckedFlow {
  readonly declaration: FlowDeclaration;
  /** The contexts that reach it. */
  readonly context: HandlerContext;
  /** Arguments that calls pass beyond the declared parameters. */
  readonly extraArguments: ReadonlyMap<string, PassedValue>;
  readonly body: CheckedBody;
  /** Without it being true the flow does nothing. */
  readonly when: Typed | undefined;
  /** What it gives besides what its actions return. */
  readonly returned: FlowResult | undefined;
  /** How its result is kept, where it is. */
  readonly cache: CheckedFlowCache | undefined;
  /** What its actions return, `nothing` where they return nothing. */
  readonly ended: Type;
  /** What calling it gives. */
  readonly returns: Type;
}

/** The value that a flow's `returns` gives. */
export interface FlowResult {
  readonly value: Typed;
  /** The identifier of the list of its actions' results, when the value needs that. */
  readonly results: string | undefined;
}

/** A flow as its callers see it. */
export interface FlowDeclaration {
  readonly name: string;
  readonly description: string | undefined;
  readonly parameters: readonly FlowParameter[];
  readonly node: MapNode;
  readonly span: Span;
}

export interface FlowParameter {
  readonly name: string;
  readonly type: Type;
  /** The declared type as written, checked when a call's argument is of unknown type. */
  readonly declaredType: string | undefined;
  readonly required: boolean;
  readonly default: Typed | undefined;
  readonly span: Span;
}

export const STATE_SCOPES = ["global", "guild", "channel", "user", "member"] as const;
export type StateScope = (typeof STATE_SCOPES)[number];

export interface StateVariable {
  readonly name: string;
  readonly scope: StateScope;
  /** Its name in generated code. */
  readonly identifier: string;
  readonly type: Type;
  readonly default: unknown;
  readonly persist: boolean;
  /** Milliseconds; undefined for no expiry. */
  readonly ttl: number | undefined;
  /** False for a variable that only actions mention. */
  readonly declared: boolean;
  readonly span: Span;
}
