import { type Document, isCollection, isScalar, visit, type YAMLError, type Node as YamlNode } from "yaml";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { lineEndAt, quoted, unquotedValueAt } from "./line-text.ts";

/** A syntax error in the words of someone who writes bots. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly problem: string;
  /** What to write instead. */
  readonly advice: string | undefined;
}

interface Context {
  readonly file: SourceFile;
  readonly document: Document.Parsed;
  readonly start: number;
  readonly end: number;
  /** The library's words. */
  readonly message: string;
}

/** How errors of a kind are put; the first rule whose code and pattern match is used. */
interface Rule {
  readonly code: string;
  readonly pattern?: RegExp;
  readonly describe: (context: Context) => SyntaxProblem;
}

const RULES: readonly Rule[] = [
  { code: "BAD_SCALAR_START", describe: describeBadStart },
  { code: "TAB_AS_INDENT", describe: describeTab },
  { code: "BLOCK_AS_IMPLICIT_KEY", describe: describeColonInValue },
  { code: "MULTILINE_IMPLICIT_KEY", describe: describeMissingColon },
  { code: "MISSING_CHAR", pattern: /^Implicit map keys/, describe: describeMissingColon },
  { code: "MISSING_CHAR", pattern: /quote$/, describe: describeOpenQuote },
  { code: "MISSING_CHAR", pattern: /^Flow/, describe: describeOpenBracket },
  { code: "MISSING_CHAR", pattern: /without - indicator/, describe: describeIndentation },
  { code: "MISSING_CHAR", pattern: /^Comments must/, describe: describeComment },
  { code: "BAD_INDENT", pattern: /^Flow/, describe: describeOpenBracket },
  { code: "BAD_INDENT", describe: describeIndentation },
  { code: "BAD_DQ_ESCAPE", describe: describeEscape },
  { code: "BAD_ALIAS", describe: describeSpecialStart },
  { code: "UNEXPECTED_TOKEN", pattern: /at node end/, describe: describeTextAfterValue },
  { code: "UNEXPECTED_TOKEN", pattern: /flow-(map|seq)-end/, describe: describeStrayBracket },
  { code: "UNEXPECTED_TOKEN", pattern: /on same line with key/, describe: describeListOnKeyLine },
  { code: "UNEXPECTED_TOKEN", pattern: /^Block scalar header/, describe: describeBlockHeader },
];

/** Says what the YAML library found, where the mistake is rather than where it was noticed. */
export function describeSyntaxError(
  file: SourceFile,
  document: Document.Parsed,
  error: YAMLError,
): SyntaxProblem {
  const [start, end] = error.pos;
  const context = { file, document, start, end, message: error.message };
  const rule = RULES.find(
    ({ code, pattern }) => code === error.code && (pattern?.test(error.message) ?? true),
  );
  return rule?.describe(context) ?? describeOther(context);
}

function describeOther({ file, start, end, message }: Context): SyntaxProblem {
  const problem = message.charAt(0).toLowerCase() + message.slice(1);
  return { span: file.span(start, end), problem, advice: undefined };
}

function describeBadStart({ file, start }: Context): SyntaxProblem {
  const value = unquotedValueAt(file, start);
  return {
    span: file.span(start, start + 1),
    problem: `text that starts with ${file.text[start]} needs quotes`,
    advice: `write ${quoted(value)}`,
  };
}

function describeTab({ file, start }: Context): SyntaxProblem {
  return {
    span: file.span(start, start + 1),
    problem: "a tab is used for indentation",
    advice: "indent with spaces; YAML allows no tabs",
  };
}

/** `description: Note: this`, or a deeper key below a key that already has a value. */
function describeColonInValue({ file, start }: Context): SyntaxProblem {
  const value = unquotedValueAt(file, start);
  const span = file.span(start, start + value.length);
  if (/:(\s|$)/.test(value)) {
    return { span, problem: "a value with a colon in it needs quotes", advice: `write ${quoted(value)}` };
  }
  return {
    span,
    problem: "the lines below are indented deeper, but this key already has a value",
    advice: "remove the value, or indent what follows like this line",
  };
}

/** A line that runs into the next because its colon, or the space after it, is missing. */
function describeMissingColon(context: Context): SyntaxProblem {
  const { file, start } = context;
  const line = unquotedValueAt(file, start);
  const joined = /^([\w-]+):\S/.exec(line);
  if (joined !== null) {
    const colon = start + joined[1]!.length;
    const fixed = `${joined[1]}: ${line.slice(joined[1]!.length + 1)}`;
    return {
      span: file.span(colon, colon + 1),
      problem: "a space is missing after this colon",
      advice: `write \`${fixed}\``,
    };
  }
  const { line: number } = file.position(start);
  const afterBlockHeader = /[|>][-+\d]*\s*$/.test(file.line(number - 1));
  return {
    span: file.span(start, start + line.length),
    problem: afterBlockHeader
      ? "the text below | or > has to be indented"
      : "this line has neither a colon nor a dash",
    advice: afterBlockHeader ? `write \`  ${line}\`` : `write \`${line}: value\`, or \`- ${line}\` in a list`,
  };
}

function describeOpenQuote(context: Context): SyntaxProblem {
  const { file, start } = context;
  const node = nodeEndingAt(
    context,
    (candidate) => isScalar(candidate) && candidate.type?.startsWith("QUOTE") === true,
  );
  const quote = node?.range?.[0] ?? start;
  const mark = file.text[quote] === "'" ? "'" : '"';
  return {
    span: file.span(quote, quote + 1),
    problem: `this ${mark} is never closed`,
    advice: `write ${mark} at the end of the text as well`,
  };
}

function describeOpenBracket(context: Context): SyntaxProblem {
  const { file, start } = context;
  const node = nodeEndingAt(context, (candidate) => isCollection(candidate) && candidate.flow === true);
  const bracket = node?.range?.[0] ?? start;
  const opening = file.text[bracket] === "[" ? "[" : "{";
  const value = unquotedValueAt(file, bracket);
  return {
    span: file.span(bracket, bracket + 1),
    problem: `this ${opening} is never closed`,
    advice: `add a ${opening === "[" ? "]" : "}"}; text that starts with ${opening} needs quotes: ${quoted(value)}`,
  };
}

/** The library names the end of what came before; the line that is off is the one that follows. */
function describeIndentation({ file, start }: Context): SyntaxProblem {
  const line = file.position(start).line;
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const content = lineStart + /^ */.exec(file.line(line))![0].length;
  return {
    span: file.span(content, Math.max(content + 1, lineEndAt(file, content))),
    problem: `this line is indented by ${content - lineStart} spaces, like no line that it could belong to`,
    advice: "indent it like the entries beside it, or deeper than what it belongs to",
  };
}

function describeComment({ file, start, end }: Context): SyntaxProblem {
  return {
    span: file.span(start, end),
    problem: "a comment needs a space before its #",
    advice: "put a space before #, or the value in quotes if # belongs to it",
  };
}

function describeEscape({ file, start }: Context): SyntaxProblem {
  const sequence = file.text.slice(start, start + 2);
  return {
    span: file.span(start, start + 2),
    problem: `${sequence} is no escape that double quotes know`,
    advice: `write \\${sequence} for a backslash, or put the text in single quotes`,
  };
}

function describeSpecialStart({ file, start }: Context): SyntaxProblem {
  const character = file.text[start];
  return {
    span: file.span(start, start + 1),
    problem: `text that starts with ${character} needs quotes`,
    advice: `write ${quoted(unquotedValueAt(file, start))}`,
  };
}

/** `'it's'`, `[x] and y`, `**bold** text`: what looked like a whole value goes on. */
function describeTextAfterValue(context: Context): SyntaxProblem {
  const { file, start } = context;
  const before = nodeEndingBefore(context);
  const first = file.text[before ?? start];
  const span = file.span(start, lineEndAt(file, start));
  if (before === undefined || first === '"' || first === "'") {
    const advice =
      first === "'"
        ? "inside single quotes write '' for an apostrophe, or use double quotes"
        : 'inside double quotes write \\" for a quote';
    return { span, problem: "text goes on after the closing quote", advice };
  }
  return {
    span: file.span(before, before + 1),
    problem: `text that starts with ${first} needs quotes`,
    advice: `write ${quoted(unquotedValueAt(file, before))}`,
  };
}

function describeStrayBracket({ file, start }: Context): SyntaxProblem {
  const bracket = file.text[start];
  return {
    span: file.span(start, start + 1),
    problem: `this ${bracket} closes nothing`,
    advice: `remove it, or put text that holds ${bracket} in quotes`,
  };
}

function describeListOnKeyLine({ file, start }: Context): SyntaxProblem {
  return {
    span: file.span(start, start + 1),
    problem: "a list cannot start on the line of its key",
    advice: "put the dash on the next line, indented; text that starts with a dash needs quotes",
  };
}

function describeBlockHeader({ file, start }: Context): SyntaxProblem {
  const header = Math.max(file.text.lastIndexOf("|", start), file.text.lastIndexOf(">", start));
  const value = unquotedValueAt(file, header);
  return {
    span: file.span(header, header + 1),
    problem: `text cannot follow ${file.text[header]} on its line`,
    advice: `start the text on the next line, or write ${quoted(value)}`,
  };
}

function nodeEndingAt(
  { document, start }: Context,
  accepts: (node: YamlNode) => boolean,
): YamlNode | undefined {
  let found: YamlNode | undefined;
  visit(document, {
    Node: (_key, node) => {
      if (node.range?.[1] === start && accepts(node)) found = node;
    },
  });
  return found;
}

/** Where the value starts that the library took to be complete before `start` on the same line. */
function nodeEndingBefore({ document, file, start }: Context): number | undefined {
  let found: YamlNode | undefined;
  visit(document, {
    Node: (_key, node) => {
      const range = node.range;
      if (!range || range[1] > start || !/^[ \t]*$/.test(file.text.slice(range[1], start))) return;
      if (found === undefined || range[0] <= found.range![0]) found = node;
    },
  });
  return found?.range?.[0];
}
