import type { CheckedPermissions } from "../2-check/commands/permissions.ts";
import type { Surroundings } from "../2-check/handlers.ts";
import type { ActionLowering } from "../3-lower/actions.ts";
import type { Expression, ModuleSymbol, SourceUnit } from "../3-lower/ir.ts";
import type { UnitNames } from "../3-lower/names.ts";
import type { Needs } from "../3-lower/needs.ts";
import type { RegisteredCommand } from "../3-lower/registration.ts";
import type { MapNode, Node } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { Roots } from "./event.ts";
import type { Language } from "./language.ts";

/** A context that handlers run in: what expressions can read there, and the runtime's type of it. */
export interface ContextDefinition {
  /** The runtime's type, such as `MemberJoinContext`. */
  readonly type: string;
  readonly roots: Roots;
  /** The contexts of which it is one, for a type that several have in common. */
  readonly oneOf?: readonly string[];
  /** A wider type that a flow gets when handlers of several contexts call it; `AnyContext` when left out. */
  readonly base?: ContextDefinition;
}

/** A list of actions that runs by itself, as it stands in the document. */
export interface Entrance {
  readonly context: ContextDefinition;
  /** The handler, or its actions. */
  readonly actions: Node | undefined;
}

/** What surrounds the handlers of a bot: beside what any part of the document has, who may do what. */
export interface BotSurroundings extends Surroundings {
  readonly permissions: CheckedPermissions;
}

/** Where lowered handlers go in the call of `startBot`: what several kinds give for one key is joined. */
export type BotPart =
  /** Entries of the object under `key`. */
  | { readonly key: string; readonly entries: readonly (readonly [name: string, value: Expression])[] }
  /** Items of the list under `key`. */
  | { readonly key: string; readonly items: readonly Expression[] }
  /** The value of `key`. */
  | { readonly key: string; readonly value: Expression };

/** What lowering a kind's handlers works with. */
export interface HandlerLowering {
  readonly language: Language;
  readonly needs: Needs;
  /** Lowers the bodies of handlers. */
  readonly actions: ActionLowering;
  /** Claims a file and an exported name in the kind's folder for a handler of that name. */
  claim(name: string): ModuleSymbol;
  readonly names: UnitNames;
}

/** A handler as metrics name it: like the log, with patterns in place of what a user sends. */
export interface NamedHandler {
  readonly name: string;
  /** Left out for what the runtime finds by its name itself. */
  readonly symbol?: ModuleSymbol;
  readonly span: Span;
}

/** What a kind's handlers become. */
export interface LoweredHandlers {
  readonly units: readonly SourceUnit[];
  readonly bot: readonly BotPart[];
  /** Under which names they are measured, in the order of `units`. */
  readonly named?: readonly NamedHandler[];
  /** What Discord is told of them. */
  readonly registration?: readonly RegisteredCommand[];
}

/**
 * A kind of handler: something that runs by itself when something happens, such as slash commands or events. One
 * file each in `handlers/`. `H` is a checked handler of it.
 */
export interface HandlerKind<H = unknown> {
  readonly name: string;
  /** One handler in words, for summaries: `event handler`. */
  readonly noun: string;
  /** The folder of its generated files. */
  readonly folder: string;
  /** Whether its handlers are checked after everything else, because they depend on what that says. */
  readonly checkedLast?: true;
  /** Every context that its handlers can have. */
  contexts(language: Language): readonly ContextDefinition[];
  /** Where its handlers stand in a document: who calls a flow is found out before anything is checked. */
  entrances(document: MapNode, language: Language): readonly Entrance[];
  /** Checks its handlers; reports what is wrong and leaves that out. */
  check(document: MapNode, surroundings: BotSurroundings): readonly H[];
  /** What they become. Without it the kind is planned: its section is reported as not supported yet. */
  lower?(handlers: readonly H[], context: HandlerLowering): LoweredHandlers;
}

export function defineHandlerKind<H>(definition: HandlerKind<H>): HandlerKind {
  // The registry holds kinds of every shape; each one's `lower` only ever meets what its own `check` gave.
  return definition as unknown as HandlerKind;
}
