import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Project, SyntaxKind } from "ts-morph";

/** JavaScript that writes a file, for strings that try to be executed. */
export function attackOn(canary: string): string {
  return `require("node:fs").writeFileSync(${JSON.stringify(canary)},"")`;
}

const PIECES = [
  '"',
  "'",
  "`",
  "${",
  "}",
  "\\",
  "\\\\",
  "\n",
  "\r\n",
  "\t",
  "\u2028",
  "\u2029",
  "*/",
  "/*",
  "//",
  "</script>",
  "<!--",
  "-->",
  "__proto__",
  "constructor",
  "\ud800",
  "\udfff",
  "\u0000",
  "\ufeff",
  "😀",
  "\u202e",
  "$",
  "$$",
  "$&",
  "#{",
  "%s",
  "&amp;",
  "';",
  '";',
  "`;",
  "import('x')",
  "eval(1)",
  "[1]",
  "a",
  "b ",
  "0",
];

/** Strings made of what ends literals, comments and markup, and of attacks. */
export function hostileStrings(attack: string): fc.Arbitrary<string> {
  const attacks = [`\${${attack}}`, `");${attack};("`, `\`;${attack};\``, `*/${attack}/*`, `\n${attack}\n`];
  const piece = fc.oneof(fc.constantFrom(...PIECES, ...attacks), fc.string({ unit: "binary", maxLength: 4 }));
  return fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(""));
}

/** A string that no part of the language takes for an expression: `${` and `$env.` are escaped or taken apart. */
export function asText(text: string): string {
  return text
    .replace(/\$env\./g, "$ env.")
    .replaceAll("\\${", "${")
    .replaceAll("${", "\\${");
}

/** What such a text stands for. */
export function meaning(written: string): string {
  return written.replaceAll("\\${", "${");
}

/** Every string literal of the generated code and of the JSON beside it, as the machine reads it. */
export function literalsIn(out: string): Set<string> {
  const found = new Set<string>();
  const project = new Project({ useInMemoryFileSystem: true });
  for (const path of readdirSync(join(out, "src"), { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".ts")) continue;
    const file = project.createSourceFile(path, readFileSync(join(out, "src", path), "utf8"));
    for (const node of file.getDescendantsOfKind(SyntaxKind.StringLiteral)) found.add(node.getLiteralValue());
    for (const node of file.getDescendantsOfKind(SyntaxKind.NoSubstitutionTemplateLiteral))
      found.add(node.getLiteralValue());
  }
  const collect = (value: unknown): void => {
    if (typeof value === "string") found.add(value);
    else if (typeof value === "object" && value !== null)
      for (const each of Object.values(value)) collect(each);
  };
  collect(JSON.parse(readFileSync(join(out, "commands.json"), "utf8")));
  return found;
}
