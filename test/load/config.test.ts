import { describe, expect, it } from "vitest";
import type { ConfigPath } from "../../compiler/1-load/index.ts";
import { type Files, loadFolder, temporaryFolder, writeFiles } from "./helpers.ts";

function configOf(files: Files, environment: Record<string, string> = {}) {
  const folder = temporaryFolder();
  writeFiles(folder, { "furlow.yaml": "version: 1\n", ...files });
  const outcome = loadFolder(folder, { environment });
  const get = (path: ConfigPath) => outcome.project?.config.get(path).value;
  return { ...outcome, get };
}

describe("the configuration", () => {
  it("has defaults", () => {
    const { get, project, reported } = configOf({});
    expect(reported).toEqual([]);
    expect(get("build.out")).toBe("dist");
    expect(get("build.target")).toBe(24);
    expect(get("build.minify")).toBe(true);
    expect(get("rest.global_requests_per_second")).toBe(50);
    expect(get("state.storage.type")).toBe("memory");
    expect(get("logging.level")).toBe("info");
    expect(get("logging.format")).toBeUndefined();
    expect(get("shutdown.timeout")).toBe(20_000);
    expect(project?.config.get("build.out").node).toBeUndefined();
    expect(project?.config.written).toEqual([]);
  });

  it("takes furlow.config.yaml over furlow.yaml, key by key", () => {
    const { get, project, reported } = configOf({
      "furlow.yaml":
        "version: 1\nbuild: {out: a, minify: false}\nstate: {storage: {type: sqlite, path: a.db}, variables: {}}\n",
      "furlow.config.yaml": "build:\n  out: b\nstate:\n  storage:\n    path: b.db\n",
    });
    expect(reported).toEqual([]);
    expect(get("build.out")).toBe("b");
    expect(get("build.minify")).toBe(false);
    expect(get("state.storage.type")).toBe("sqlite");
    expect(get("state.storage.path")).toBe("b.db");
    expect(project?.config.get("build.out").node?.span.file.path).toBe("furlow.config.yaml");
    expect(project?.document.entries.map(({ key }) => key.value)).toEqual(["version", "state"]);
    expect(project?.files.map(({ path }) => path)).toEqual(["furlow.yaml", "furlow.config.yaml"]);
  });

  it("is also read from furlow.config.yml, and may be empty or broken", () => {
    expect(configOf({ "furlow.config.yml": "build: {out: c}\n" }).get("build.out")).toBe("c");
    expect(configOf({ "furlow.config.yaml": "# nothing\n" }).reported).toEqual([]);
    expect(configOf({ "furlow.config.yaml": "build: [\n" }).reported).toEqual([
      "yaml-syntax@furlow.config.yaml:1:8",
    ]);
    expect(configOf({ "furlow.config.yaml": "- build\n" }).reported).toEqual([
      "document-kind@furlow.config.yaml:1:1",
    ]);
  });

  it.each([
    ["shutdown: {timeout: 1m 30s}", "shutdown.timeout", 90_000],
    ["shutdown: {timeout: 500}", "shutdown.timeout", 500],
    ["shutdown: {timeout: '${env.T}'}", "shutdown.timeout", { env: "T" }],
    ["rest: {api: $env.API}", "rest.api", { env: "API" }],
    [
      "rest: {api: 'http://${env.HOST}:${ env.PORT }/api'}",
      "rest.api",
      { parts: ["http://", { env: "HOST" }, ":", { env: "PORT" }, "/api"] },
    ],
    ["logging: {level: debug, format: pretty}", "logging.level", "debug"],
    ["build: {out: '${env.OUT}'}", "build.out", "from-env"],
    ["build: {target: '${env.TARGET}'}", "build.target", 22],
    ["build: {minify: '${env.MINIFY}'}", "build.minify", false],
    ["build: {minify: }", "build.minify", true],
    ["build:", "build.out", "dist"],
    ["sharding: {enabled: false}", "sharding.enabled", false],
  ] as const)("%s", (text, path, value) => {
    const { get, reported } = configOf(
      { "furlow.config.yaml": `${text}\n` },
      { OUT: "from-env", TARGET: "22", MINIFY: "false" },
    );
    expect(reported).toEqual([]);
    expect(get(path)).toEqual(value);
  });

  it.each([
    [
      "build: {output: x}",
      "config-unknown-key@furlow.config.yaml:1:9",
      "known here: out, target, client, minify",
    ],
    ["biuld: {out: x}", "config-unknown-key@furlow.config.yaml:1:1", "did you mean build?"],
    [
      "commands: []",
      "config-unknown-key@furlow.config.yaml:1:1",
      "commands is part of the bot: write it in furlow.yaml",
    ],
    [
      "state: {variables: {}}",
      "config-unknown-key@furlow.config.yaml:1:9",
      "state.variables is part of the bot: write it in furlow.yaml",
    ],
    ["state: {storage: {tipe: x}}", "config-unknown-key@furlow.config.yaml:1:19", "did you mean type?"],
    ["build: {minify: maybe}", "config-value@furlow.config.yaml:1:17", "write true or false after `minify:`"],
    [
      "build: {target: 18}",
      "config-value@furlow.config.yaml:1:17",
      "write a whole number of at least 20 after `target:`",
    ],
    ["build: {out: [a]}", "config-value@furlow.config.yaml:1:14", "write a path after `out:`"],
    [
      "health: {enabled: true, host: all of them}",
      "config-value@furlow.config.yaml:1:31",
      "write a host such as 127.0.0.1 or example.org after `host:`",
    ],
    ["build: dist", "config-value@furlow.config.yaml:1:8", "write a map after `build:`"],
    [
      "build: {target: '${env.WORD}'}",
      "config-value@furlow.config.yaml:1:17",
      "write a whole number of at least 20 after `target:`",
    ],
    [
      "shutdown: {timeout: soon}",
      "config-value@furlow.config.yaml:1:21",
      "write a duration such as 30s or 1h30m after `timeout:`",
    ],
    [
      "rest: {api: discord}",
      "config-value@furlow.config.yaml:1:13",
      "write an address such as https://example.org after `api:`",
    ],
    ["logging: {level: loud}", "config-value@furlow.config.yaml:1:18", undefined],
    [
      "sharding: {total_shards: 4}",
      "no-effect@furlow.config.yaml:1:26",
      "remove it, or set sharding.enabled",
    ],
    [
      "sharding: {session_store: {url: 'redis://x'}}",
      "no-effect@furlow.config.yaml:1:33",
      "remove it, or set sharding.enabled",
    ],
    ["health: {port: 80}", "no-effect@furlow.config.yaml:1:16", "remove it, or set health.enabled"],
    [
      "state: {storage: {type: sqlite, prefix: 'a:'}}",
      "no-effect@furlow.config.yaml:1:41",
      "remove it, or set state.storage.type",
    ],
    ["plugins: [a.ts]", "file-unreadable@furlow.config.yaml:1:11", undefined],
    ["build: {out: '${env.NONE}'}", "config-env-missing@furlow.config.yaml:1:14", undefined],
  ])("reports %s", (text, reported, hint) => {
    const outcome = configOf({ "furlow.config.yaml": `${text}\n` }, { WORD: "x" });
    expect(outcome.reported).toEqual([reported]);
    if (hint !== undefined) expect(outcome.diagnostics[0]?.hint).toBe(hint);
  });

  it("leaves what the sections of the language hold besides configuration alone", () => {
    const text = "version: 1\nstate: {variables: {}, cache: {enabled: true}}\nanalytics: {counters: {}}\n";
    expect(configOf({ "furlow.yaml": text }).reported).toEqual([]);
  });

  it("knows keys of the language by their other names", () => {
    const text = "version: 1\ngateway: {sharding: {enabled: true, shard_count: 2}}\n";
    expect(configOf({ "furlow.yaml": text }).get("sharding.total_shards")).toBe(2);
  });
});

describe(".env", () => {
  it("gives build keys their variables, and the environment wins over it", () => {
    const files = { "furlow.yaml": "version: 1\nbuild: {out: '${env.OUT}'}\n", ".env": "OUT=dotenv\n" };
    expect(configOf(files).get("build.out")).toBe("dotenv");
    expect(configOf(files, { OUT: "process" }).get("build.out")).toBe("process");
    expect(configOf(files).project?.dotenv).toEqual({ OUT: "dotenv" });
    expect(configOf(files).project?.files.map(({ path }) => path)).toEqual(["furlow.yaml", ".env"]);
  });
});
