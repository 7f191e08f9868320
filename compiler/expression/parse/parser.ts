import {
  type ArrowParameter,
  type Ast,
  type AstEntry,
  BINARY_PRECEDENCE,
  type BinaryOperator,
  isBinaryOperator,
} from "../ast.ts";
import { closingBrace } from "./brackets.ts";
import { environmentAt, escapedCharacter, type Token, tokenize } from "./lexer.ts";
import { describe, Failure, range, type SyntaxProblem, TokenReader, unclosedPart } from "./token-reader.ts";

export type { SyntaxProblem } from "./token-reader.ts";

export type ParseResult = { readonly ast: Ast } | { readonly problem: SyntaxProblem };

/** Nesting beyond this is refused, so that no input overflows the stack. */
const MAXIMUM_DEPTH = 200;

/** Longest chain of operators, properties or transforms. */
const MAXIMUM_CHAIN = 300;

/** Parses `text` between `from` and `to` as one expression. */
export function parseExpression(text: string, from = 0, to = text.length): ParseResult {
  return parsed(new Parser(text, tokenize(text, from, to, false)));
}

/** Parses a condition in which `${…}` and `$env.NAME` stand for values, also inside quotes (spec.md §11). */
export function parseCondition(text: string): ParseResult {
  return parsed(new Parser(text, tokenize(text, 0, text.length, true)));
}

function parsed(parser: Parser): ParseResult {
  try {
    return { ast: parser.whole() };
  } catch (error) {
    if (error instanceof Failure) return { problem: error.problem };
    throw error;
  }
}

class Parser extends TokenReader {
  #depth = 0;

  constructor(
    private readonly text: string,
    tokens: readonly Token[],
  ) {
    super(tokens);
  }

  whole(): Ast {
    const ast = this.#expression();
    const rest = this.peek();
    if (rest.kind !== "end") this.unexpected(rest);
    return ast;
  }

  #expression(): Ast {
    if (++this.#depth > MAXIMUM_DEPTH) this.fail(this.peek(), "an expression nested more than 200 deep");
    const test = this.#binary(0);
    this.#depth--;
    if (this.take("?:") !== undefined) {
      const otherwise = this.#expression();
      return { kind: "conditional", test, then: undefined, otherwise, start: test.start, end: otherwise.end };
    }
    if (this.take("?") === undefined) return test;
    const then = this.#expression();
    this.expect(":", "the `:` of `condition ? a : b`");
    const otherwise = this.#expression();
    return { kind: "conditional", test, then, otherwise, start: test.start, end: otherwise.end };
  }

  #binary(minimum: number): Ast {
    let left = this.#unary();
    for (let length = 0; ; length++) {
      const token = this.peek();
      if (length > MAXIMUM_CHAIN) this.fail(token, "a chain of more than 300 operators");
      const operator = this.#binaryOperator(token);
      if (operator === undefined || BINARY_PRECEDENCE[operator] < minimum) return left;
      this.at++;
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
    const token = this.peek();
    if (token.kind !== "operator" || (token.text !== "!" && token.text !== "-")) return this.#postfix();
    if (++this.#depth > MAXIMUM_DEPTH) this.fail(token, "an expression nested more than 200 deep");
    this.at++;
    const operand = this.#unary();
    this.#depth--;
    if (token.text === "-" && operand.kind === "literal" && typeof operand.value === "number") {
      return { kind: "literal", value: -operand.value, start: token.start, end: operand.end };
    }
    return { kind: "unary", operator: token.text, operand, start: token.start, end: operand.end };
  }

  #postfix(): Ast {
    let ast = this.#primary();
    for (let length = 0; ; length++) {
      const token = this.peek();
      if (length > MAXIMUM_CHAIN) this.fail(token, "a chain of more than 300 properties");
      if (token.kind !== "operator") return ast;
      if (token.text === "." || token.text === "?.") ast = this.#member(ast);
      else if (token.text === "[" || token.text === "?.[") ast = this.#index(ast);
      else if (token.text === "|") ast = this.#transform(ast);
      else return ast;
    }
  }

  #member(object: Ast): Ast {
    this.at++;
    const name = this.peek();
    if (name.kind !== "identifier")
      this.fail(name, describe(name), "write the name of a property after the dot");
    this.at++;
    if (this.peek().text !== "(" || this.peek().kind !== "operator") {
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
    this.at++;
    const index = this.#expression();
    const close = this.expect("]", "the closing `]`");
    return { kind: "index", object, index, start: object.start, end: close.end };
  }

  #transform(input: Ast): Ast {
    this.at++;
    const name = this.peek();
    if (name.kind !== "identifier")
      this.fail(name, describe(name), "write the name of a transform after `|`");
    this.at++;
    const call = this.isOperator("(") ? this.#arguments() : { items: [], end: name.end };
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
    this.at++;
    const items = this.#list(")");
    return { items, end: this.previousEnd() };
  }

  /** Expressions separated by commas up to the closing token, which is taken; a trailing comma is fine. */
  #list(close: ")" | "]"): Ast[] {
    const items: Ast[] = [];
    while (this.take(close) === undefined) {
      if (items.length > 0) {
        this.expect(",", `\`,\` or the closing \`${close}\``);
        if (this.take(close) !== undefined) break;
      }
      items.push(this.#item());
    }
    return items;
  }

  /** An item of a list or an argument: an expression, `...spread`, or an arrow function. */
  #item(): Ast {
    const start = this.peek().start;
    if (this.take("...") !== undefined) {
      const value = this.#expression();
      return { kind: "spread", value, start, end: value.end };
    }
    const parameters = this.#arrowHead();
    if (parameters === undefined) return this.#expression();
    const body = this.#expression();
    return { kind: "arrow", parameters, body, start, end: body.end };
  }

  /** The parameters of an arrow function up to and with `=>`; undefined (and nothing taken) when there is none. */
  #arrowHead(): readonly ArrowParameter[] | undefined {
    const begin = this.at;
    const parameters = this.isOperator("(") ? this.#arrowParameters() : this.#arrowParameter();
    const list = parameters === undefined || Array.isArray(parameters) ? parameters : [parameters];
    if (list !== undefined && this.take("=>") !== undefined) return list as readonly ArrowParameter[];
    this.at = begin;
    return undefined;
  }

  #arrowParameters(): readonly ArrowParameter[] | undefined {
    this.at++;
    const parameters: ArrowParameter[] = [];
    while (this.take(")") === undefined) {
      if (parameters.length > 0 && this.take(",") === undefined) return undefined;
      const parameter = this.isOperator("[") ? this.#arrowList() : this.#arrowParameter();
      if (parameter === undefined) return undefined;
      parameters.push(parameter);
    }
    return parameters;
  }

  #arrowList(): readonly string[] | undefined {
    this.at++;
    const names: string[] = [];
    while (this.take("]") === undefined) {
      if (names.length > 0 && this.take(",") === undefined) return undefined;
      const name = this.#arrowParameter();
      if (name === undefined) return undefined;
      names.push(name);
    }
    return names;
  }

  #arrowParameter(): string | undefined {
    const token = this.peek();
    if (token.kind !== "identifier" || Object.hasOwn(CONSTANTS, token.text)) return undefined;
    this.at++;
    return token.text;
  }

  #primary(): Ast {
    const token = this.peek();
    const { start, end } = token;
    switch (token.kind) {
      case "number":
        this.at++;
        return { kind: "literal", value: Number(token.text), start, end };
      case "string":
        this.at++;
        return { kind: "literal", value: token.text, start, end };
      case "identifier":
        return this.#identifier(token);
      case "template":
        return this.#templateLiteral(token);
      case "regex":
        return this.#regex(token);
      case "environment":
        this.at++;
        return { kind: "environment", name: token.text, start, end };
      case "operator":
        return this.#bracketed(token);
      default:
        return this.unexpected(token);
    }
  }

  #identifier(token: Token): Ast {
    const { start, end } = token;
    this.at++;
    if (Object.hasOwn(CONSTANTS, token.text))
      return { kind: "literal", value: CONSTANTS[token.text], start, end };
    if (!this.isOperator("(")) return { kind: "identifier", name: token.text, start, end };
    const call = this.#arguments();
    return { kind: "call", name: token.text, nameEnd: end, arguments: call.items, start, end: call.end };
  }

  #bracketed(token: Token): Ast {
    switch (token.text) {
      case "(":
        return this.#parenthesised(token, ")");
      case "${":
        return this.#parenthesised(token, "}");
      case "[": {
        this.at++;
        const items = this.#list("]");
        return { kind: "list", items, start: token.start, end: this.previousEnd() };
      }
      case "{":
        return this.#map(token);
      case ".":
        return this.#relative(token);
      default:
        return this.unexpected(token);
    }
  }

  #parenthesised(open: Token, closing: ")" | "}"): Ast {
    this.at++;
    const inner = this.#expression();
    const close = this.expect(closing, `the closing \`${closing}\``);
    return { ...inner, bracketed: true, start: open.start, end: close.end };
  }

  /** `.name`, of the element that a filter looks at. */
  #relative(dot: Token): Ast {
    this.at++;
    const name = this.peek();
    if (name.kind !== "identifier")
      this.fail(name, describe(name), "write the name of a property after the dot");
    this.at++;
    return { kind: "relative", name: name.text, start: dot.start, end: name.end };
  }

  #templateLiteral(token: Token): Ast {
    this.at++;
    const parts: (string | Ast)[] = [];
    const quote = token.text[0]!;
    let fixed = "";
    for (let at = token.start + 1; at < token.end - 1; at++) {
      const variable = quote === "`" ? undefined : environmentAt(this.text, at);
      if (variable !== undefined) {
        parts.push(fixed, { kind: "environment", name: variable.name, start: at, end: variable.end });
        fixed = "";
        at = variable.end - 1;
      } else if (this.text.startsWith("${", at)) {
        const close = closingBrace(this.text, at + 2, token.end);
        if (close === undefined) throw new Failure(unclosedPart(at));
        parts.push(fixed, this.#nested(at + 2, close));
        fixed = "";
        at = close;
      } else if (this.text.startsWith("\\${", at)) {
        fixed += "${";
        at += 2;
      } else if (this.text[at] === "\\") fixed += escapedCharacter(this.text[++at]!, quote);
      else fixed += this.text[at];
    }
    parts.push(fixed);
    const used = parts.filter((part) => part !== "");
    return { kind: "text", parts: used, start: token.start, end: token.end };
  }

  #nested(from: number, to: number): Ast {
    const result = parseExpression(this.text, from, to);
    if ("ast" in result) return result.ast;
    throw new Failure(result.problem);
  }

  #regex(token: Token): Ast {
    this.at++;
    const end = token.text.lastIndexOf("/");
    const [pattern, flags] = [token.text.slice(1, end), token.text.slice(end + 1)];
    try {
      new RegExp(pattern, flags);
    } catch (error) {
      this.fail(token, "this regular expression", error instanceof Error ? error.message : undefined);
    }
    return { kind: "regex", pattern, flags, ...range(token) };
  }

  #map(open: Token): Ast {
    this.at++;
    const entries: AstEntry[] = [];
    while (this.take("}") === undefined) {
      if (entries.length > 0) {
        this.expect(",", "`,` or the closing `}`");
        if (this.take("}") !== undefined) break;
      }
      entries.push(this.#entry());
    }
    return { kind: "map", entries, start: open.start, end: this.previousEnd() };
  }

  #entry(): AstEntry {
    const key = this.peek();
    if (this.take("...") !== undefined) return { kind: "spread", value: this.#expression() };
    if (this.take("[") !== undefined) {
      const computed = this.#expression();
      this.expect("]", "the `]` of a computed key");
      this.expect(":", "the `:` after a key");
      return { kind: "computed", key: computed, value: this.#expression() };
    }
    if (key.kind !== "identifier" && key.kind !== "string" && key.kind !== "number") this.unexpected(key);
    this.at++;
    const fixed = { kind: "fixed", key: key.text, keyStart: key.start } as const;
    if (key.kind === "identifier" && (this.isOperator(",") || this.isOperator("}"))) {
      return { ...fixed, value: { kind: "identifier", name: key.text, ...range(key) } };
    }
    this.expect(":", "the `:` after a key");
    return { ...fixed, value: this.#expression() };
  }
}

const CONSTANTS: Readonly<Record<string, boolean | null | undefined>> = {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
};
