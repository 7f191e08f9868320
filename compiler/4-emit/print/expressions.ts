import type { Expression, Property, Statement } from "../../3-lower/ir.ts";
import { commentText, isIdentifier, propertyKey, quote, templateText, UNPRINTABLE } from "./literals.ts";
import { LINE_WIDTH, type Sink } from "./sink.ts";

/** What expression printing needs from the file printer. */
export interface PrintContext {
  readonly sink: Sink;
  nameOf(expression: Expression & { kind: "reference" }): string;
  typeText(expression: Expression & { kind: "call" }): string;
  arrowHead(expression: Expression & { kind: "arrow" }): string;
  block(statements: readonly Statement[]): void;
}

const PRECEDENCE = {
  arrow: 1,
  conditional: 2,
  "??": 3,
  "||": 3,
  "&&": 4,
  "==": 8,
  "!=": 8,
  "===": 8,
  "!==": 8,
  "<": 9,
  "<=": 9,
  ">": 9,
  ">=": 9,
  "+": 11,
  "-": 11,
  "*": 12,
  "/": 12,
  "%": 12,
  "**": 13,
  unary: 14,
  postfix: 17,
  atom: 18,
} as const;

function precedence(expression: Expression): number {
  switch (expression.kind) {
    case "arrow":
    case "conditional":
      return PRECEDENCE[expression.kind];
    case "binary":
      return PRECEDENCE[expression.operator];
    case "await":
    case "unary":
      return PRECEDENCE.unary;
    case "member":
    case "index":
    case "call":
      return PRECEDENCE.postfix;
    case "literal":
      // `5.toFixed()` is no JavaScript: a number is bracketed like a negative one.
      return typeof expression.value === "number" ? PRECEDENCE.unary : PRECEDENCE.atom;
    default:
      return PRECEDENCE.atom;
  }
}

/** What may follow an operator without brackets: `--x` would be one operator. */
function leastAfter({ operator, operand }: Expression & { kind: "unary" }): number {
  const startsNegative =
    (operand.kind === "unary" && operand.operator === "-") ||
    (operand.kind === "literal" && isNegative(operand.value));
  return operator === "-" && startsNegative ? PRECEDENCE.postfix : PRECEDENCE.unary;
}

/** Whether a value is printed with a minus in front: `-0` is, too. */
function isNegative(value: unknown): boolean {
  return typeof value === "number" && (value < 0 || Object.is(value, -0));
}

/** Prints expressions on one line where they fit, and broken in Prettier's manner where they do not. */
export class ExpressionPrinter {
  readonly #flat = new WeakMap<Expression, string>();

  constructor(private readonly context: PrintContext) {}

  /** Writes an expression; `trailing` is how many columns must stay free behind it on its last line. */
  write(expression: Expression, trailing = 1): void {
    const { sink } = this.context;
    if (expression.span !== undefined) sink.mark(expression.span);
    const flat = this.flat(expression);
    if (!flat.includes("\n") && sink.column + flat.length + trailing <= LINE_WIDTH)
      this.#writeFlat(expression);
    else this.#writeBroken(expression, trailing);
  }

  /** The expression on one line; contains a line break when it cannot be (an arrow function with a body). */
  flat(expression: Expression): string {
    let text = this.#flat.get(expression);
    if (text === undefined) {
      text = this.#pieces(expression)
        .map((piece) => (typeof piece === "string" ? piece : this.flat(piece)))
        .join("");
      this.#flat.set(expression, text);
    }
    return text;
  }

  #writeFlat(expression: Expression): void {
    for (const piece of this.#pieces(expression)) {
      if (typeof piece === "string") this.context.sink.write(piece);
      else {
        if (piece.span !== undefined) this.context.sink.mark(piece.span);
        this.#writeFlat(piece);
      }
    }
  }

  /** An expression as text and nested expressions, in order: the flat form. */
  #pieces(expression: Expression): readonly (string | Expression)[] {
    switch (expression.kind) {
      case "identifier":
        return [expression.name];
      case "reference":
        return [this.context.nameOf(expression)];
      case "literal":
        return [literalText(expression)];
      case "regex":
        return [regexText(expression)];
      case "spread":
        return ["...", ...this.#operand(expression.value, PRECEDENCE.conditional)];
      case "template":
        return [
          "`",
          ...expression.parts.flatMap((part) =>
            typeof part === "string" ? [templateText(part)] : ["${", part, "}"],
          ),
          "`",
        ];
      case "member":
        return [...this.#operand(expression.object, PRECEDENCE.postfix), memberText(expression)];
      case "index":
        return [
          ...this.#operand(expression.object, PRECEDENCE.postfix),
          expression.optional ? "?.[" : "[",
          expression.index,
          "]",
        ];
      case "call":
        return [
          ...this.#operand(expression.callee, PRECEDENCE.postfix),
          expression.optional ? "?." : "",
          this.context.typeText(expression),
          "(",
          ...separated(expression.arguments),
          ")",
        ];
      case "await":
        return ["await ", ...this.#operand(expression.value, PRECEDENCE.unary)];
      case "unary":
        return [expression.operator, ...this.#operand(expression.operand, leastAfter(expression))];
      case "binary":
        return [
          ...this.#binaryOperand(expression, expression.left, false),
          ` ${expression.operator} `,
          ...this.#binaryOperand(expression, expression.right, true),
        ];
      case "conditional":
        return [
          ...this.#operand(expression.test, PRECEDENCE["??"] + 1),
          " ? ",
          ...this.#operand(expression.then, PRECEDENCE.conditional),
          " : ",
          ...this.#operand(expression.otherwise, PRECEDENCE.conditional),
        ];
      case "array":
        return ["[", ...separated(expression.items), "]"];
      case "object":
        return this.#objectPieces(expression.properties);
      case "arrow":
        return this.#arrowPieces(expression);
    }
  }

  #objectPieces(properties: readonly Property[]): readonly (string | Expression)[] {
    if (properties.length === 0) return ["{}"];
    if (properties.some((property) => property.comment !== undefined)) return ["\n"];
    const pieces: (string | Expression)[] = ["{ "];
    properties.forEach((property, i) => {
      if (i > 0) pieces.push(", ");
      pieces.push(...this.#propertyPieces(property));
    });
    pieces.push(" }");
    return pieces;
  }

  #propertyPieces({ key, value }: Property): readonly (string | Expression)[] {
    if (key === undefined) return ["...", ...this.#operand(value, PRECEDENCE.conditional)];
    if (typeof key !== "string") return ["[", key, "]: ", value];
    return isShorthand(key, value, this.flat(value)) ? [value] : [`${propertyKey(key)}: `, value];
  }

  #arrowPieces(expression: Expression & { kind: "arrow" }): readonly (string | Expression)[] {
    const head = this.context.arrowHead(expression);
    if (Array.isArray(expression.body)) return [head, expression.body.length === 0 ? "{}" : "{\n}"];
    const body = expression.body as Expression;
    return this.#opensBlock(body) ? [head, "(", body, ")"] : [head, body];
  }

  /** Whether the body of an arrow function would be read as a block: a brace stands in front. */
  #opensBlock(body: Expression): boolean {
    return this.flat(body).startsWith("{");
  }

  #operand(expression: Expression, minimum: number): readonly (string | Expression)[] {
    return precedence(expression) < minimum ? ["(", expression, ")"] : [expression];
  }

  #binaryOperand(
    parent: Expression & { kind: "binary" },
    operand: Expression,
    right: boolean,
  ): readonly (string | Expression)[] {
    const own = PRECEDENCE[parent.operator];
    const mixesNullish =
      operand.kind === "binary" &&
      (operand.operator === "??") !== (parent.operator === "??") &&
      [operand.operator, parent.operator].some((operator) => operator === "||" || operator === "&&");
    const positive =
      operand.kind === "literal" && typeof operand.value === "number" && !isNegative(operand.value);
    const unaryBase =
      parent.operator === "**" && !right && !positive && precedence(operand) === PRECEDENCE.unary;
    if (mixesNullish || unaryBase) return ["(", operand, ")"];
    // `**` is the one operator that JavaScript reads from the right.
    const needsHigher = parent.operator === "**" ? !right : right;
    if (positive) return [operand];
    return this.#operand(operand, needsHigher ? own + 1 : own);
  }

  #writeBroken(expression: Expression, trailing: number): void {
    switch (expression.kind) {
      case "call":
        return this.#brokenCall(expression);
      case "array":
        return this.#brokenList(
          "[",
          expression.items.map((item) => () => this.write(item)),
          "]",
        );
      case "object":
        return this.#brokenObject(expression);
      case "arrow":
        return this.#brokenArrow(expression, trailing);
      case "conditional":
        return this.#brokenConditional(expression, trailing);
      case "binary":
        return this.#brokenBinary(expression, trailing);
      case "template":
        // A line break inside `${}` reads worse than a long line.
        return this.#writeFlat(expression);
      default:
        return this.#sequence(this.#pieces(expression), trailing);
    }
  }

  #sequence(pieces: readonly (string | Expression)[], trailing: number): void {
    for (const piece of pieces) {
      if (typeof piece === "string") this.context.sink.write(piece);
      else this.write(piece, trailing);
    }
  }

  /** `f(a, {` … `})`: the last argument carries the break when it is the one with a body. */
  #brokenCall(expression: Expression & { kind: "call" }): void {
    this.#sequence(this.#operand(expression.callee, PRECEDENCE.postfix), 1);
    const { sink } = this.context;
    sink.write(`${expression.optional ? "?." : ""}${this.context.typeText(expression)}`);
    const { arguments: args } = expression;
    const last = args.at(-1);
    const others = args.slice(0, -1);
    const head = others.map((argument) => this.flat(argument)).join(", ");
    if (last === undefined) return sink.write("()");
    const opening = last.kind === "arrow" ? this.context.arrowHead(last).length : 0;
    const fits = sink.column + head.length + opening + 4 <= LINE_WIDTH;
    if (isHuggable(last) && !head.includes("\n") && fits) {
      sink.write("(");
      for (const argument of others) {
        this.write(argument, 0);
        sink.write(", ");
      }
      this.write(last, 2);
      return sink.write(")");
    }
    this.#brokenList(
      "(",
      args.map((argument) => () => this.write(argument)),
      ")",
    );
  }

  #brokenList(open: string, items: readonly (() => void)[], close: string): void {
    const { sink } = this.context;
    sink.write(open);
    sink.newLine();
    sink.indented(() => {
      for (const item of items) {
        item();
        sink.write(",");
        sink.newLine();
      }
    });
    sink.write(close);
  }

  #brokenObject(expression: Expression & { kind: "object" }): void {
    const { sink } = this.context;
    const items = expression.properties.map((property) => () => {
      if (property.comment !== undefined) {
        sink.write(`/** ${commentText(property.comment)} */`);
        sink.newLine();
      }
      this.#sequence(this.#propertyPieces(property), 1);
    });
    this.#brokenList("{", items, "}");
  }

  #brokenArrow(expression: Expression & { kind: "arrow" }, trailing: number): void {
    const { sink } = this.context;
    const { body } = expression;
    if (isBody(body)) {
      const breaksBelow = BREAKS_BELOW.includes(body.kind) && !this.#opensBlock(body);
      if (!breaksBelow) return this.#sequence(this.#arrowPieces(expression), trailing);
      sink.write(this.context.arrowHead(expression).trimEnd());
      sink.newLine();
      return sink.indented(() => this.write(body, trailing));
    }
    sink.write(`${this.context.arrowHead(expression)}{`);
    sink.newLine();
    sink.indented(() => this.context.block(body));
    sink.mark(undefined);
    sink.write("}");
  }

  #brokenConditional(expression: Expression & { kind: "conditional" }, trailing: number): void {
    const { sink } = this.context;
    this.#sequence(this.#operand(expression.test, PRECEDENCE["??"] + 1), 0);
    sink.newLine();
    sink.indented(() => {
      sink.write("? ");
      sink.indented(() => this.#sequence(this.#operand(expression.then, PRECEDENCE.conditional), 0));
      sink.newLine();
      sink.write(": ");
      const otherwise = this.#operand(expression.otherwise, PRECEDENCE.conditional);
      sink.indented(() => this.#sequence(otherwise, trailing));
    });
  }

  #brokenBinary(expression: Expression & { kind: "binary" }, trailing: number): void {
    const { sink } = this.context;
    this.#sequence(this.#binaryOperand(expression, expression.left, false), 0);
    sink.newLine();
    sink.indented(() => {
      sink.write(`${expression.operator} `);
      this.#sequence(this.#binaryOperand(expression, expression.right, true), trailing);
    });
  }
}

/** Bodies of arrow functions that begin on a line of their own when they do not fit. */
const BREAKS_BELOW: readonly Expression["kind"][] = ["binary", "call", "conditional"];

function isBody(body: readonly Statement[] | Expression): body is Expression {
  return !Array.isArray(body);
}

function separated(items: readonly Expression[]): readonly (string | Expression)[] {
  return items.flatMap((item, i) => (i === 0 ? [item] : [", ", item]));
}

function isHuggable(expression: Expression): boolean {
  return expression.kind === "object" || expression.kind === "arrow" || expression.kind === "array";
}

function isShorthand(key: string, value: Expression, text: string): boolean {
  return (value.kind === "identifier" || value.kind === "reference") && text === key;
}

function memberText({ name, optional }: { name: string; optional: boolean }): string {
  if (isIdentifier(name)) return `${optional ? "?." : "."}${name}`;
  return `${optional ? "?." : ""}[${quote(name)}]`;
}

function literalText({ value, hex, grouped }: Expression & { kind: "literal" }): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" && hex) return `0x${value.toString(16).padStart(6, "0")}`;
  if (Object.is(value, -0)) return "-0";
  return grouped ? String(value).replace(/\B(?=(\d{3})+$)/g, "_") : String(value);
}

/** RegExp's own rendering escapes what a literal cannot hold. */
function regexText({ pattern, flags }: { pattern: string; flags: string }): string {
  return String(new RegExp(pattern, flags)).replace(UNPRINTABLE, (character) =>
    character > "\uffff" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
