import { describe, expect, it } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { temporaryFolder, writeFiles } from "../load/helpers.ts";

/** What an imported file declares. */
const DECLARED = `state:
  variables:
    hits: {type: number, scope: global}
  tables:
    notes:
      columns:
        id: {type: number, primary: true}
flows:
  - name: greet
    parameters:
      - {name: who, type: string, required: true}
    actions:
      - return: "Hello \${who}"
commands:
  - name: hello
    description: Hello
    actions:
      - call_flow: {flow: greet, args: {who: you}}
`;

/** Places and messages that a diagnostic of the entry file points to. */
function relatedTo(code: string, text: string): string[] {
  const folder = temporaryFolder();
  writeFiles(folder, {
    "furlow.yaml": `version: "1"\nimports: [shared/declared.yaml]\n${text}`,
    "shared/declared.yaml": DECLARED,
  });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
  const found = diagnostics.filter((each) => each.code === code);
  expect(found.map(({ code }) => code)).toEqual([code]);
  return found[0]!.related.map(({ message, span }) => {
    const { line, column } = span.file.position(span.start);
    return `${message} ${span.file.path}:${line}:${column} ${span.file.text.slice(span.start, span.end)}`;
  });
}

const command = (actions: string) =>
  `commands:\n  - name: hi\n    description: Hi\n    actions:\n      - ${actions}\n`;

describe("what a diagnostic says was declared elsewhere is found in the imported file", () => {
  it.each([
    ["FUR3202", command("call_flow: greet"), "declared here shared/declared.yaml:11:16 who"],
    [
      "FUR3203",
      command("call_flow: {flow: greet, args: {who: 1}}"),
      "declared here shared/declared.yaml:11:16 who",
    ],
    ["FUR3502", command("set: {key: hits, value: many}"), "declared here shared/declared.yaml:3:5 hits"],
    [
      "FUR3505",
      command("db_insert: {table: notes, data: {nr: 1}}"),
      "declared here shared/declared.yaml:5:5 notes",
    ],
    [
      "FUR3506",
      command("db_insert: {table: notes, data: {id: [1]}}"),
      "declared here shared/declared.yaml:7:9 id",
    ],
  ])("%s", (code, text, place) => {
    expect(relatedTo(code, text)).toEqual([place]);
  });

  it("FUR3301 and FUR3203: a parameter that is declared twice, and a default that does not fit", () => {
    const flow = (parameters: string) =>
      `${command("log: hi")}flows:\n  f:\n    parameters: [${parameters}]\n    actions: []\n`;
    expect(relatedTo("FUR3301", flow("a, a"))).toEqual(["first declared here furlow.yaml:10:18 a"]);
    for (const value of ["ten", "[1]", "true"]) {
      expect(relatedTo("FUR3203", flow(`{name: a, type: number, default: ${value}}`))).toEqual([
        "declared here furlow.yaml:10:25 a",
      ]);
    }
  });

  it("FUR3301, the other way around: the imported one wins, the entry's is the first", () => {
    const folder = temporaryFolder();
    const text = `version: "1"\nimports: [shared/declared.yaml]\ncommands:\n  - {name: hello, description: Hello, actions: []}\n`;
    writeFiles(folder, { "furlow.yaml": text, "shared/declared.yaml": DECLARED });
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
    const [found] = diagnostics.filter(({ code }) => code === "FUR3301");
    expect(found?.span?.file.path).toBe("shared/declared.yaml");
    const places = found?.related.map(
      ({ span }) => `${span.file.path}:${span.file.position(span.start).line}`,
    );
    expect(places).toEqual(["furlow.yaml:4"]);
  });
});
