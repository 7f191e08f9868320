import type { CheckedFlowCache } from "../2-check/cache/flow-cache.ts";
import type { CheckedFlow, FlowParameter, StateVariable } from "../2-check/program.ts";
import { STATE_MODULE } from "../2-check/state.ts";
import { types } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import type { Span } from "../source/source-file.ts";
import type { ActionLowering } from "./actions.ts";
import { containsAwait } from "./awaits.ts";
import { present } from "./context.ts";
import { lowerConstant } from "./expressions.ts";
import {
  contains,
  type Expression,
  ir,
  irType,
  type ModuleSymbol,
  mentions,
  type Parameter,
  type Property,
  type SourceUnit,
  type Statement,
} from "./ir.ts";
import { contextType, lowerType } from "./types.ts";

/** `furlow.yaml:12`, for the comment above a handler. */
export function place(span: Span): string {
  return `${span.file.path}:${span.file.position(span.start).line}`;
}

/** Arguments of a function that registers a handler: its settings where it has any, and its body. */
export function withSettings(settings: readonly Property[], handler: Expression): Expression[] {
  return settings.length === 0 ? [handler] : [ir.object(settings), handler];
}

/** A type that the same file declares. */
export function local(name: string): ModuleSymbol {
  return { module: "", name, typeOnly: true };
}

/** A flow: `flows/greet.ts`. */
export function flowUnit(
  flow: CheckedFlow,
  symbol: ModuleSymbol,
  lowering: ActionLowering,
  language: Language,
): SourceUnit {
  const { declaration } = flow;
  const members = [
    ...declaration.parameters.map((parameter) => argumentMember(parameter, language)),
    ...[...flow.extraArguments]
      .filter(([name]) => !declaration.parameters.some((parameter) => parameter.name === name))
      .map(([name, { type, always }]) => ({ name, type: lowerType(type, language), optional: !always })),
  ];
  const statements: Statement[] = [];
  if (members.length > 0) statements.push({ kind: "interface", name: "Args", members, exported: false });
  const parameters = [
    { name: "ctx", type: contextType(flow.context) },
    ...(members.length > 0
      ? [
          {
            name: "args",
            type: irType.named(local("Args")),
            emptyByDefault: members.every(({ optional }) => optional),
          },
        ]
      : []),
  ];
  const result = flow.returns.kind === "nothing" ? irType.keyword("void") : lowerType(flow.returns, language);
  const promise = irType.named({ module: "", name: "Promise" }, result);
  const handler = ir.arrow(parameters, endWithReturn(flowBody(flow, lowering), flow), true, promise);
  const name = ir.literal(declaration.name);
  const call =
    flow.cache === undefined
      ? ir.call(ir.runtime("flow"), [name, handler])
      : ir.call(ir.runtime("cachedFlow"), [name, flowCache(flow.cache, parameters, lowering), handler]);
  const comment = `${declaration.description ?? `The flow \`${declaration.name}\`.`} (${place(declaration.span)})`;
  statements.push(ir.exported(symbol.name, call, comment, declaration.span));
  return { path: symbol.module, statements };
}

/** How the result of a flow is kept: `{ ttl: 60_000, key: (ctx, args) => ... }`. */
function flowCache(
  { ttl, key }: CheckedFlowCache,
  parameters: readonly Parameter[],
  lowering: ActionLowering,
): Expression {
  const text = key && lowering.text(key);
  const read = parameters.filter(({ name }) => text && mentions([ir.return(text)], String(name)));
  // The context comes first, whether it is read or not.
  const taken = parameters.slice(0, read.length === 0 ? 0 : parameters.indexOf(read.at(-1)!) + 1);
  return ir.object(
    present({
      ttl: ttl === undefined ? undefined : ir.milliseconds(ttl),
      key: text && ir.arrow(taken, text, containsAwait(text)),
    }),
  );
}

/** What a call gives for a parameter: `null` too where it may be left out. */
function argumentMember({ name, type, required, default: initial }: FlowParameter, language: Language) {
  const optional = !required && initial === undefined;
  const own = lowerType(type, language);
  return {
    name,
    type: optional && type.kind !== "unknown" ? irType.union(own, irType.keyword("null")) : own,
    optional,
  };
}

/** The actions of a flow between its condition and what it `returns`. */
function flowBody({ body, when, returned, ended }: CheckedFlow, lowering: ActionLowering): Statement[] {
  const skip =
    when === undefined ? [] : [ir.when(ir.not(lowering.condition(when)), [ir.return()], [], when.span)];
  if (returned === undefined) return [...skip, ...lowering.actions(body)];
  const { declared, statements } = lowering.flowActions(body, returned.results);
  const own = lowering.value(returned.value);
  // What the actions return counts only where `returns` gives nothing.
  if (!contains(statements, "return")) return [...skip, ...declared, ...statements, ir.return(own)];
  const ran = (body: readonly Statement[]) => ir.await(ir.call(ir.arrow([], body, true), []));
  if (ended.kind === "nothing") return [...skip, ...declared, ir.statement(ran(statements)), ir.return(own)];
  const ending = endsAlways(statements) ? [] : [ir.return(ir.literal(undefined))];
  return [
    ...skip,
    ...declared,
    ir.constant("ended", ran([...statements, ...ending])),
    ir.return(ir.binary("??", own, ir.id("ended"))),
  ];
}

/** Where a flow returns values on some paths, it says on the last one too that it returns nothing. */
function endWithReturn(body: readonly Statement[], flow: CheckedFlow): readonly Statement[] {
  const ended = endsAlways(body) || flow.returns.kind === "nothing";
  return ended ? body : [...body, ir.return(ir.literal(undefined))];
}

/** Whether nothing can follow a list of statements. */
function endsAlways(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last?.kind === "if") return endsAlways(last.then) && endsAlways(last.otherwise);
  return last?.kind === "return" || last?.kind === "throw";
}

/** All state variables: `state.ts`. */
export function stateUnit(variables: readonly StateVariable[], language: Language): SourceUnit {
  const properties = variables.map((variable) => ({
    key: variable.identifier,
    value: stateVariable(variable, language),
    comment: `\`${variable.name}\`, one value per ${SCOPE_WORDS[variable.scope]} (${place(variable.span)})`,
  }));
  const comment = "Everything the bot remembers beyond one handler.";
  return { path: STATE_MODULE, statements: [ir.exported("state", ir.object(properties), comment)] };
}

function stateVariable(variable: StateVariable, language: Language): Expression {
  const { name, scope, persist, ttl } = variable;
  const type = lowerType(
    variable.default === undefined ? types.optional(variable.type) : variable.type,
    language,
  );
  const settings: Property[] = [{ key: "scope", value: ir.literal(scope) }];
  if (variable.default !== undefined)
    settings.push({ key: "default", value: lowerConstant(variable.default) });
  if (!persist) settings.push({ key: "persist", value: ir.literal(false) });
  if (ttl !== undefined) settings.push({ key: "ttl", value: ir.literal(ttl) });
  const args = [ir.literal(name), ir.object(settings)];
  return ir.genericCall(ir.runtime("stateVariable"), [type], args, variable.span);
}

const SCOPE_WORDS = {
  global: "bot",
  guild: "guild",
  channel: "channel",
  user: "user",
  member: "member",
} as const;
