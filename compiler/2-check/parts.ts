import type { LowerContext } from "../3-lower/context.ts";
import { type Expression, ir } from "../3-lower/ir.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Variable } from "../expression/scope.ts";
import { types } from "../expression/types.ts";
import type { ContextDefinition } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { PARTS } from "../language/parts.ts";
import { planned } from "../language/planned.ts";
import type { MapNode } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { ProgramIndex } from "./context.ts";
import { flowContext } from "./flow-roots.ts";
import { checkHandler } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { HandlerContext } from "./program.ts";
import { rootVariables } from "./scope.ts";

/** What messages use by name: embeds, components and modals of sections of their own. */
export type PartKind = "embed" | "component" | "modal";

/** A named part as the document declares it. */
export interface PartDeclaration {
  readonly kind: PartKind;
  /** Where in its section it stands, such as `buttons`. */
  readonly group: string;
  readonly name: string;
  /** Of components and modals: as written, else the name. */
  readonly customId: string;
  readonly node: MapNode;
  readonly span: Span;
  /** Of components and modals: whether it only says what happens when one with its custom_id is used. */
  readonly handlerOnly?: boolean;
}

/** A named part, checked in what its users have in common. */
export interface CheckedPart {
  readonly declaration: PartDeclaration;
  /** The contexts in which it is used. */
  readonly context: HandlerContext;
  /** Names that it reads beyond the roots: its users pass them. */
  readonly reads: readonly string[];
  /** Gives its value in generated code; undefined when it is faulty. */
  readonly lower: ((lower: LowerContext) => Expression) | undefined;
}

/** The named parts of a document. */
export interface NamedParts {
  find(kind: PartKind, name: string): CheckedPart | undefined;
  names(kind: PartKind): readonly string[];
  all(): readonly CheckedPart[];
}

export interface PartSurroundings {
  readonly language: Language;
  readonly diagnostics: Diagnostics;
  /** The contexts that use a part, by their types. */
  users(declaration: PartDeclaration): ReadonlyMap<string, ContextDefinition>;
  program(): ProgramIndex;
}

/** The parts, each checked when it is first asked for. */
export function namedParts(
  declarations: readonly PartDeclaration[],
  surroundings: PartSurroundings,
): NamedParts {
  const keyOf = (kind: PartKind, name: string) => `${kind} ${name}`;
  const declared = new Map(declarations.map((each) => [keyOf(each.kind, each.name), each]));
  const done = new Map<PartDeclaration, CheckedPart>();
  const checked = (declaration: PartDeclaration): CheckedPart => {
    const known = done.get(declaration) ?? checkPart(declaration, surroundings);
    done.set(declaration, known);
    return known;
  };
  return {
    find(kind, name) {
      const declaration = declared.get(keyOf(kind, name));
      return declaration && checked(declaration);
    },
    names: (kind) => declarations.filter((each) => each.kind === kind).map((each) => each.name),
    all: () => [...declared.values()].map(checked),
  };
}

function checkPart(declaration: PartDeclaration, surroundings: PartSurroundings): CheckedPart {
  const { language, diagnostics } = surroundings;
  const { kind, name, node, handlerOnly } = declaration;
  const program = surroundings.program();
  const { roots, ...context } = flowContext(surroundings.users(declaration), language);
  const known = [...namespaceVariables(program), ...rootVariables(roots, program.isSpread)];
  if (handlerOnly) return { declaration, context, reads: [], lower: undefined };
  const variables = new OpenVariables(known);
  const names = { description: `the ${kind} ${name}`, variables, reserved: ["ctx", "args"] };
  const { value } = checkHandler(names, { language, diagnostics, program }, (context) =>
    PARTS[kind].check(node, declaration, context),
  );
  return { declaration, context, reads: [...variables.open], lower: value };
}

/** JavaScript's own objects that expressions may use. */
const BUILT_IN = ["Math", "Object", "Date"];

/** The roots; any other name is a value that each user of the part passes. */
class OpenVariables extends Map<string, Variable> {
  readonly open = new Set<string>();

  override get(name: string): Variable | undefined {
    const known = super.get(name);
    if (known !== undefined || BUILT_IN.includes(name) || planned.roots.includes(name)) return known;
    this.open.add(name);
    return { name, type: types.unknown, code: ir.member(ir.id("args"), name), root: false };
  }
}
