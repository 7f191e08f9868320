import type { Span } from "../../source/source-file.ts";

/**
 * The intermediate form: a small TypeScript, close enough to print and free of any layout.
 * Every node may carry the stretch of YAML it came from; nodes without one are helper code.
 */
export type Expression = (
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "reference"; readonly symbol: ModuleSymbol }
  | {
      readonly kind: "literal";
      readonly value: string | number | boolean | null | undefined;
      /** A number written in base 16: a colour. */
      readonly hex?: boolean;
      /** A number written in groups of three digits: a time in milliseconds. */
      readonly grouped?: boolean;
    }
  | { readonly kind: "regex"; readonly pattern: string; readonly flags: string }
  | { readonly kind: "spread"; readonly value: Expression }
  | { readonly kind: "template"; readonly parts: readonly (string | Expression)[] }
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly name: string;
      readonly optional: boolean;
    }
  | {
      readonly kind: "index";
      readonly object: Expression;
      readonly index: Expression;
      readonly optional: boolean;
    }
  | {
      readonly kind: "call";
      readonly callee: Expression;
      readonly typeArguments: readonly TypeExpression[];
      readonly arguments: readonly Expression[];
      /** `callee?.(…)`. */
      readonly optional?: boolean;
    }
  | {
      readonly kind: "await";
      readonly value: Expression;
      /**
       * Says that nothing is changed while it is waited for; a name where reading may begin before its turn, so that
       * it is done together with others: what the value is then called.
       */
      readonly reads?: string | true | undefined;
    }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly properties: readonly Property[] }
  | {
      readonly kind: "arrow";
      readonly async: boolean;
      readonly parameters: readonly Parameter[];
      readonly returns?: TypeExpression | undefined;
      readonly body: readonly Statement[] | Expression;
    }
) & { readonly span?: Span | undefined };

/** `==` and `!=` stand only beside `null`, where they mean "nothing there". */
export type BinaryOperator =
  | "=="
  | "!="
  | "??"
  | "||"
  | "&&"
  | "==="
  | "!=="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**";

/** A property of an object literal; a key given as an expression is computed, none means `...value`. */
export interface Property {
  readonly key: string | Expression | undefined;
  readonly value: Expression;
  readonly comment?: string | undefined;
}

/** A parameter; several names take a list apart. */
export interface Parameter {
  readonly name: string | readonly string[];
  readonly type?: TypeExpression | undefined;
  /** An empty object where the caller gives nothing. */
  readonly emptyByDefault?: boolean;
}

/** Something another file exports; the printer imports it under a name that is free. */
export interface ModuleSymbol {
  /** A package specifier, or the path of a generated file below the source folder (`flows/greet.ts`). */
  readonly module: string;
  readonly name: string;
  readonly typeOnly?: boolean;
  /** For `default`, and for `*`, all that its module gives: the name to import it under. */
  readonly as?: string;
}

/** A type, as text with the symbols it names: `{ text: "Options" }`, `{ text: "User", symbols: [...] }`. */
export type TypeExpression =
  | { readonly kind: "named"; readonly symbol: ModuleSymbol; readonly arguments: readonly TypeExpression[] }
  | { readonly kind: "keyword"; readonly text: string }
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "list"; readonly item: TypeExpression }
  | { readonly kind: "union"; readonly of: readonly TypeExpression[] }
  | { readonly kind: "record"; readonly members: readonly TypeMember[] };

export interface TypeMember {
  readonly name: string;
  readonly type: TypeExpression;
  readonly optional: boolean;
  readonly comment?: string | undefined;
}

export type Statement = (
  | { readonly kind: "expression"; readonly value: Expression }
  | {
      readonly kind: "variable";
      readonly keyword: "const" | "let";
      readonly name: Parameter["name"];
      readonly type?: TypeExpression | undefined;
      readonly value?: Expression | undefined;
      readonly exported: boolean;
      readonly comment?: string | undefined;
    }
  | { readonly kind: "assign"; readonly target: Expression; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: "return"; readonly value?: Expression | undefined }
  | { readonly kind: "throw"; readonly value: Expression }
  | { readonly kind: "while"; readonly test: Expression; readonly body: readonly Statement[] }
  | {
      readonly kind: "forOf";
      /** A name for each item, or names for the parts of each item. */
      readonly item: Parameter["name"];
      readonly list: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: "tryCatch";
      readonly body: readonly Statement[];
      readonly handler?: CatchClause | undefined;
      readonly last?: readonly Statement[] | undefined;
    }
  | {
      readonly kind: "choose";
      readonly value: Expression;
      readonly cases: readonly CaseClause[];
    }
  | {
      readonly kind: "interface";
      readonly name: string;
      readonly extends?: TypeExpression | undefined;
      readonly members: readonly TypeMember[];
      readonly exported: boolean;
    }
  /** A type of an object that, unlike an interface, also passes for a record. */
  | {
      readonly kind: "objectType";
      readonly name: string;
      readonly members: readonly TypeMember[];
    }
  | { readonly kind: "augment"; readonly module: string; readonly body: readonly Statement[] }
) & { readonly span?: Span | undefined };

/** `catch (name) { … }`. */
export interface CatchClause {
  readonly name: string;
  readonly body: readonly Statement[];
}

/** `case match: …`, left by `break` where its body does not end by itself; without a match `default:`. */
export interface CaseClause {
  readonly match: Expression | undefined;
  readonly body: readonly Statement[];
}

/** One generated TypeScript file. */
export interface SourceUnit {
  /** Below the source folder, `/`-separated: `commands/ping.ts`. */
  readonly path: string;
  readonly statements: readonly Statement[];
}

/** The specifier under which generated code imports the runtime. */
export const RUNTIME = "@furlow/core/runtime";

/** The specifier under which plugins import the types of what they are given. */
export const PLUGIN_API = "@furlow/core/plugin";
