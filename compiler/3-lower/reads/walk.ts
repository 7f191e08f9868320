import { containsAwait } from "../awaits.ts";
import type { Expression, Property, Statement } from "../ir.ts";

/** A reading of state that stands in an expression: `await state.xp.get(ctx)`. */
export type Read = Expression & { readonly kind: "await"; readonly reads: string };

/** Operators whose right side is not always evaluated. */
const LAZY: readonly string[] = ["&&", "||", "??"];

/**
 * Replaces in an expression each reading of state that is certain to be evaluated, and before which nothing is waited
 * for that may change the state. What stands behind `&&`, `||`, `??`, `?.` or in a branch of `?:` stays as it is, and
 * so do functions.
 */
export class ReadWalk {
  /** Whether something may have been changed by now. */
  #changed = false;

  constructor(private readonly replacement: (read: Read) => Expression) {}

  /** @param certain whether the expression is evaluated in any case */
  expression(expression: Expression, certain = true): Expression {
    switch (expression.kind) {
      case "identifier":
      case "reference":
      case "literal":
      case "regex":
      case "arrow":
        return expression;
      case "member":
      case "index":
      case "call":
        return this.#chain(expression, certain);
      case "binary":
      case "conditional":
        return this.#choice(expression, certain);
      case "await":
        return this.#await(expression, certain);
      case "spread":
        return { ...expression, value: this.expression(expression.value, certain) };
      case "unary":
        return { ...expression, operand: this.expression(expression.operand, certain) };
      case "array":
        return { ...expression, items: this.#all(expression.items, certain) };
      case "template": {
        const parts = expression.parts.map((part) =>
          typeof part === "string" ? part : this.expression(part, certain),
        );
        return { ...expression, parts };
      }
      case "object":
        return { ...expression, properties: this.#properties(expression.properties, certain) };
    }
  }

  #all(expressions: readonly Expression[], certain: boolean): Expression[] {
    return expressions.map((each) => this.expression(each, certain));
  }

  #properties(properties: readonly Property[], certain: boolean): Property[] {
    return properties.map((property) => {
      const key = typeof property.key === "object" ? this.expression(property.key, certain) : property.key;
      return { ...property, key, value: this.expression(property.value, certain) };
    });
  }

  /** What stands in brackets is not evaluated where the chain ends before it. */
  #chain(expression: Expression & { kind: "member" | "index" | "call" }, certain: boolean): Expression {
    if (expression.kind === "call") {
      const callee = this.expression(expression.callee, certain);
      return {
        ...expression,
        callee,
        arguments: this.#all(expression.arguments, certain && !ends(expression)),
      };
    }
    const object = this.expression(expression.object, certain);
    if (expression.kind === "member") return { ...expression, object };
    return { ...expression, object, index: this.expression(expression.index, certain && !ends(expression)) };
  }

  #choice(expression: Expression & { kind: "binary" | "conditional" }, certain: boolean): Expression {
    if (expression.kind === "binary") {
      const left = this.expression(expression.left, certain);
      const right = this.expression(expression.right, certain && !LAZY.includes(expression.operator));
      return { ...expression, left, right };
    }
    const test = this.expression(expression.test, certain);
    const then = this.expression(expression.then, false);
    return { ...expression, test, then, otherwise: this.expression(expression.otherwise, false) };
  }

  #await(expression: Expression & { kind: "await" }, certain: boolean): Expression {
    const mayMove = certain && !this.#changed && isRead(expression);
    const value = this.expression(expression.value, certain);
    if (expression.reads === undefined) this.#changed = true;
    // What is found by another reading has to wait for that one.
    return mayMove && !containsAwait(expression.value)
      ? this.replacement(expression)
      : { ...expression, value };
  }
}

/** Replaces the readings in what a statement is certain to evaluate once, before anything else that it does. */
export function walkStatement(statement: Statement, replacement: (read: Read) => Expression): Statement {
  const walk = new ReadWalk(replacement);
  switch (statement.kind) {
    case "expression":
    case "throw":
    case "choose":
      return { ...statement, value: walk.expression(statement.value) };
    case "variable":
    case "return":
      return statement.value === undefined
        ? statement
        : { ...statement, value: walk.expression(statement.value) };
    case "assign":
      return { ...statement, value: walk.expression(statement.value) };
    case "if":
      return { ...statement, test: walk.expression(statement.test) };
    case "forOf":
      return { ...statement, list: walk.expression(statement.list) };
    default:
      // What a loop tests is tested anew each time; other statements evaluate nothing themselves.
      return statement;
  }
}

export function isRead(expression: Expression): expression is Read {
  return expression.kind === "await" && typeof expression.reads === "string";
}

/** Whether a chain may end before it comes to what stands in brackets: `a?.b[…]`, `a?.(…)`. */
function ends(expression: Expression): boolean {
  switch (expression.kind) {
    case "member":
    case "index":
      return expression.optional || ends(expression.object);
    case "call":
      return expression.optional === true || ends(expression.callee);
    default:
      return false;
  }
}
