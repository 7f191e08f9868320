import { ts } from "ts-morph";

/** A place where code names something of the language. */
export interface Naming {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Finds where a piece of TypeScript names one of `names`: a string that is the name, or, for a name of several
 * words (`send_message`), any string that contains it and any identifier that is it. Comments may name all.
 */
export function namedIn(text: string, names: ReadonlySet<string>): Naming[] {
  const file = ts.createSourceFile("scanned.ts", text, ts.ScriptTarget.Latest, true);
  const found: Naming[] = [];
  const visit = (node: ts.Node): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    for (const name of namesOf(node, names)) found.push({ name, line: line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function namesOf(node: ts.Node, names: ReadonlySet<string>): string[] {
  // The path of a module says where a definition is, not what it means.
  if (
    node.parent !== undefined &&
    (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent))
  ) {
    return [];
  }
  if (ts.isIdentifier(node)) return node.text.includes("_") && names.has(node.text) ? [node.text] : [];
  if (!ts.isStringLiteral(node) && !isTemplatePiece(node)) return [];
  if (names.has(node.text)) return [node.text];
  return node.text.split(/[^A-Za-z0-9_]+/).filter((word) => word.includes("_") && names.has(word));
}

function isTemplatePiece(node: ts.Node): node is ts.TemplateLiteralLikeNode {
  return (
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}
