import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type Built,
  buildFiles,
  builtBefore,
  digests,
  filesBelow,
  logged,
  run,
  simulator,
} from "../build/project.ts";
import { ask, HEALTH } from "../health/ask.ts";
import { eventually } from "../support/eventually.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const DOCUMENT = `version: "1"
name: Zählt "alles" $HOME
commands:
  - { name: hi, description: Hi, actions: [{ reply: "\${env.GREETING}" }] }
`;

const CONFIG = `state: { storage: { type: sqlite, path: ./db/state.db } }
shutdown: { timeout: 5s }
deploy: { image: registry.example.org/team/bot }
`;

const built = builtBefore({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": CONFIG });

const plain = builtBefore({ "furlow.yaml": DOCUMENT });

/** Asked for its health under another path, and with another greeting. */
const other = builtBefore({
  "furlow.yaml": DOCUMENT.replace("GREETING", "WELCOME"),
  "furlow.config.yaml": `${CONFIG}health: { path: /how, checks: [discord_gateway] }\n`.replace("./db/", "./"),
});

const read = ({ folder }: Built, path: string) => readFileSync(join(folder, "dist", path), "utf8");

/** The instructions of a Dockerfile, one a line, without comments. */
function instructions(text: string): string[] {
  const joined = text.replace(/\\\n\s*/g, "");
  return joined.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

describe("the image of a bot", () => {
  test("is described, with its manifests, where the configuration says something of `deploy`, and only there", () => {
    expect(readdirSync(join(plain().folder, "dist")).sort()).toEqual([
      ".furlow-build.json",
      "bot.mjs",
      "bot.mjs.map",
      "bot.yaml.map",
      "commands.json",
      "report.json",
      "src",
    ]);
    expect(plain().report.image).toBeUndefined();
    expect(filesBelow(join(built().folder, "dist/k8s"))).toEqual([
      "base/deployment.yaml",
      "base/kustomization.yaml",
      "base/network-policy.yaml",
      "base/persistent-volume-claim.yaml",
      "base/pod-disruption-budget.yaml",
      "base/service-account.yaml",
      "base/service.yaml",
      "overlays/rolling/kustomization.yaml",
    ]);
    expect(built().report.image).toMatch(/^registry\.example\.org\/team\/bot:b[0-9a-f]{12}$/);
  });

  test("has the bundle with its files alone, for a user without rights, with a health check that needs no shell", () => {
    const { image } = built().report;
    const tag = image!.split(":")[1];
    expect(instructions(read(built(), "Dockerfile"))).toEqual([
      "ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim",
      "ARG NODE_DIGEST=",
      `FROM \${NODE_IMAGE}\${NODE_DIGEST:+@}\${NODE_DIGEST} AS files`,
      "WORKDIR /app",
      "COPY THIRD-PARTY-LICENSES.txt bot.mjs bot.mjs.map bot.yaml.map sbom.cdx.json ./",
      "COPY sqlite-wasm/ ./sqlite-wasm/",
      "RUN node --check bot.mjs && chmod -R a=rX /app",
      `FROM \${NODE_IMAGE}\${NODE_DIGEST:+@}\${NODE_DIGEST}`,
      `LABEL org.opencontainers.image.title="Zählt \\"alles\\" \\$HOME" org.opencontainers.image.version="${tag}" ` +
        'org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim"',
      "ENV NODE_ENV=production HEALTH_PORT=8080",
      "COPY --from=files /app /app",
      'RUN ["install","-d","-o","1000","-g","1000","/data","/data/db"]',
      'VOLUME ["/data/db"]',
      "WORKDIR /data",
      "USER 1000:1000",
      "EXPOSE 8080",
      "STOPSIGNAL SIGTERM",
      'HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["node", "/app/bot.mjs", "--health"]',
      'ENTRYPOINT ["node", "/app/bot.mjs"]',
    ]);
    expect(read(built(), ".dockerignore").split("\n")).toEqual([
      "*",
      "!THIRD-PARTY-LICENSES.txt",
      "!bot.mjs",
      "!bot.mjs.map",
      "!bot.yaml.map",
      "!sbom.cdx.json",
      "!sqlite-wasm",
      "",
    ]);
  });

  test("has a tag that says what is in it: the same for the same bot, another one for another", async () => {
    const files = { "furlow.yaml": DOCUMENT, "furlow.config.yaml": CONFIG };
    const again = await buildFiles(files);
    expect(digests(join(again.folder, "dist"))).toEqual(digests(join(built().folder, "dist")));
    expect(other().report.image).not.toBe(built().report.image);
  });

  test("states what is bundled, with its licences", async () => {
    const bom = read(built(), "sbom.cdx.json");
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(bom)).toBeNull();
    const { components, metadata, dependencies } = JSON.parse(bom) as {
      components: { name: string; group?: string; version: string; purl: string; licenses?: object[] }[];
      metadata: { component: { "bom-ref": string; version: string } };
      dependencies: { ref: string; dependsOn?: string[] }[];
    };
    const { folder } = built();
    const names = components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
    expect(names).toEqual(expect.arrayContaining(["@furlow/core", "@discordjs/rest", "undici", "ws"]));
    expect(names).toEqual(expect.arrayContaining(["pino", "discord-api-types", "node-sqlite3-wasm"]));
    // What the bot does not use is not in its bundle, nor are the compiler's own tools.
    for (const absent of ["pg", "ioredis", "esbuild", "discord.js", "yaml"])
      expect(names).not.toContain(absent);
    expect(components.filter(({ licenses }) => licenses === undefined)).toEqual([]);
    expect(metadata.component.version).toBe(built().report.image!.split(":")[1]);
    const root = dependencies.find(({ ref }) => ref === metadata.component["bom-ref"]);
    expect(root?.dependsOn).toHaveLength(components.length);
    const licenses = readFileSync(join(folder, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
    for (const [i, name] of names.entries())
      expect(licenses).toContain(`${name} ${components[i]!.version} (`);
    expect(licenses).toContain("Permission is hereby granted, free of charge");
  });
});

/** Runs a bundle with arguments; no token is needed. The simulator in this process goes on answering the bot. */
async function command({ folder }: Built, args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(folder, "dist/bot.mjs"), ...args], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { status: status as number | null, stdout, stderr };
}

describe("secrets", () => {
  test("are taken from files that variables name, and what cannot be read is said", async () => {
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    const sim = await simulator();
    writeFiles(folder.path, { token: `${sim.token}\n`, greeting: "Moin" });
    await run(built(), sim, onTestFinished, {
      ...HEALTH,
      DISCORD_TOKEN: undefined,
      DISCORD_TOKEN_FILE: join(folder.path, "token"),
      GREETING_FILE: join(folder.path, "greeting"),
    });
    const { interactionId } = await sim.control.slash({ command: "hi" });
    expect(await sim.control.waitForResponse(interactionId)).toMatchObject({ message: { content: "Moin" } });
    const missing = await command(built(), [], { DISCORD_TOKEN_FILE: "/no/such/file" });
    expect(missing.status).toBe(1);
    expect(missing.stdout).toContain("DISCORD_TOKEN_FILE cannot be read: ENOENT");
  });
});

describe("bot.mjs --health", () => {
  test("says whether the bot works that runs beside it", async () => {
    const sim = await simulator({ heartbeatInterval: 1_000 });
    const bot = await run(other(), sim, onTestFinished, HEALTH);
    const { port } = await logged(bot, ({ msg }) => msg === "answering health checks");
    const asked = { HEALTH_PORT: String(port) };
    await eventually(async () => (await ask(bot, "/how")).code === 200);
    expect(await command(other(), ["--health"], asked)).toMatchObject({ status: 0, stderr: "" });
    await sim.close();
    await eventually(async () => (await ask(bot, "/how")).code === 503);
    const silent = await command(other(), ["--health"], asked);
    expect(silent.status).toBe(1);
    expect(JSON.parse(silent.stderr)).toMatchObject({ status: "failing", reason: "shard 0 is silent" });
    await bot.stop();
    const nothing = await command(other(), ["--health"], asked);
    expect(nothing.status).toBe(1);
    expect(nothing.stderr).toMatch(
      new RegExp(`^error: nothing answers on 127.0.0.1:${port}: .*ECONNREFUSED`),
    );
  });

  test("is no command of a bot that answers no health checks", async () => {
    expect(await command(plain(), ["--health"])).toMatchObject({
      status: 2,
      stderr: "error: this bot has no command --health: it answers no health checks\n",
    });
    expect(read(plain(), "bot.mjs")).not.toContain("nothing answers on");
  });
});
