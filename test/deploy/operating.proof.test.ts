import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { emptyFolder } from "../cli/cli.ts";
import {
  BUILD_OPTIONS,
  CONTAINERS_CONF,
  containerHindrance,
  tryPodman,
} from "../support/containers/podman.ts";
import { npmEnvironment, startRegistry } from "../support/registry.ts";
import { commandsOf, follow } from "./operator.ts";

vi.setConfig({ testTimeout: 900_000 /* ms */ });

/** Docker by podman. */
const DOCKER = `#!/bin/sh
case $1 in
  build) shift; exec podman build ${BUILD_OPTIONS.join(" ")} "$@" ;;
  *) exec podman "$@" ;;
esac
`;

const hindrance = await containerHindrance();
if (hindrance !== undefined)
  console.warn(`NOT PROVEN: ${hindrance}, so docs/operating.md is not followed into a container`);

test.runIf(hindrance === undefined)(
  "docs/operating.md leads from nothing to a bot in a container, word for word",
  async () => {
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
