import { isTemplate } from "../expression/parse/template.ts";
import { type Type, types } from "../expression/types.ts";
import { anyContext } from "../language/contexts.ts";
import { ERROR_TYPE } from "../language/error-type.ts";
import { FLOW_NAME } from "../language/field-kinds.ts";
import type { ContextDefinition, Entrance } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { isText, keyText, type MapNode, type Node, valueAt } from "../source/node.ts";
import type { FlowDeclaration } from "./program.ts";

/** Who reaches a flow, and with which arguments beyond its parameters. */
export interface FlowCallers {
  /** The contexts of its callers, by their types. */
  readonly contexts: ReadonlyMap<string, ContextDefinition>;
  readonly extraArguments: ReadonlyMap<string, Type>;
  /** Whether nothing that runs by itself leads to it. */
  readonly uncalled: boolean;
}

interface Call {
  /** Undefined for a name that is computed: then it may be any flow. */
  readonly flow: string | undefined;
  readonly args: Readonly<Record<string, Type>>;
}

/** What is found out about the calls of one flow. */
class Callers implements FlowCallers {
  readonly contexts = new Map<string, ContextDefinition>();
  uncalled = false;
  #calls = 0;
  readonly #given = new Map<string, { times: number; type: Type }>();

  add(args: Call["args"]): void {
    this.#calls++;
    for (const [name, type] of Object.entries(args)) {
      const before = this.#given.get(name);
      const same = before === undefined || before.type === type;
      this.#given.set(name, { times: (before?.times ?? 0) + 1, type: same ? type : types.unknown });
    }
  }

  get extraArguments(): ReadonlyMap<string, Type> {
    const argument = ({ times, type }: { times: number; type: Type }) =>
      times === this.#calls ? type : types.optional(type);
    return new Map([...this.#given].map(([name, given]) => [name, argument(given)]));
  }
}

/** Finds for every flow the kinds of handler that can reach it, through other flows too. */
export function findCallers(
  entrances: readonly Entrance[],
  flows: ReadonlyMap<string, FlowDeclaration>,
  language: Language,
): ReadonlyMap<string, FlowCallers> {
  const keys = flowKeys(language);
  const callers = new Map([...flows.keys()].map((name) => [name, new Callers()]));
  const callsOf = new Map(
    [...flows].map(([name, flow]) => [name, callsIn(valueAt(flow.node, "actions"), keys)]),
  );
  const follow = (context: ContextDefinition, calls: readonly Call[]) => {
    // A list of work, not recursion: a chain of flows may be as long as the document.
    const waiting = [...calls];
    for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
      for (const name of call.flow === undefined ? flows.keys() : [call.flow]) {
        const known = callers.get(name);
        if (known === undefined) continue;
        known.add(call.args);
        if (known.contexts.has(context.type)) continue;
        known.contexts.set(context.type, context);
        waiting.push(...callsOf.get(name)!);
      }
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

/** Keys beside actions that name a flow which takes an error. */
const HANDLER_KEYS = ["error_handler", "default_handler"];
const HANDLER_ARGUMENTS = { error: ERROR_TYPE };

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
  return node.entries.flatMap((entry) => {
    const key = keyText(entry);
    const { value } = entry;
    if (!keys.has(key) || !isText(value)) return callsIn(value, keys);
    const args = HANDLER_KEYS.includes(key) ? HANDLER_ARGUMENTS : argumentsIn(node);
    return [{ flow: isTemplate(value.value) ? undefined : value.value, args }];
  });
}

function argumentsIn(call: MapNode): Readonly<Record<string, Type>> {
  const args = valueAt(call, "args");
  if (args?.kind !== "map") return {};
  return Object.fromEntries(args.entries.map((entry) => [keyText(entry), types.unknown]));
}
