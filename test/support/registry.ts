import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { REPOSITORY } from "./build.ts";
import { temporaryFolder, writeFiles } from "./temporary.ts";

export interface Registry {
  /** Its address, as npm wants it. */
  readonly url: string;
  close(): void;
}

/**
 * A registry on loopback from which npm gets this repository as the package that users install. What it hands out only
 * leads here: that the package holds what it has to, `test/package` shows.
 */
export async function startRegistry(): Promise<Registry> {
  const { name, version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const folder = temporaryFolder();
  const at = (path: string) => JSON.stringify(join(REPOSITORY, "dist", path));
  const manifest = {
    name,
    version,
    type: "module",
    bin: { furlow: "furlow.js" },
    exports: { "./simulator": "./simulator.js" },
  };
  writeFiles(folder.path, {
    "package/package.json": JSON.stringify(manifest),
    "package/furlow.js": `#!/usr/bin/env node\nawait import(${at("bin/furlow.js")});\n`,
    "package/simulator.js": `export * from ${at("simulator/index.js")};\n`,
  });
  const tarball = join(folder.path, "package.tgz");
  execFileSync("tar", ["-czf", tarball, "-C", folder.path, "package"]);
  const packed = readFileSync(tarball);
  folder.remove();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!).split("?")[0]!;
    if (path === "/package.tgz") response.end(packed);
    else if (path === `/${name}`) {
      const dist = { tarball: `${url}package.tgz` };
      response.setHeader("content-type", "application/json");
      const versions = { [version]: { ...manifest, dist } };
      response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
    } else response.writeHead(404).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, close: () => void server.close() };
}

/** What has npm use a registry and nothing that the machine has of its own. */
export function npmEnvironment({ url }: Registry, folder: string): Record<string, string> {
  writeFileSync(join(folder, "npmrc"), "");
  return {
    npm_config_registry: url,
    npm_config_cache: join(folder, "npm-cache"),
    npm_config_userconfig: join(folder, "npmrc"),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
}
