/** A TypeScript type as far as generated declarations use them. */
export type TypeLiteral =
  | { kind: "name"; name: string }
  | { kind: "constant"; value: string | number | boolean | null }
  | { kind: "array"; item: TypeLiteral }
  | { kind: "tuple"; items: TypeLiteral[] }
  | { kind: "union" | "intersection"; of: TypeLiteral[] }
  | { kind: "object"; members: Map<string, TypeMember>; others: TypeLiteral | undefined };

export interface TypeMember {
  optional: boolean;
  type: TypeLiteral;
}

const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|\s+|("(?:[^"\\]|\\.)*"|-?[\d.]+|[\w$]+|[{}[\]()|&?:;,])/y;

/** Parses the type literal that begins at an offset of a declaration file. Throws a SyntaxError. */
export function parseTypeLiteral(text: string, offset: number): TypeLiteral {
  return new TypeParser(text, offset).type();
}

class TypeParser {
  #token = "";
  #next: number;

  constructor(
    private readonly text: string,
    offset: number,
  ) {
    this.#next = offset;
    this.#advance();
  }

  type(): TypeLiteral {
    if (this.#token === "|" || this.#token === "&") this.#advance();
    const first = this.#postfix();
    const operator = this.#token;
    if (operator !== "|" && operator !== "&") return first;
    const of = [first];
    while (this.#take(operator)) of.push(this.#postfix());
    return { kind: operator === "|" ? "union" : "intersection", of };
  }

  #postfix(): TypeLiteral {
    let type = this.#primary();
    while (this.#token === "[") {
      this.#advance();
      this.#expect("]");
      type = { kind: "array", item: type };
    }
    return type;
  }

  #primary(): TypeLiteral {
    if (this.#take("{")) return this.#object();
    if (this.#take("[")) return { kind: "tuple", items: this.#list("]") };
    if (this.#take("(")) {
      const inner = this.type();
      this.#expect(")");
      return inner;
    }
    const token = this.#token;
    this.#advance();
    if (token.startsWith('"')) return { kind: "constant", value: JSON.parse(token) as string };
    if (/^-?\d/.test(token)) return { kind: "constant", value: Number(token) };
    if (token === "null") return { kind: "constant", value: null };
    if (token === "true" || token === "false") return { kind: "constant", value: token === "true" };
    if (/^[A-Za-z_$]/.test(token)) return { kind: "name", name: token };
    throw new SyntaxError(`unexpected "${token}" before offset ${this.#next}`);
  }

  #object(): TypeLiteral {
    const members = new Map<string, TypeMember>();
    let others: TypeLiteral | undefined;
    while (!this.#take("}")) {
      if (this.#take("[")) {
        while (!this.#take("]")) this.#advance();
        this.#expect(":");
        others = this.type();
      } else {
        const key = this.#token.startsWith('"') ? (JSON.parse(this.#token) as string) : this.#token;
        this.#advance();
        const optional = this.#take("?");
        this.#expect(":");
        members.set(key, { optional, type: this.type() });
      }
      if (!this.#take(";")) this.#take(",");
    }
    return { kind: "object", members, others };
  }

  #list(end: string): TypeLiteral[] {
    const items: TypeLiteral[] = [];
    while (!this.#take(end)) {
      items.push(this.type());
      this.#take(",");
    }
    return items;
  }

  #take(token: string): boolean {
    if (this.#token !== token) return false;
    this.#advance();
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) {
      throw new SyntaxError(`"${token}" expected instead of "${this.#token}" before offset ${this.#next}`);
    }
  }

  #advance(): void {
    for (;;) {
      TOKEN.lastIndex = this.#next;
      const match = TOKEN.exec(this.text);
      if (match === null) throw new SyntaxError(`cannot read a type at offset ${this.#next}`);
      this.#next = TOKEN.lastIndex;
      this.#token = match[1] ?? "";
      if (match[1] !== undefined) return;
    }
  }
}
