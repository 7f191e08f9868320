import { type Expression, ir, mentions, type SourceUnit, type Statement } from "../ir.ts";
import { BlockNames, namesIn } from "./names.ts";
import { isQuiet, namesSet } from "./quiet.ts";
import { isRead, type Read, walkStatement } from "./walk.ts";

/**
 * Has what a statement reads of the state read at once, and what follows it read along as long as nothing changes in
 * between: `const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)])`. Stores make one round
 * trip of what is asked for at once.
 */
export function batchReads(unit: SourceUnit): SourceUnit {
  if (count(unit.statements) < 2) return unit;
  const batching = new Batching(namesIn(unit.statements));
  return { ...unit, statements: unit.statements.map((statement) => batching.inside(statement)) };
}

/** Readings of one key, and the name of what they give. */
interface Group {
  readonly read: Read;
  times: number;
  /** The variable of the handler that is nothing else than what is read. */
  variable: string | undefined;
}

class Batching {
  constructor(private readonly names: ReadonlySet<string>) {}

  /** A part of the code with the blocks in it done. */
  inside<T>(node: T): T {
    if (Array.isArray(node)) {
      const items = node.map((each) => this.inside(each));
      return (isBlock(items) ? this.#block(items) : items) as T;
    }
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node).map(([key, each]) => [
      key,
      key === "span" || key === "symbol" ? each : this.inside(each),
    ]);
    const done = Object.fromEntries(entries);
    return (isShortFunction(done) ? this.#function(done) : done) as T;
  }

  /** `async (ctx) => …` gets a block where it has something to do first. */
  #function(arrow: Expression & { kind: "arrow" }): Expression {
    const body = arrow.body as Expression;
    const block = this.#block([ir.return(body, body.span)]);
    return block.length === 1 ? arrow : { ...arrow, body: block };
  }

  #block(statements: readonly Statement[]): Statement[] {
    const names = new BlockNames(this.names);
    const done: Statement[] = [];
    let rest = statements;
    while (rest.length > 0) {
      const run = startingRun(rest);
      done.push(...together(run, names));
      rest = rest.slice(run.length);
    }
    return done;
  }
}

/** The statements from the first one on whose readings can all be begun before it. */
function startingRun(statements: readonly Statement[]): readonly Statement[] {
  if (readsOf(statements[0]!).length === 0) return statements.slice(0, 1);
  const set = new Set<string>();
  for (const [i, statement] of statements.entries()) {
    const depends = readsOf(statement).some((read) =>
      [...set].some((name) => mentions([ir.statement(read)], name)),
    );
    if (depends) return statements.slice(0, i);
    if (!isQuiet(statement)) return statements.slice(0, i + 1);
    for (const name of namesSet(statement)) set.add(name);
  }
  return statements;
}

/** Statements with what they read before them, where that is more than one reading. */
function together(run: readonly Statement[], names: BlockNames): readonly Statement[] {
  const groups = groupsOf(run);
  if ([...groups.values()].reduce((sum, { times }) => sum + times, 0) < 2) return run;
  const read = [...groups].map(([key, group]) => ({
    key,
    read: group.read,
    name: group.variable ?? names.claim(group.read.reads),
  }));
  const nameOf = new Map(read.map(({ key, name }) => [key, name]));
  const first = run.find((statement) => readsOf(statement).length > 0)!;
  const [only, ...more] = read;
  const declaration =
    more.length === 0
      ? ir.constant(only!.name, only!.read, first.span)
      : ir.constant(
          read.map(({ name }) => name),
          allOf(read.map((each) => each.read)),
          first.span,
        );
  const rest = run
    .map((statement) =>
      walkStatement(statement, (each) => {
        const name = nameOf.get(keyOf(each));
        return name === undefined ? each : { ...ir.id(name), span: each.span };
      }),
    )
    .filter((statement) => !isItself(statement));
  return [declaration, ...rest];
}

function groupsOf(run: readonly Statement[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const statement of run) {
    for (const read of readsOf(statement)) {
      const key = keyOf(read);
      const group = groups.get(key) ?? { read, times: 0, variable: undefined };
      group.times++;
      group.variable ??= variableOf(statement);
      groups.set(key, group);
    }
  }
  return inOrder(groups);
}

/**
 * What may throw while it finds out the key comes first, and there is at most one of it: where one throws, nothing has
 * been begun that nobody waits for.
 */
function inOrder(groups: ReadonlyMap<string, Group>): Map<string, Group> {
  const [risky, plain] = [[], []] as [[string, Group][], [string, Group][]];
  for (const entry of groups) (isPlain(entry[1].read) ? plain : risky).push(entry);
  return new Map([...risky.slice(0, 1), ...plain]);
}

/** Whether what the key is made of is all at hand: names, texts, and what the context has. */
function isPlain(read: Read): boolean {
  const { value } = read;
  return value.kind === "call" && value.arguments.every(isAtHand);
}

function isAtHand(expression: Expression): boolean {
  switch (expression.kind) {
    case "identifier":
    case "literal":
      return true;
    case "member":
      return expression.object.kind === "identifier" && expression.object.name === "ctx";
    case "object":
      return expression.properties.every(({ key, value }) => typeof key === "string" && isAtHand(value));
    default:
      return false;
  }
}

/** `await Promise.all([…])`. */
function allOf(reads: readonly Read[]): Expression {
  const begun = reads.map(({ value, span }) => ({ ...value, span: span ?? value.span }));
  return ir.awaitRead(ir.call(ir.member(ir.id("Promise"), "all"), [ir.array(begun)]));
}

function readsOf(statement: Statement): readonly Read[] {
  const reads: Read[] = [];
  walkStatement(statement, (read) => {
    reads.push(read);
    return read;
  });
  return reads;
}

/** The same for readings of the same key. */
function keyOf({ value }: Read): string {
  return JSON.stringify(value, (name, part) => (name === "span" ? undefined : part));
}

/** The name in `const name = await state.name.get(ctx)`. */
function variableOf(statement: Statement): string | undefined {
  if (statement.kind !== "variable" || statement.keyword !== "const") return undefined;
  const { name, value, type, comment } = statement;
  const isAlone = value !== undefined && isRead(value) && type === undefined && comment === undefined;
  return isAlone && typeof name === "string" ? name : undefined;
}

/** `const name = name`: what is left of a variable under whose name its value has been read. */
function isItself(statement: Statement): boolean {
  return (
    statement.kind === "variable" &&
    statement.value?.kind === "identifier" &&
    statement.value.name === statement.name
  );
}

/** Readings of state, in functions too. */
function count(node: unknown): number {
  if (typeof node !== "object" || node === null) return 0;
  if (Array.isArray(node)) return node.reduce<number>((sum, each) => sum + count(each), 0);
  const own = "kind" in node && isRead(node as Expression) ? 1 : 0;
  return Object.entries(node).reduce((sum, [key, each]) => sum + (key === "span" ? 0 : count(each)), own);
}

/** Kinds of statements; no expression has one of them. */
const STATEMENTS: readonly string[] = [
  "expression",
  "variable",
  "assign",
  "if",
  "return",
  "throw",
  "while",
  "forOf",
  "tryCatch",
  "choose",
] satisfies Statement["kind"][];

function isBlock(items: readonly unknown[]): items is readonly Statement[] {
  const { kind } = (items[0] ?? {}) as { kind?: string };
  return kind !== undefined && STATEMENTS.includes(kind);
}

function isShortFunction(node: { kind?: unknown; async?: unknown; body?: unknown }): node is Expression & {
  kind: "arrow";
} {
  return node.kind === "arrow" && node.async === true && !Array.isArray(node.body);
}
