import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { build } from "../../compiler/index.ts";
import { asText, attackOn, hostileStrings, literalsIn, meaning } from "./hostile.ts";

/** Documents of a hundred hostile strings each: 500 in the full proof, fewer in every run. */
const DOCUMENTS = Number(process.env["FURLOW_PROOF_DOCUMENTS"] ?? 6);
const SEED = Number(process.env["FURLOW_PROOF_SEED"] ?? Date.now() % 2 ** 31);
const STRINGS = 100;

const folder = mkdtempSync(join(tmpdir(), "furlow-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Written by any of the strings that gets itself executed. */
const CANARY = join(folder, "executed");
const hostile = hostileStrings(attackOn(CANARY));

interface HostileDocument {
  readonly yaml: string;
  /** What has to be found in generated code or `commands.json`. */
  readonly expected: readonly string[];
}

/** Puts strings into every position that takes text. */
function documentOf(strings: readonly string[]): HostileDocument {
  const expected: string[] = [];
  let at = 0;
  const take = (limit: number): string =>
    [...strings[at++ % strings.length]!].slice(0, limit).join("") || "x";
  /** Where templates are read. */
  const template = (limit = 1_000): string => {
    const text = asText(take(limit));
    expected.push(meaning(text));
    return text;
  };
  /** Where something is named by a template: a name is more than spaces, and those around it do not count. */
  const named = (): string => {
    const text = `c${asText(take(90))}c`;
    expected.push(meaning(text));
    return text;
  };
  /** Where a text is what it is. */
  const plain = (): string => {
    const text = take(90);
    expected.push(text);
    return text;
  };
  const commands = Array.from({ length: 10 }, (_, i) => ({
    name: `c${i}`,
    description: plain(),
    options: [
      { name: "o", description: plain(), type: "string", choices: [{ name: plain(), value: plain() }] },
    ],
    actions: [
      {
        reply: {
          content: template(),
          embed: { title: template(90), fields: [{ name: template(90), value: template(500) }] },
        },
      },
      { log: { message: template(), when: { eq: ["options.o", template()] } } },
    ],
  }));
  const document = {
    version: "1",
    state: { variables: { kept: { type: "string", scope: "global", default: plain() } } },
    commands,
    // The description becomes a comment: it is not found again, but must not break out of it.
    flows: {
      f: { description: take(90), actions: [{ send_message: { channel: named(), content: template() } }] },
    },
  };
  const yaml = stringify(document, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0 });
  return { yaml, expected };
}

describe("hostile strings", () => {
  it(`come out of ${DOCUMENTS} documents as they went in, and execute nothing (seed ${SEED})`, {
    timeout: 1_800_000,
  }, async () => {
    const strings = fc.sample(hostile, { seed: SEED, numRuns: DOCUMENTS * STRINGS });
    for (let i = 0; i < DOCUMENTS; i++) {
      const { yaml, expected } = documentOf(strings.slice(i * STRINGS, (i + 1) * STRINGS));
      expect(expected.length).toBeGreaterThanOrEqual(STRINGS);
      const where = `seed ${SEED}, document ${i}`;
      const root = join(folder, String(i));
      const out = join(root, "dist");
      mkdirSync(root);
      writeFileSync(join(root, "furlow.yaml"), yaml);
      const { diagnostics } = await build({ entry: "furlow.yaml", cwd: root, environment: {} });
      expect(
        diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
        where,
      ).toEqual([]);
      const literals = literalsIn(out);
      const missing = expected.filter((text) => !literals.has(text));
      expect(missing, where).toEqual([]);
      const run = spawnSync(process.execPath, [join(out, "bot.mjs")], {
        cwd: root,
        env: {},
        encoding: "utf8",
      });
      // Without a token the bot says so and stops: the bundle was read and run to that point.
      expect(run.stdout + run.stderr, where).toContain("DISCORD_TOKEN");
      expect(run.status, where).toBe(1);
      expect(existsSync(CANARY), where).toBe(false);
      rmSync(root, { recursive: true });
    }
  });
});
