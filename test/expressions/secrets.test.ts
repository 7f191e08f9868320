import { describe, expect, it } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { configDefinitions } from "../../compiler/language/config/registry.generated.ts";
import type { ConfigKeyDefinition } from "../../compiler/language/config-key.ts";
import { temporaryFolder, writeFiles } from "../load/helpers.ts";

/** Variables that a command reads, of which some are secrets. */
const READ = `version: "1"
commands:
  - name: hi
    description: Hi
    actions:
      - reply: "\${env.A} \${env.B} \${env.C} \${env.SHOWN}"
`;

/** The variables whose reading is refused. */
function refused(document: string, config = ""): string[] {
  const folder = temporaryFolder();
  writeFiles(folder, {
    "furlow.yaml": READ + document,
    ...(config !== "" && { "furlow.config.yaml": config }),
  });
  return checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} })
    .diagnostics.filter(({ slug }) => slug === "secret-variable")
    .map(({ span }) => span!.file.text.slice(span!.start, span!.end));
}

describe("no expression reads a variable that is used as a credential", () => {
  it.each([
    ["a database's address", "state: {storage: {type: postgres, connection: '${env.A}'}}\n", ["env.A"]],
    [
      "a primary and its replicas",
      "state: {storage: {type: postgres, primary: 'postgres://u:${env.A}@db', replicas: ['${env.B}', '${env.C}']}}\n",
      ["env.A", "env.B", "env.C"],
    ],
    ["the older form $env.NAME", "state: {storage: {type: redis, url: $env.A}}\n", ["env.A"]],
    [
      "a pipe's token",
      "pipes: {api: {type: http, base_url: '${env.SHOWN}', auth: {type: bearer, token: '${env.A}'}}}\n",
      ["env.A"],
    ],
    ["a pipe's headers", "pipes: {api: {type: http, headers: {X-Key: '${env.B}'}}}\n", ["env.B"]],
    [
      "a webhook's secret",
      "pipes: {hook: {type: webhook, verification: {type: hmac, secret: '${env.C}'}}}\n",
      ["env.C"],
    ],
    [
      "a key of another service",
      "voice: {spotify: {client_id: '${env.SHOWN}', client_secret: '${env.A}'}}\n",
      ["env.A"],
    ],
    [
      "nothing of the kind",
      "identity: {name: '${env.A}'}\nstate: {storage: {type: sqlite, path: '${env.B}'}}\n",
      [],
    ],
  ])("%s", (_what, document, names) => {
    expect(refused(document)).toEqual(names);
  });

  it("also where the configuration stands in its own file", () => {
    const config =
      "sharding:\n  broker: {type: redis, url: '${env.A}'}\nlogging:\n  outputs: [{type: loki, url: '${env.B}'}]\n";
    expect(refused("", config)).toEqual(["env.A", "env.B"]);
  });

  const definitions: readonly ConfigKeyDefinition[] = configDefinitions.flat();
  const variables = definitions.flatMap(({ secret, environment }) =>
    secret === true ? (environment ?? []) : [],
  );
  it.each([...new Set(["DISCORD_TOKEN", ...variables])])("%s, which the runtime reads", (name) => {
    const folder = temporaryFolder();
    writeFiles(folder, { "furlow.yaml": READ.replace("env.A", `env.${name}`) });
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
    expect(diagnostics.map(({ slug }) => slug)).toEqual(["secret-variable"]);
  });
});
