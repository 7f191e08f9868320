import type {
  CatchClause,
  Expression,
  ModuleSymbol,
  Parameter,
  Statement,
  TypeExpression,
  TypeMember,
} from "../../3-lower/ir.ts";

/** What a file names: the symbols it uses from elsewhere and the names it declares itself. */
export interface NamesInUse {
  readonly symbols: ReadonlyMap<string, ModuleSymbol>;
  readonly declared: ReadonlySet<string>;
}

export function symbolKey(symbol: ModuleSymbol): string {
  return `${symbol.module}#${symbol.name}`;
}

/** Walks a file once for every symbol and declaration in it. */
export function collectNames(statements: readonly Statement[]): NamesInUse {
  const collector = new Collector();
  for (const statement of statements) collector.statement(statement);
  return collector;
}

class Collector implements NamesInUse {
  readonly symbols = new Map<string, ModuleSymbol>();
  readonly declared = new Set<string>();

  statement(statement: Statement): void {
    switch (statement.kind) {
      case "expression":
        return this.#expression(statement.value);
      case "variable":
        this.#declare(statement.name);
        if (statement.type !== undefined) this.#type(statement.type);
        return statement.value && this.#expression(statement.value);
      case "assign":
        this.#expression(statement.target);
        return this.#expression(statement.value);
      case "if":
        this.#expression(statement.test);
        return this.#statements([...statement.then, ...statement.otherwise]);
      case "return":
        return statement.value && this.#expression(statement.value);
      case "throw":
        return this.#expression(statement.value);
      case "while":
        this.#expression(statement.test);
        return this.#statements(statement.body);
      case "forOf":
        this.#declare(statement.item);
        this.#expression(statement.list);
        return this.#statements(statement.body);
      case "tryCatch":
        this.#statements(statement.body);
        if (statement.handler !== undefined) this.#catch(statement.handler);
        return this.#statements(statement.last ?? []);
      case "choose":
        this.#expression(statement.value);
        for (const { match, body } of statement.cases) {
          if (match !== undefined) this.#expression(match);
          this.#statements(body);
        }
        return;
      case "interface":
        this.declared.add(statement.name);
        return this.#interface(statement);
      case "objectType":
        this.declared.add(statement.name);
        return this.#members(statement.members);
      case "augment":
        for (const inner of statement.body) this.#augmentation(inner);
    }
  }

  #statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  #catch({ name, body }: CatchClause): void {
    this.#declare(name);
    this.#statements(body);
  }

  #declare(name: Parameter["name"]): void {
    for (const each of typeof name === "string" ? [name] : name) this.declared.add(each);
  }

  /** Names declared inside an augmented module live there, not in this file. */
  #augmentation(statement: Statement): void {
    if (statement.kind !== "interface") return this.statement(statement);
    this.#interface(statement);
  }

  #interface(statement: Statement & { kind: "interface" }): void {
    if (statement.extends !== undefined) this.#type(statement.extends);
    this.#members(statement.members);
  }

  #members(members: readonly TypeMember[]): void {
    for (const member of members) this.#type(member.type);
  }

  #expression(expression: Expression): void {
    switch (expression.kind) {
      case "reference":
        return this.#symbol(expression.symbol);
      case "template":
        for (const part of expression.parts) if (typeof part !== "string") this.#expression(part);
        return;
      case "member":
        return this.#expression(expression.object);
      case "index":
        this.#expression(expression.object);
        return this.#expression(expression.index);
      case "call":
        this.#expression(expression.callee);
        for (const type of expression.typeArguments) this.#type(type);
        for (const argument of expression.arguments) this.#expression(argument);
        return;
      case "await":
      case "spread":
        return this.#expression(expression.value);
      case "unary":
        return this.#expression(expression.operand);
      case "binary":
        this.#expression(expression.left);
        return this.#expression(expression.right);
      case "conditional":
        this.#expression(expression.test);
        this.#expression(expression.then);
        return this.#expression(expression.otherwise);
      case "array":
        for (const item of expression.items) this.#expression(item);
        return;
      case "object":
        for (const { key, value } of expression.properties) {
          if (typeof key === "object") this.#expression(key);
          this.#expression(value);
        }
        return;
      case "arrow":
        return this.#arrow(expression);
    }
  }

  #arrow(expression: Expression & { kind: "arrow" }): void {
    for (const { name, type } of expression.parameters) {
      this.#declare(name);
      if (type !== undefined) this.#type(type);
    }
    if (expression.returns !== undefined) this.#type(expression.returns);
    if (!Array.isArray(expression.body)) return this.#expression(expression.body as Expression);
    this.#statements(expression.body);
  }

  #type(type: TypeExpression): void {
    switch (type.kind) {
      case "named":
        this.#symbol(type.symbol);
        for (const argument of type.arguments) this.#type(argument);
        return;
      case "list":
        return this.#type(type.item);
      case "union":
        for (const member of type.of) this.#type(member);
        return;
      case "record":
        for (const member of type.members) this.#type(member.type);
    }
  }

  #symbol(symbol: ModuleSymbol): void {
    const key = symbolKey(symbol);
    const known = this.symbols.get(key);
    // Used both as a type and as a value: then it is imported as a value.
    if (known === undefined || (known.typeOnly && !symbol.typeOnly)) this.symbols.set(key, symbol);
  }
}
