import { anyContext } from "../language/contexts.ts";
import { FLOW_NAME } from "../language/field-kinds.ts";
import type { ContextDefinition, Entrance } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { isText, keyText, type Node, valueAt } from "../source/node.ts";
import type { FlowDeclaration } from "./program.ts";

/** Who reaches a flow, and with which arguments beyond its parameters. */
export interface FlowCallers {
  /** The contexts of its callers, by their types. */
  readonly contexts: ReadonlyMap<string, ContextDefinition>;
  readonly extraArguments: ReadonlySet<string>;
  /** Whether nothing that runs by itself leads to it. */
  readonly uncalled: boolean;
}

interface Call {
  readonly flow: string;
  readonly args: readonly string[];
}

/** Finds for every flow the kinds of handler that can reach it, through other flows too. */
export function findCallers(
  entrances: readonly Entrance[],
  flows: ReadonlyMap<string, FlowDeclaration>,
  language: Language,
): ReadonlyMap<string, FlowCallers> {
  const keys = flowKeys(language);
  const callers = new Map([...flows.keys()].map((name) => [name, emptyCallers()]));
  const callsOf = new Map(
    [...flows].map(([name, flow]) => [name, callsIn(valueAt(flow.node, "actions"), keys)]),
  );
  const follow = (context: ContextDefinition, calls: readonly Call[]) => {
    // A list of work, not recursion: a chain of flows may be as long as the document.
    const waiting = [...calls];
    for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
      const known = callers.get(call.flow);
      if (known === undefined) continue;
      for (const name of call.args) known.extraArguments.add(name);
      if (known.contexts.has(context.type)) continue;
      known.contexts.set(context.type, context);
      waiting.push(...callsOf.get(call.flow)!);
    }
  };
  for (const { context, actions } of entrances) follow(context, callsIn(actions, keys));
  // What nothing calls is compiled as well, for a context of any kind, and so is what it calls.
  const uncalled = [...callers].filter(([, { contexts }]) => contexts.size === 0);
  for (const [name, known] of uncalled) {
    known.uncalled = true;
    follow(anyContext, callsOf.get(name)!);
  }
  return callers;
}

function emptyCallers(): {
  contexts: Map<string, ContextDefinition>;
  extraArguments: Set<string>;
  uncalled: boolean;
} {
  return { contexts: new Map(), extraArguments: new Set(), uncalled: false };
}

/** Keys beside actions that name a flow. */
const HANDLER_KEYS = ["error_handler", "default_handler"];

/** The keys under which a document names a flow to call; any value under one of them counts as a call. */
function flowKeys(language: Language): ReadonlySet<string> {
  const keys = new Set(HANDLER_KEYS);
  for (const { name, fields, mainField } of language.actions.values()) {
    for (const [field, { kind, aliases }] of Object.entries(fields)) {
      if (kind !== FLOW_NAME) continue;
      for (const key of [field, ...aliases]) keys.add(key);
      if (mainField === field) keys.add(name);
    }
  }
  return keys;
}

/** Every flow that a piece of the document may call, at any depth. */
function callsIn(node: Node | undefined, keys: ReadonlySet<string>): Call[] {
  if (node === undefined || node.kind === "scalar") return [];
  if (node.kind === "list") return node.items.flatMap((item) => callsIn(item, keys));
  const args = valueAt(node, "args");
  const argumentNames = args?.kind === "map" ? args.entries.map(keyText) : [];
  return node.entries.flatMap((entry) => {
    const own: Call[] =
      keys.has(keyText(entry)) && isText(entry.value)
        ? [{ flow: entry.value.value, args: argumentNames }]
        : [];
    return [...own, ...callsIn(entry.value, keys)];
  });
}
