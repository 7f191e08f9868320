import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { emptyFolder } from "../cli/cli.ts";
import {
  CONTAINERS_CONF,
  ensureNodeBase,
  hasPodman,
  podman,
  tryPodman,
} from "../support/containers/podman.ts";
import { npmEnvironment, startRegistry } from "../support/registry.ts";
import { commandsOf, follow } from "./operator.ts";

vi.setConfig({ testTimeout: 900_000 /* ms */ });

/** Docker by podman, which here builds without a network and without rights of its own. */
const DOCKER = `#!/bin/sh
case $1 in
  build) shift; exec podman build --format docker --isolation chroot --pull=never "$@" ;;
  *) exec podman "$@" ;;
esac
`;

/** The base that images have by default; where it is not here, the Node that runs this test stands in for it. */
async function ensureBase(): Promise<void> {
  const base = (version: string | number) => `docker.io/library/node:${version}-bookworm-slim`;
  if ((await tryPodman(["image", "exists", base(24)])).status === 0) return;
  const own = base(process.versions.node.split(".")[0]!);
  await ensureNodeBase(own);
  await podman("tag", own, base(24));
}

if (!hasPodman)
  console.warn("NOT PROVEN: there is no podman here, so docs/operating.md is not followed into a container");

test.runIf(hasPodman)(
  "docs/operating.md leads from nothing to a bot in a container, word for word",
  async () => {
    await ensureBase();
    const registry = await startRegistry();
    onTestFinished(() => registry.close());
    const cwd = emptyFolder();
    const bin = join(cwd, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "docker"), DOCKER);
    chmodSync(join(bin, "docker"), 0o755);
    onTestFinished(async () => {
      await tryPodman(["rm", "--force", "my-bot"]);
      await tryPodman(["volume", "rm", "--force", "my-bot"]);
    });
    const commands = `${commandsOf("From nothing to a bot")}\n${commandsOf("In a container")}`;
    expect(commands).toContain("docker run -d --name my-bot");
    const environment = {
      ...npmEnvironment(registry, cwd),
      CONTAINERS_CONF,
      PATH: `${bin}:${process.env["PATH"]}`,
    };
    const { code, output } = await follow(commands, { cwd, environment });
    expect(code, output).toBe(0);
    expect(output).toContain('"msg":"connected to Discord"');
    expect(output).toMatch(/"signal":"SIGTERM","msg":"stopping"/);
    const left = await tryPodman(["ps", "--all", "--filter", "name=my-bot", "--quiet"]);
    expect(left.stdout).toBe("");
  },
);

test("the template moderation passes its own tests", async () => {
  const registry = await startRegistry();
  onTestFinished(() => registry.close());
  const cwd = emptyFolder();
  const commands = "npx --yes @furlow/core init --template moderation\nnpm install\nnpm test";
  const { code, output } = await follow(commands, { cwd, environment: npmEnvironment(registry, cwd) });
  expect(code, output).toBe(0);
  expect(output).toMatch(/^(#|ℹ) pass 2$/m);
  expect(output).not.toMatch(/\bwarning FUR/);
});
