import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meet } from "../../compiler/2-check/cache/meet.ts";
import {
  flowKey,
  guildChannelsKey,
  guildRolesKey,
  KEY_FORMS,
  kindOf,
  memberKey,
  messageKey,
  tableKey,
  userKey,
} from "../../runtime-lib/cache/keys.ts";
import { isLike, patternOf } from "../../runtime-lib/text-pattern.ts";
import { REPOSITORY } from "../support/build.ts";

describe("keys", () => {
  const made = [
    userKey("USER"),
    memberKey("GUILD", "USER"),
    messageKey("CHANNEL", "MESSAGE"),
    guildChannelsKey("GUILD"),
    guildRolesKey("GUILD"),
    tableKey("TABLE", "QUERY").replaceAll('"', ""),
    flowKey("FLOW", "ARGUMENTS").replaceAll('"', ""),
  ];

  test("have the forms that are documented, and no others", () => {
    expect(made).toEqual(Object.values(KEY_FORMS).flatMap(({ forms }) => forms));
  });

  test("are in the documentation, with what they hold", () => {
    const documented = readFileSync(join(REPOSITORY, "docs/cache.md"), "utf8");
    for (const { forms, holds } of Object.values(KEY_FORMS)) {
      const cells = `| ${forms.map((form) => `\`${form}\``).join(", ")} | ${holds} |`;
      expect(documented).toContain(cells);
    }
  });

  test("begin with their kind", () => {
    expect([...new Set(made.map(kindOf))]).toEqual(Object.keys(KEY_FORMS));
  });

  test("are the same for the same arguments, in whatever order", () => {
    const key = flowKey("top", [{ a: 1, b: { d: [1, { f: 1, e: 2 }], c: null } }]);
    expect(key).toBe('flow:top:[{"a":1,"b":{"c":null,"d":[1,{"e":2,"f":1}]}}]');
    expect(flowKey("top", [{ b: { c: null, d: [1, { e: 2, f: 1 }] }, a: 1 }])).toBe(key);
    expect(flowKey("top", [{ a: 2, b: { c: null, d: [1, { e: 2, f: 1 }] } }])).not.toBe(key);
  });

  test("stay short", () => {
    const [one, other] = ["a", "b"].map((text) => flowKey("top", [text.repeat(10_000)]));
    expect(one).toHaveLength("flow:top:".length + 64);
    expect(one).not.toBe(other);
  });
});

describe("patterns", () => {
  const fits = (text: string, written: string) => {
    const pattern = patternOf(written);
    return pattern === undefined ? text === written : isLike(text, pattern);
  };

  test.each([
    ["user:*", "user:*", true],
    ["member:1:*", "member:*:*", true],
    ["member:1", "member:*:*", false],
    ["*:2", "member:*:*", true],
    ["users:*", "user:*", false],
    ["guild:*", "guild:*:roles", true],
    ["guild:*:emojis", "guild:*:roles", false],
    ["*", "flow:*:*", true],
    ["", "*", true],
    ["", "user:*", false],
    ["a*b", "*ab*", true],
    ["a*b", "b*a", false],
  ])("%s and %s have a text in common: %s", (first, second, expected) => {
    expect(meet(first, second)).toBe(expected);
    expect(meet(second, first)).toBe(expected);
  });

  test("meet where some text fits both", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 5 });
    const short = (length: number): string[] =>
      length === 0 ? [""] : short(length - 1).flatMap((text) => [text, `${text}a`, `${text}b`]);
    // What two patterns of five characters have in common, they have in common in ten.
    const texts = [...new Set(short(8))];
    fc.assert(
      fc.property(pattern, pattern, (first, second) => {
        const found = texts.some((text) => fits(text, first) && fits(text, second));
        expect(meet(first, second)).toBe(found);
      }),
      { numRuns: 500 },
    );
  });
});
