import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build } from "../../compiler/index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "furlow-varies-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const command = (actions: string) => `version: "1"
commands:
  - name: hi
    description: Hi
    options: [{name: style, type: string}]
    actions:
${actions.replace(/^/gm, "      ")}
`;

describe("what never varies", () => {
  it.each([
    [
      "a comparison with another value than the one set",
      "- set: {key: m, value: on}\n- log: {message: Hi, when: \"m == 'off'\"}",
      8,
    ],
    [
      "two texts at once",
      "- flow_if:\n    if: \"options.style == 'long'\"\n    then:\n      - log: {message: Hi, when: \"options.style == 'short'\"}",
      10,
    ],
  ])("is a warning at its place: %s", async (_name, actions, line) => {
    writeFileSync(join(folder, "furlow.yaml"), command(actions));
    const { diagnostics, report } = await build({ entry: "furlow.yaml", cwd: folder, environment: {} });
    expect(report).toBeDefined();
    const found = diagnostics.map(({ code, severity, span }) => [
      code,
      severity,
      span?.file.position(span.start).line,
    ]);
    expect(found).toEqual([["FUR4103", "warning", line]]);
  });

  it("is written as what it comes to where the compiler sees that itself", async () => {
    writeFileSync(join(folder, "furlow.yaml"), command("- log: \"${null ?? 'x'}\""));
    const { diagnostics } = await build({ entry: "furlow.yaml", cwd: folder, environment: {} });
    expect(diagnostics).toEqual([]);
    const written = readFileSync(join(folder, "dist/src/commands/hi.ts"), "utf8");
    expect(written).toContain('log(ctx, "info", "x");');
  });

  it("decides at once also where several conditions come together", async () => {
    const nested = "options.style ? options.style.length > 2 : false";
    writeFileSync(
      join(folder, "furlow.yaml"),
      command(`- log: {message: Hi, when: "false && true && (${nested})"}`),
    );
    const { diagnostics } = await build({ entry: "furlow.yaml", cwd: folder, environment: {} });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const written = readFileSync(join(folder, "dist/src/commands/hi.ts"), "utf8");
    expect(written).not.toContain("length");
  });
});
