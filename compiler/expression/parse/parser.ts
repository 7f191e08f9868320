import { type Ast, type AstEntry, BINARY_PRECEDENCE, type BinaryOperator, isBinaryOperator } from "../ast.ts";
import { type Token, tokenize } from "./lexer.ts";

/** Why a text is not an expression, and where: indices into the text parsed. */
export interface SyntaxProblem {
  readonly kind: "syntax" | "unsupported";
  /** What was met, or what the unsupported form is called. */
  readonly detail: string;
  readonly hint: string | undefined;
  readonly start: number;
  readonly end: number;
}

export type ParseResult = { readonly ast: Ast } | { readonly problem: SyntaxProblem };

/** Nesting beyond this is refused, so that no input overflows the stack. */
const MAXIMUM_DEPTH = 200;

/** Parses `text` between `from` and `to` as one expression. */
export function parseExpression(text: string, from = 0, to = text.length): ParseResult {
  const parser = new Parser(tokenize(text, from, to));
  try {
    return { ast: parser.whole() };
  } catch (error) {
    if (error instanceof Failure) return { problem: error.problem };
    throw error;
  }
}

/** Leaves the recursive descent; never leaves this file. */
class Failure extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.detail);
  }
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Ast {
    const ast = this.#expression();
    const rest = this.#peek();
    if (rest.kind !== "end") this.#unexpected(rest);
    return ast;
  }

  #expression(): Ast {
    if (++this.#depth > MAXIMUM_DEPTH) this.#fail(this.#peek(), "an expression nested more than 200 deep");
    const test = this.#binary(0);
    this.#depth--;
    if (this.#take("?:") !== undefined) {
      const otherwise = this.#expression();
      return { kind: "conditional", test, then: undefined, otherwise, start: test.start, end: otherwise.end };
    }
    if (this.#take("?") === undefined) return test;
    const then = this.#expression();
    this.#expect(":", "the `:` of `condition ? a : b`");
    const otherwise = this.#expression();
    return { kind: "conditional", test, then, otherwise, start: test.start, end: otherwise.end };
  }

  #binary(minimum: number): Ast {
    let left = this.#unary();
    while (true) {
      const token = this.#peek();
      const operator = this.#binaryOperator(token);
      if (operator === undefined || BINARY_PRECEDENCE[operator] < minimum) return left;
      this.#at++;
      const right = this.#binary(BINARY_PRECEDENCE[operator] + 1);
      left = {
        kind: "binary",
        operator,
        left,
        right,
        operatorStart: token.start,
        start: left.start,
        end: right.end,
      };
    }
  }

  #binaryOperator(token: Token): BinaryOperator | undefined {
    const possible = token.kind === "operator" || (token.kind === "identifier" && token.text === "in");
    return possible && isBinaryOperator(token.text) ? token.text : undefined;
  }

  #unary(): Ast {
    const token = this.#peek();
    if (token.kind !== "operator" || (token.text !== "!" && token.text !== "-")) return this.#postfix();
    if (++this.#depth > MAXIMUM_DEPTH) this.#fail(token, "an expression nested more than 200 deep");
    this.#at++;
    const operand = this.#unary();
    this.#depth--;
    if (token.text === "-" && operand.kind === "literal" && typeof operand.value === "number") {
      return { kind: "literal", value: -operand.value, start: token.start, end: operand.end };
    }
    return { kind: "unary", operator: token.text, operand, start: token.start, end: operand.end };
  }

  #postfix(): Ast {
    let ast = this.#primary();
    while (true) {
      const token = this.#peek();
      if (token.kind !== "operator") return ast;
      if (token.text === "." || token.text === "?.") ast = this.#member(ast);
      else if (token.text === "[" || token.text === "?.[") ast = this.#index(ast);
      else if (token.text === "|") ast = this.#transform(ast);
      else return ast;
    }
  }

  #member(object: Ast): Ast {
    this.#at++;
    const name = this.#peek();
    if (name.kind !== "identifier")
      this.#fail(name, describe(name), "write the name of a property after the dot");
    this.#at++;
    if (this.#peek().text !== "(" || this.#peek().kind !== "operator") {
      return {
        kind: "property",
        object,
        name: name.text,
        nameStart: name.start,
        start: object.start,
        end: name.end,
      };
    }
    const { items, end } = this.#arguments();
    return {
      kind: "method",
      object,
      name: name.text,
      nameStart: name.start,
      nameEnd: name.end,
      arguments: items,
      start: object.start,
      end,
    };
  }

  #index(object: Ast): Ast {
    this.#at++;
    if (this.#isOperator(".")) this.#unsupported(this.#peek(), "a filter such as `list[.property > 1]`");
    const index = this.#expression();
    const close = this.#expect("]", "the closing `]`");
    return { kind: "index", object, index, start: object.start, end: close.end };
  }

  #transform(input: Ast): Ast {
    this.#at++;
    const name = this.#peek();
    if (name.kind !== "identifier")
      this.#fail(name, describe(name), "write the name of a transform after `|`");
    this.#at++;
    const call = this.#isOperator("(") ? this.#arguments() : { items: [], end: name.end };
    return {
      kind: "transform",
      input,
      name: name.text,
      nameStart: name.start,
      nameEnd: name.end,
      arguments: call.items,
      start: input.start,
      end: call.end,
    };
  }

  #arguments(): { items: Ast[]; end: number } {
    this.#at++;
    const items = this.#list(")");
    return { items, end: this.#previousEnd() };
  }

  /** Expressions separated by commas up to the closing token, which is taken; a trailing comma is fine. */
  #list(close: ")" | "]"): Ast[] {
    const items: Ast[] = [];
    while (this.#take(close) === undefined) {
      if (items.length > 0) {
        this.#expect(",", `\`,\` or the closing \`${close}\``);
        if (this.#take(close) !== undefined) break;
      }
      items.push(this.#expression());
    }
    return items;
  }

  #primary(): Ast {
    const token = this.#peek();
    const { start, end } = token;
    switch (token.kind) {
      case "number":
        this.#at++;
        return { kind: "literal", value: Number(token.text), start, end };
      case "string":
        this.#at++;
        return { kind: "literal", value: token.text, start, end };
      case "identifier":
        return this.#identifier(token);
      case "operator":
        return this.#bracketed(token);
      default:
        return this.#unexpected(token);
    }
  }

  #identifier(token: Token): Ast {
    const { start, end } = token;
    this.#at++;
    if (Object.hasOwn(CONSTANTS, token.text))
      return { kind: "literal", value: CONSTANTS[token.text], start, end };
    if (this.#isOperator("=>")) this.#unsupported(this.#peek(), "an arrow function");
    if (!this.#isOperator("(")) return { kind: "identifier", name: token.text, start, end };
    const call = this.#arguments();
    return { kind: "call", name: token.text, nameEnd: end, arguments: call.items, start, end: call.end };
  }

  #bracketed(token: Token): Ast {
    switch (token.text) {
      case "(":
        return this.#parenthesised(token);
      case "[": {
        this.#at++;
        const items = this.#list("]");
        return { kind: "list", items, start: token.start, end: this.#previousEnd() };
      }
      case "{":
        return this.#map(token);
      case "`":
        return this.#unsupported(token, "a template literal in backticks");
      case "/":
      case "//":
        return this.#unsupported(token, "a regular expression literal");
      case "...":
        return this.#unsupported(token, "spread");
      default:
        return this.#unexpected(token);
    }
  }

  #parenthesised(open: Token): Ast {
    this.#at++;
    if (this.#isOperator(")")) this.#unsupported(open, "an arrow function");
    const inner = this.#expression();
    if (this.#isOperator(",")) this.#unsupported(open, "an arrow function");
    const close = this.#expect(")", "the closing `)`");
    if (this.#isOperator("=>")) this.#unsupported(this.#peek(), "an arrow function");
    return { ...inner, start: open.start, end: close.end };
  }

  #map(open: Token): Ast {
    this.#at++;
    const entries: AstEntry[] = [];
    while (this.#take("}") === undefined) {
      if (entries.length > 0) {
        this.#expect(",", "`,` or the closing `}`");
        if (this.#take("}") !== undefined) break;
      }
      entries.push(this.#entry());
    }
    return { kind: "map", entries, start: open.start, end: this.#previousEnd() };
  }

  #entry(): AstEntry {
    const key = this.#peek();
    if (this.#isOperator("...")) this.#unsupported(key, "spread");
    if (this.#isOperator("[")) this.#unsupported(key, "a computed key");
    if (key.kind !== "identifier" && key.kind !== "string" && key.kind !== "number") this.#unexpected(key);
    this.#at++;
    if (key.kind === "identifier" && (this.#isOperator(",") || this.#isOperator("}"))) {
      return {
        key: key.text,
        keyStart: key.start,
        value: { kind: "identifier", name: key.text, ...range(key) },
      };
    }
    this.#expect(":", "the `:` after a key");
    return { key: key.text, keyStart: key.start, value: this.#expression() };
  }

  #peek(): Token {
    return this.tokens[this.#at]!;
  }

  #previousEnd(): number {
    return this.tokens[this.#at - 1]!.end;
  }

  #isOperator(text: string): boolean {
    const token = this.#peek();
    return token.kind === "operator" && token.text === text;
  }

  #take(text: string): Token | undefined {
    if (!this.#isOperator(text)) return undefined;
    return this.tokens[this.#at++];
  }

  #expect(text: string, what: string): Token {
    const token = this.#take(text);
    if (token === undefined) this.#fail(this.#peek(), describe(this.#peek()), `${what} is missing here`);
    return token;
  }

  #unexpected(token: Token): never {
    const hints: Readonly<Record<string, string>> = {
      "=": "to compare write `==`; to store a value use the action `set`",
      "`": "quote text with ' or \"",
    };
    const unclosed = token.kind === "invalid" && /^["']/.test(token.text);
    this.#fail(token, describe(token), unclosed ? `close the text with ${token.text[0]}` : hints[token.text]);
  }

  #unsupported(token: Token, form: string): never {
    throw new Failure({ kind: "unsupported", detail: form, hint: undefined, ...range(token) });
  }

  #fail(token: Token, detail: string, hint?: string): never {
    throw new Failure({ kind: "syntax", detail, hint, ...range(token) });
  }
}

const CONSTANTS: Readonly<Record<string, boolean | null | undefined>> = {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
};

function range(token: Token): { start: number; end: number } {
  return { start: token.start, end: token.end };
}

function describe(token: Token): string {
  if (token.kind === "end") return "the end of the expression";
  if (token.kind === "invalid" && /^["']/.test(token.text)) return "a text that is never closed";
  return `\`${token.kind === "string" ? JSON.stringify(token.text) : token.text}\``;
}
