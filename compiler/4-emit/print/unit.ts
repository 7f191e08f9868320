import type {
  Expression,
  ModuleSymbol,
  Parameter,
  SourceUnit,
  Statement,
  TypeExpression,
  TypeMember,
} from "../../3-lower/ir.ts";
import { BlockPrinter, writeBlock } from "./blocks.ts";
import { collectNames, symbolKey } from "./collect.ts";
import { ExpressionPrinter, type PrintContext } from "./expressions.ts";
import { ImportNames } from "./imports.ts";
import { commentText, propertyKey, quote } from "./literals.ts";
import { LINE_WIDTH, type Mark, Sink } from "./sink.ts";

export interface PrintedUnit {
  readonly path: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Prints a generated file. */
export function printUnit(unit: SourceUnit): PrintedUnit {
  const printer = new UnitPrinter(unit);
  printer.print();
  return { path: unit.path, text: printer.sink.toString(), marks: printer.sink.marks };
}

class UnitPrinter implements PrintContext {
  readonly sink = new Sink();
  readonly #imports: ImportNames;
  readonly #expressions: ExpressionPrinter;
  readonly #blocks: BlockPrinter;

  constructor(private readonly unit: SourceUnit) {
    this.#imports = new ImportNames(unit.path, collectNames(unit.statements));
    this.#expressions = new ExpressionPrinter(this);
    this.#blocks = new BlockPrinter(this, this.#expressions);
  }

  print(): void {
    this.sink.mark(undefined);
    for (const line of this.#imports.lines(LINE_WIDTH)) {
      this.sink.write(line);
      this.sink.newLine();
    }
    for (const statement of this.unit.statements) {
      this.sink.blankLine();
      this.#statement(statement);
    }
  }

  nameOf(expression: Expression & { kind: "reference" }): string {
    return this.#imports.localName(symbolKey(expression.symbol));
  }

  typeText(expression: Expression & { kind: "call" }): string {
    if (expression.typeArguments.length === 0) return "";
    return `<${expression.typeArguments.map((type) => this.#type(type)).join(", ")}>`;
  }

  arrowHead(expression: Expression & { kind: "arrow" }): string {
    const parameters = expression.parameters.map(({ name, type, emptyByDefault }) => {
      const pattern = typeof name === "string" ? name : `[${name.join(", ")}]`;
      const typed = type === undefined ? pattern : `${pattern}: ${this.#type(type)}`;
      return emptyByDefault ? `${typed} = {}` : typed;
    });
    const returns = expression.returns === undefined ? "" : `: ${this.#type(expression.returns)}`;
    return `${expression.async ? "async " : ""}(${parameters.join(", ")})${returns} => `;
  }

  block(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    this.sink.mark(statement.span);
    switch (statement.kind) {
      case "expression":
        this.#expressions.write(statement.value);
        this.sink.write(";");
        break;
      case "variable":
        this.#variable(statement);
        break;
      case "assign":
        this.#expressions.write(statement.target, 2);
        this.sink.write(" = ");
        this.#expressions.write(statement.value);
        this.sink.write(";");
        break;
      case "if":
        this.#if(statement);
        break;
      case "return":
        this.sink.write(statement.value === undefined ? "return" : "return ");
        if (statement.value !== undefined) this.#expressions.write(statement.value);
        this.sink.write(";");
        break;
      case "throw":
        this.sink.write("throw ");
        this.#expressions.write(statement.value);
        this.sink.write(";");
        break;
      case "while":
      case "forOf":
      case "tryCatch":
      case "choose":
        this.#blocks.write(statement);
        break;
      case "interface":
        this.#interface(statement);
        break;
      case "objectType":
        this.sink.write(`type ${statement.name} = {`);
        this.#indentedBlock(() => this.#members(statement.members));
        this.sink.write(";");
        break;
      case "augment":
        this.sink.write(`declare module ${JSON.stringify(statement.module)} {`);
        this.#indentedBlock(() => this.block(statement.body));
        break;
    }
    this.sink.newLine();
  }

  #interface(statement: Statement & { kind: "interface" }): void {
    const base = statement.extends === undefined ? "" : ` extends ${this.#type(statement.extends)}`;
    this.sink.write(`${statement.exported ? "export " : ""}interface ${statement.name}${base} {`);
    if (statement.members.length === 0) this.sink.write("}");
    else this.#indentedBlock(() => this.#members(statement.members));
  }

  #variable(statement: Statement & { kind: "variable" }): void {
    this.#comment(statement.comment);
    const type = statement.type === undefined ? "" : `: ${this.#type(statement.type)}`;
    this.sink.write(`${statement.exported ? "export " : ""}${statement.keyword} `);
    this.#declared(statement.name);
    this.sink.write(type);
    if (statement.value !== undefined) {
      this.sink.write(" = ");
      this.#expressions.write(statement.value);
    }
    this.sink.write(";");
  }

  /** A name, or the names for the parts of a list: one a line where they do not fit. */
  #declared(name: Parameter["name"]): void {
    if (typeof name === "string") return this.sink.write(name);
    const line = `[${name.join(", ")}]`;
    if (this.sink.column + line.length + " = ".length <= LINE_WIDTH) return this.sink.write(line);
    this.sink.write("[");
    this.sink.newLine();
    this.sink.indented(() => {
      for (const each of name) {
        this.sink.write(`${each},`);
        this.sink.newLine();
      }
    });
    this.sink.write("]");
  }

  #if(statement: Statement & { kind: "if" }): void {
    this.sink.write("if (");
    this.#expressions.write(statement.test, 3);
    if (isGuard(statement)) return this.sink.write(") return;");
    this.sink.write(") {");
    this.#indentedBlock(() => this.block(statement.then));
    if (statement.otherwise.length === 0) return;
    const [only, ...more] = statement.otherwise;
    if (only?.kind === "if" && more.length === 0) {
      this.sink.write(" else ");
      this.sink.mark(only.span);
      return this.#if(only);
    }
    this.sink.write(" else {");
    this.#indentedBlock(() => this.block(statement.otherwise));
  }

  #indentedBlock(write: () => void): void {
    writeBlock(this.sink, write);
  }

  #members(members: readonly TypeMember[]): void {
    for (const member of members) {
      this.#comment(member.comment);
      this.sink.write(
        `${propertyKey(member.name)}${member.optional ? "?" : ""}: ${this.#type(member.type)};`,
      );
      this.sink.newLine();
    }
  }

  #comment(comment: string | undefined): void {
    if (comment === undefined || comment === "") return;
    this.sink.write(`/** ${commentText(comment)} */`);
    this.sink.newLine();
  }

  #type(type: TypeExpression): string {
    switch (type.kind) {
      case "keyword":
        return type.text;
      case "literal":
        return quote(type.value);
      case "named":
        return `${this.#symbolName(type.symbol)}${typeArguments(type.arguments.map((t) => this.#type(t)))}`;
      case "list":
        return `readonly ${isBare(type.item) ? this.#type(type.item) : `(${this.#type(type.item)})`}[]`;
      case "union":
        return type.of.map((member) => this.#type(member)).join(" | ");
      case "record": {
        const members = type.members.map(
          (member) => `${propertyKey(member.name)}${member.optional ? "?" : ""}: ${this.#type(member.type)}`,
        );
        return members.length === 0 ? "Record<string, never>" : `{ ${members.join("; ")} }`;
      }
    }
  }

  #symbolName(symbol: ModuleSymbol): string {
    return this.#imports.localName(symbolKey(symbol));
  }
}

/** Whether `[]` can follow a type as it is. */
function isBare({ kind }: TypeExpression): boolean {
  return kind !== "union" && kind !== "list";
}

/** `if (…) return;` stands on one line. */
function isGuard({ then, otherwise }: Statement & { kind: "if" }): boolean {
  const [only, ...more] = then;
  return only?.kind === "return" && only.value === undefined && more.length + otherwise.length === 0;
}

function typeArguments(args: readonly string[]): string {
  return args.length === 0 ? "" : `<${args.join(", ")}>`;
}
