import type { Token } from "./lexer.ts";

/** Why a text is not an expression, and where: indices into the text parsed. */
export interface SyntaxProblem {
  /** What was met. */
  readonly detail: string;
  readonly hint: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a `${` at an index that no `}` closes. */
export function unclosedPart(start: number): SyntaxProblem {
  return {
    detail: "`${` that is never closed",
    hint: "close it with `}`, or write `\\${` for the plain characters",
    start,
    end: start + 2,
  };
}

/** Leaves the recursive descent; never leaves the parser. */
export class Failure extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.detail);
  }
}

/** Reads tokens one after another, and says what is wrong with one. */
export class TokenReader {
  protected at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  protected peek(): Token {
    return this.tokens[this.at]!;
  }

  protected previousEnd(): number {
    return this.tokens[this.at - 1]!.end;
  }

  protected isOperator(text: string): boolean {
    const token = this.peek();
    return token.kind === "operator" && token.text === text;
  }

  protected take(text: string): Token | undefined {
    if (!this.isOperator(text)) return undefined;
    return this.tokens[this.at++];
  }

  protected expect(text: string, what: string): Token {
    const token = this.take(text);
    if (token === undefined) this.fail(this.peek(), describe(this.peek()), `${what} is missing here`);
    return token;
  }

  protected unexpected(token: Token): never {
    const hints: Readonly<Record<string, string>> = {
      "=": "to compare write `==`; to store a value use the action `set`",
      "...": "spread works inside lists, maps and arguments",
      "=>": "an arrow function can only be an argument, such as list.map(x => x.name)",
    };
    const unclosed = token.kind === "invalid" && /^["'`]/.test(token.text);
    this.fail(token, describe(token), unclosed ? `close the text with ${token.text[0]}` : hints[token.text]);
  }

  protected fail(token: Token, detail: string, hint?: string): never {
    throw new Failure({ detail, hint, ...range(token) });
  }
}

export function range(token: Token): { start: number; end: number } {
  return { start: token.start, end: token.end };
}

export function describe(token: Token): string {
  if (token.kind === "end") return "the end of the expression";
  if (token.kind === "invalid" && /^["'`]/.test(token.text)) return "a text that is never closed";
  return `\`${token.kind === "string" ? JSON.stringify(token.text) : token.text}\``;
}
