import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { botFolder, contents, furlow, type Outcome, SMALL_BOT } from "./cli.ts";

const build = (cwd: string): Promise<Outcome> => furlow(["build", "--force"], { cwd });

/** A bot that has been built. */
async function builtFolder(bot?: string): Promise<string> {
  const cwd = botFolder(bot);
  expect(await build(cwd)).toMatchObject({ code: 0 });
  return cwd;
}

/** What lies beside the output folder and should not. */
function leftovers(cwd: string): string[] {
  return readdirSync(cwd).filter((name) => name.startsWith(".dist-"));
}

describe("a build keeps what no build wrote:", () => {
  it("files, folders, empty folders and links, also between its own files", async () => {
    const cwd = await builtFolder();
    const dist = join(cwd, "dist");
    writeFileSync(join(dist, "notes.txt"), "mine");
    mkdirSync(join(dist, "data/empty/deep"), { recursive: true });
    writeFileSync(join(dist, "data/bot.db"), "mine too");
    writeFileSync(join(dist, "src/commands/mine.txt"), "here as well");
    mkdirSync(join(dist, "src/empty"));
    symlinkSync("data", join(dist, "link"));
    expect(await build(cwd)).toMatchObject({ code: 0 });
    expect(readFileSync(join(dist, "notes.txt"), "utf8")).toBe("mine");
    expect(readFileSync(join(dist, "data/bot.db"), "utf8")).toBe("mine too");
    expect(readFileSync(join(dist, "src/commands/mine.txt"), "utf8")).toBe("here as well");
    expect(lstatSync(join(dist, "data/empty/deep")).isDirectory()).toBe(true);
    expect(lstatSync(join(dist, "src/empty")).isDirectory()).toBe(true);
    expect(readlinkSync(join(dist, "link"))).toBe("data");
    expect(leftovers(cwd)).toEqual([]);
  });

  it("a file in a folder that the new output no longer has", async () => {
    const cwd = await builtFolder(`${SMALL_BOT}flows:\n  - name: old\n    actions:\n      - log: unused\n`);
    writeFileSync(join(cwd, "dist/src/flows/mine.txt"), "mine");
    writeFileSync(join(cwd, "furlow.yaml"), SMALL_BOT);
    expect(await build(cwd)).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, "dist/src/flows"))).toEqual(["mine.txt"]);
  });

  it("but replaces what it wrote itself, edited or not", async () => {
    const cwd = await builtFolder();
    const before = contents(cwd);
    appendFileSync(join(cwd, "dist/src/bot.ts"), "// edited");
    rmSync(join(cwd, "dist/src/commands"), { recursive: true });
    expect(await build(cwd)).toMatchObject({ code: 0 });
    expect(contents(cwd)).toEqual(before);
  });

  it("and removes what it wrote itself and no longer writes", async () => {
    const cwd = await builtFolder(SMALL_BOT.replace("name: ping", "name: pong"));
    writeFileSync(join(cwd, "furlow.yaml"), SMALL_BOT);
    expect(await build(cwd)).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, "dist/src/commands"))).toEqual(["ping.ts"]);
  });

  it("the output of a compiler that recorded less is still known as a build's", async () => {
    const cwd = await builtFolder();
    const manifest = join(cwd, "dist/.furlow-build.json");
    const { outputs } = JSON.parse(readFileSync(manifest, "utf8"));
    writeFileSync(manifest, JSON.stringify({ compiler: "older", outputs }));
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Built/);
  });
});

describe("a symbolic link as output folder", () => {
  it.each(["that leads to a folder", "that leads nowhere yet"])("%s stays one", async (where) => {
    const cwd = botFolder();
    if (where === "that leads to a folder") mkdirSync(join(cwd, "real"));
    symlinkSync("real", join(cwd, "dist"));
    for (const expected of [/^Built dist/, /^Up to date: dist/]) {
      const { code, stdout } = await furlow(["build"], { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(expected);
    }
    expect(readlinkSync(join(cwd, "dist"))).toBe("real");
    expect(existsSync(join(cwd, "real/bot.mjs"))).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual(["dist", "furlow.yaml", "real"]);
  });
});

describe("after a build was killed", () => {
  it("its staging folder is removed once it is an hour old, and no one else's is", async () => {
    const cwd = botFolder();
    const staging = (name: string, mark: string, age: number) => {
      mkdirSync(join(cwd, name));
      writeFileSync(join(cwd, name, mark), "");
      const then = Date.now() / 1000 - age;
      utimesSync(join(cwd, name), then, then);
    };
    staging(".dist-AAAAAA", ".furlow-staging", 4_000 /* s */);
    staging(".dist-BBBBBB", ".furlow-staging", 3_000 /* s */);
    staging(".dist-CCCCCC", "mine.txt", 4_000 /* s */);
    staging(".dist-mine", ".furlow-staging", 4_000 /* s */);
    expect(await build(cwd)).toMatchObject({ code: 0 });
    expect(leftovers(cwd).sort()).toEqual([".dist-BBBBBB", ".dist-CCCCCC", ".dist-mine"]);
  });

  it("between its two renames, the old output comes back with everything in it", async () => {
    const cwd = await builtFolder();
    writeFileSync(join(cwd, "dist/notes.txt"), "mine");
    renameSync(join(cwd, "dist"), join(cwd, ".dist-AAAAAA.1.old"));
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Built/);
    expect(readFileSync(join(cwd, "dist/notes.txt"), "utf8")).toBe("mine");
    expect(leftovers(cwd)).toEqual([]);
  });

  it("after its renames, what it had not carried over yet is, although nothing changed", async () => {
    const cwd = await builtFolder();
    const old = join(cwd, ".dist-AAAAAA.1.old");
    mkdirSync(join(old, "src"), { recursive: true });
    writeFileSync(join(old, ".furlow-build.json"), JSON.stringify({ outputs: { "src/bot.ts": "" } }));
    writeFileSync(join(old, "src/bot.ts"), "generated");
    writeFileSync(join(old, "src/mine.txt"), "mine");
    expect(await furlow(["build"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "dist/src/mine.txt"), "utf8")).toBe("mine");
    expect(leftovers(cwd)).toEqual([]);
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Up to date/);
  });
});

describe("several builds at the same time", () => {
  it("leave one whole output, and all that is not theirs", async () => {
    const cwd = await builtFolder();
    const expected = contents(join(cwd, "dist"));
    mkdirSync(join(cwd, "dist/data/empty"), { recursive: true });
    for (const path of ["notes.txt", "data/bot.db", "src/mine.txt"]) {
      writeFileSync(join(cwd, "dist", path), "mine");
      expected[join(cwd, "dist", path)] = "mine";
    }
    for (const outcome of await Promise.all([1, 2, 3, 4].map(() => build(cwd)))) {
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
    }
    expect(contents(join(cwd, "dist"))).toEqual(expected);
    expect(existsSync(join(cwd, "dist/data/empty"))).toBe(true);
    expect(leftovers(cwd)).toEqual([]);
  });
});
