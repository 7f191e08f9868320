import type { CaseClause, Statement } from "../../3-lower/ir.ts";
import type { ExpressionPrinter, PrintContext } from "./expressions.ts";
import type { Sink } from "./sink.ts";

type BlockStatement = Statement & { kind: "while" | "forOf" | "tryCatch" | "choose" };

/** Prints loops, `try` and `switch`. */
export class BlockPrinter {
  constructor(
    private readonly context: PrintContext,
    private readonly expressions: ExpressionPrinter,
  ) {}

  write(statement: BlockStatement): void {
    const { sink } = this.context;
    switch (statement.kind) {
      case "while":
        sink.write("while (");
        this.expressions.write(statement.test, 3);
        return this.#body(") {", statement.body);
      case "forOf": {
        const { item } = statement;
        sink.write(`for (const ${typeof item === "string" ? item : `[${item.join(", ")}]`} of `);
        this.expressions.write(statement.list, 3);
        return this.#body(") {", statement.body);
      }
      case "tryCatch":
        return this.#tryCatch(statement);
      case "choose":
        return this.#choose(statement);
    }
  }

  #tryCatch({ body, handler, last }: Statement & { kind: "tryCatch" }): void {
    this.#body("try {", body);
    if (handler !== undefined) this.#body(` catch (${handler.name}) {`, handler.body);
    if (last !== undefined) this.#body(" finally {", last);
  }

  #choose({ value, cases }: Statement & { kind: "choose" }): void {
    const { sink } = this.context;
    sink.write("switch (");
    this.expressions.write(value, 3);
    sink.write(") {");
    writeBlock(sink, () => {
      for (const clause of cases) this.#case(clause);
    });
  }

  /** A body that declares something has braces of its own, so that no other case sees it. */
  #case({ match, body }: CaseClause): void {
    const { sink } = this.context;
    if (match === undefined) sink.write("default");
    else {
      sink.write("case ");
      this.expressions.write(match, 3);
    }
    sink.write(":");
    const write = () => {
      this.context.block(body);
      if (endsItself(body)) return;
      sink.write("break;");
      sink.newLine();
    };
    if (body.some(({ kind }) => kind === "variable")) {
      sink.write(" {");
      writeBlock(sink, write);
      return sink.newLine();
    }
    sink.newLine();
    sink.indented(write);
  }

  #body(head: string, statements: readonly Statement[]): void {
    this.context.sink.write(head);
    writeBlock(this.context.sink, () => this.context.block(statements));
  }
}

/** Whether nothing can follow a list of statements. */
function endsItself(statements: readonly Statement[]): boolean {
  const kind = statements.at(-1)?.kind;
  return kind === "return" || kind === "throw";
}

/** What stands between an opening brace that is written already and the closing one. */
export function writeBlock(sink: Sink, write: () => void): void {
  sink.newLine();
  sink.indented(write);
  sink.mark(undefined);
  sink.write("}");
}
