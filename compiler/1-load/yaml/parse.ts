import { Composer, type CST, type Document, Lexer, Parser } from "yaml";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Node } from "../../source/node.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { Converter } from "./converter.ts";
import { MAX_DEPTH } from "./limits.ts";
import { reportSyntaxErrors } from "./syntax-errors.ts";

/** What became of a file's text. Whatever is not a document has been reported, except that it is empty. */
export type ParsedYaml =
  | { readonly kind: "document"; readonly root: Node }
  | { readonly kind: "empty" }
  | { readonly kind: "broken" };

/** `uniqueKeys` is quadratic in the library, and tags beyond the core schema would give values we have no node for. */
const COMPOSER_OPTIONS = {
  prettyErrors: false,
  uniqueKeys: false,
  schema: "core",
  resolveKnownTags: false,
  logLevel: "silent",
} as const;

/** Reads one YAML 1.2 document into nodes that know their place. */
export function parseYaml(file: SourceFile, diagnostics: Diagnostics): ParsedYaml {
  const { tokens, tooDeepAt } = parseTokens(file.text);
  if (tooDeepAt !== undefined) {
    diagnostics.report("yaml-too-deep", file.span(tooDeepAt, tooDeepAt + 1), { limit: MAX_DEPTH });
    return { kind: "broken" };
  }
  const document = firstDocument(tokens, file.text.length);
  if (reportSyntaxErrors(file, document, diagnostics)) return { kind: "broken" };
  if (reportSecondDocument(file, tokens, diagnostics)) return { kind: "broken" };
  if (isEmpty(document)) return { kind: "empty" };
  const root = new Converter(file, diagnostics).convertDocument(document);
  return root === undefined ? { kind: "broken" } : { kind: "document", root };
}

/**
 * The concrete syntax tree, built by the library's parser, whose stack grows with the text's nesting and not
 * with the call stack; the composer recurses, so what is nested too deep must not reach it.
 */
function parseTokens(text: string): { tokens: CST.Token[]; tooDeepAt?: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH) return { tokens, tooDeepAt: parser.offset - 1 };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}

/** The first document; one without content where the file has none, so that errors outside documents are kept. */
function firstDocument(tokens: readonly CST.Token[], end: number): Document.Parsed {
  const [document] = new Composer(COMPOSER_OPTIONS).compose(tokens, true, end);
  return document as Document.Parsed;
}

function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (contents.range[0] === contents.range[1] && contents.tag === undefined);
}

function reportSecondDocument(
  file: SourceFile,
  tokens: readonly CST.Token[],
  diagnostics: Diagnostics,
): boolean {
  const documents = tokens.filter((token) => token.type === "document" && token.value !== undefined);
  const second = documents[1];
  if (second === undefined) return false;
  // After a line of ... a document may start without its own marker.
  const marker = file.text.startsWith("---", second.offset) ? 3 : 1;
  diagnostics.report("yaml-multiple-documents", file.span(second.offset, second.offset + marker), {});
  return true;
}
