import { isTemplate } from "../expression/parse/template.ts";
import { type Type, types } from "../expression/types.ts";
import type { ActionDefinition } from "../language/action.ts";
import { anyContext, baseContext } from "../language/contexts.ts";
import { ERROR_TYPE, FAILURE_TYPE } from "../language/error-type.ts";
import { EVENT_NAME, EVENT_SCOPE, EVERYWHERE, FLOW_NAME } from "../language/field-kinds.ts";
import type { ContextDefinition, Entrance } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { isText, keyText, type MapNode, type Node, valueAt } from "../source/node.ts";

/** Who reaches a flow, or the handlers of an event that the document emits, and what it gets from them. */
export interface Callers {
  /** The contexts of its callers, by their types. */
  readonly contexts: ReadonlyMap<string, ContextDefinition>;
  /** What callers pass by name: to a flow beyond its parameters, to an event as data. */
  readonly passed: ReadonlyMap<string, PassedValue>;
  /** Whether nothing that runs by itself leads to it. */
  readonly uncalled: boolean;
  /** Whether a caller passes something that is not written out. */
  readonly open: boolean;
}

/** A value that callers pass by name. */
export interface PassedValue {
  readonly type: Type;
  /** Whether every caller passes it. */
  readonly always: boolean;
}

/** What a document calls by name. */
export type CallKind = "flow" | "event";

/** Everything that can be called, with what it calls in turn, by its name. */
export type Callable = Readonly<Record<CallKind, ReadonlyMap<string, readonly Node[]>>>;

export type FoundCallers = Readonly<Record<CallKind, ReadonlyMap<string, Callers>>>;

interface Call {
  readonly kind: CallKind;
  /** Undefined for a name that is computed: then it may be any. */
  readonly name: string | undefined;
  /** Undefined for what is not written out. */
  readonly passed: Readonly<Record<string, Type>> | undefined;
  /** Where what is called runs without the context of who calls it: what it runs in. */
  readonly within?: ContextDefinition | undefined;
}

/** What is found out about one thing that is called. */
class Found implements Callers {
  readonly contexts = new Map<string, ContextDefinition>();
  uncalled = false;
  open = false;
  #calls = 0;
  readonly #given = new Map<string, { times: number; type: Type }>();

  add(passed: Call["passed"]): void {
    this.#calls++;
    if (passed === undefined) this.open = true;
    for (const [name, type] of Object.entries(passed ?? {})) {
      const before = this.#given.get(name);
      const same = before === undefined || before.type === type;
      this.#given.set(name, { times: (before?.times ?? 0) + 1, type: same ? type : types.unknown });
    }
  }

  get passed(): ReadonlyMap<string, PassedValue> {
    const always = ({ times }: { times: number }) => times === this.#calls;
    return new Map([...this.#given].map(([name, given]) => [name, { ...given, always: always(given) }]));
  }
}

/** Finds the kinds of handler that can reach each flow and each emitted event, through others too. */
export function findCallers(
  entrances: readonly Entrance[],
  callable: Callable,
  language: Language,
): FoundCallers {
  const finder = new CallFinder(language);
  const found = { flow: foundFor(callable.flow), event: foundFor(callable.event) };
  const callsOf = (kind: CallKind, name: string) =>
    (callable[kind].get(name) ?? []).flatMap((node) => finder.in(node));
  const follow = (context: ContextDefinition, calls: readonly Call[]) => {
    // A list of work, not recursion: a chain of flows may be as long as the document.
    const waiting = calls.map((call) => reached(call, context));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { call, within } = next;
      for (const name of call.name === undefined ? found[call.kind].keys() : [call.name]) {
        const known = found[call.kind].get(name);
        if (known === undefined) continue;
        known.add(call.passed);
        if (known.contexts.has(within.type)) continue;
        known.contexts.set(within.type, within);
        waiting.push(...callsOf(call.kind, name).map((each) => reached(each, within)));
      }
    }
  };
  for (const { context, actions } of entrances) follow(context, finder.in(actions));
  // What nothing calls is compiled as well, for a context of any kind, and so is what it calls.
  for (const kind of ["event", "flow"] as const) {
    const uncalled = [...found[kind]].filter(([, { contexts }]) => contexts.size === 0);
    for (const [name, known] of uncalled) {
      known.uncalled = true;
      follow(anyContext, callsOf(kind, name));
    }
  }
  return found;
}

/** A call with the context in which what it calls runs. */
function reached(call: Call, around: ContextDefinition) {
  return { call, within: call.within ?? around };
}

/** Which events pieces of a document emit themselves, without the flows that they call. */
export function eventsCalledBy(nodes: readonly Node[], language: Language): (event: string) => boolean {
  const finder = new CallFinder(language);
  const calls = nodes.flatMap((node) => finder.in(node)).filter(({ kind }) => kind === "event");
  return (event) => calls.some(({ name }) => name === undefined || name === event);
}

/** Whether a document emits an event somewhere, by its name. */
export function emits(document: Node, event: string, language: Language): boolean {
  return new CallFinder(language).in(document).some(({ kind, name }) => kind === "event" && name === event);
}

function foundFor(callable: ReadonlyMap<string, unknown>): Map<string, Found> {
  return new Map([...callable.keys()].map((name) => [name, new Found()]));
}

/** Keys that name a flow which takes an error, with what of it. */
const HANDLER_ARGUMENTS: Readonly<Record<string, Readonly<Record<string, Type>>>> = {
  error_handler: { error: ERROR_TYPE },
  default_handler: { error: FAILURE_TYPE },
};

/** Where an action names what it calls, and what it passes. */
interface CallField {
  readonly kind: CallKind;
  readonly keys: readonly string[];
  /** Whether a bare value of the action is the name. */
  readonly isMain: boolean;
  /** Where the action says in which context it runs what it calls. */
  readonly scopeKeys: readonly string[];
}

/** How an action calls. */
interface CallingAction {
  readonly fields: readonly CallField[];
  readonly emits: ActionDefinition["emits"];
}

/** Keys under which a call passes values. */
const PASSED_KEYS: Readonly<Record<CallKind, string>> = { flow: "args", event: "data" };

const CALLS_NOTHING: CallingAction = { fields: [], emits: undefined };

/** Finds calls in pieces of a document, which is not checked yet. */
class CallFinder {
  readonly #actions: ReadonlyMap<string, CallingAction>;

  constructor(language: Language) {
    const kinds: Readonly<Record<string, CallKind>> = { [FLOW_NAME]: "flow", [EVENT_NAME]: "event" };
    this.#actions = new Map(
      [...language.actions.values()].map(({ name, fields, mainField, emits }) => {
        const calling = Object.entries(fields).flatMap(([field, { kind, aliases }], _i, all): CallField[] => {
          const scopes = all.filter(([, each]) => each.kind === EVENT_SCOPE);
          const scopeKeys = scopes.flatMap(([key, each]) => [key, ...each.aliases]);
          const called = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
          if (called === undefined) return [];
          return [{ kind: called, keys: [field, ...aliases], isMain: mainField === field, scopeKeys }];
        });
        return [name, { fields: calling, emits }];
      }),
    );
  }

  /** Everything that a piece of the document may call, at any depth. */
  in(node: Node | undefined): Call[] {
    if (node === undefined) return [];
    if (node.kind === "list") return node.items.flatMap((item) => this.in(item));
    if (node.kind === "scalar") return [];
    const explicit = valueAt(node, "action");
    const own = explicit !== undefined && isText(explicit) ? this.#callsOf(explicit.value, node) : [];
    return [...own, ...node.entries.flatMap((entry) => this.#at(keyText(entry), entry.value))];
  }

  #at(key: string, value: Node): Call[] {
    const passed = Object.hasOwn(HANDLER_ARGUMENTS, key) ? HANDLER_ARGUMENTS[key] : undefined;
    if (passed !== undefined && isText(value)) return [{ kind: "flow", name: value.value, passed }];
    const own = this.#callsOf(key, value);
    return [...own, ...this.in(value)];
  }

  #callsOf(action: string, body: Node): Call[] {
    const { fields, emits } = this.#actions.get(action) ?? CALLS_NOTHING;
    const passed = body.kind === "map" ? passedIn(body, PASSED_KEYS.event) : {};
    const always = (emits?.events ?? []).map(
      (name): Call => ({ kind: "event", name, passed, within: emits?.context }),
    );
    const named = fields.flatMap((field): Call[] => {
      if (isText(body)) return field.isMain ? [callTo(field.kind, body.value, {})] : [];
      if (body.kind !== "map") return [];
      const name = field.keys.map((key) => valueAt(body, key)).find((each) => each !== undefined);
      if (name === undefined || !isText(name)) return [];
      const scope = field.scopeKeys.map((key) => valueAt(body, key)).find((each) => each !== undefined);
      const isEverywhere = scope !== undefined && isText(scope) && scope.value === EVERYWHERE;
      const within = isEverywhere ? baseContext : emits?.context;
      return [{ ...callTo(field.kind, name.value, passedIn(body, PASSED_KEYS[field.kind])), within }];
    });
    // An event that is both named and emitted in any case is emitted once.
    return [...named, ...always.filter(({ name }) => !named.some((call) => call.name === name))];
  }
}

function callTo(kind: CallKind, name: string, passed: Call["passed"]): Call {
  return { kind, name: isTemplate(name) ? undefined : name, passed };
}

function passedIn(call: MapNode, key: string): Call["passed"] {
  const passed = valueAt(call, key);
  if (passed === undefined) return {};
  if (passed.kind !== "map") return undefined;
  return Object.fromEntries(passed.entries.map((entry) => [keyText(entry), types.unknown]));
}
