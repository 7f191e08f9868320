import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { buildFiles, type Files, filesBelow, run, simulator } from "../build/project.ts";
import { describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const PIXEL = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

const DOCUMENT = `version: "1"
name: Shown
identity: { avatar: static/face.gif }
theme: { default_footer: { text: By us, icon_url: static/icon.png } }
commands:
  - name: show
    description: Shows
    actions:
      - send_message:
          content: Files
          files:
            - static/rules.txt
            - { attachment: "static/größe & maß/plan 1.txt", name: plan.txt }
            - outside.txt
            - "static/\${'rules'}.txt"
          embeds:
            - title: Images
              image: static/a b.png
              thumbnail: { url: "./static/größe & maß/ü.png" }
              author: { name: Me, icon_url: "https://example.org/me.png" }
            - { title: Attached, image: "attachment://plan.txt", footer: { text: Own, icon_url: static/icon.png } }
`;

/** A document without images of embeds. */
const PLAIN = `version: "1"
name: Shown
commands:
  - name: show
    description: Shows
    actions:
      - send_message: { content: Files, files: [static/rules.txt, { path: "static/größe & maß/plan 1.txt", name: p.txt }] }
`;

const STATIC: Files = {
  "static/face.gif": Buffer.from(PIXEL, "base64").toString("latin1"),
  "static/rules.txt": "Be kind.",
  "static/größe & maß/plan 1.txt": "The plan",
  "static/größe & maß/ü.png": "png",
  "static/a b.png": "png",
  "static/icon.png": "png",
  "outside.txt": "Outside",
};

/** What is served, by path as it was asked for. */
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url!);
  response.end(
    request.url!.endsWith(".gif") ? Buffer.from(PIXEL, "base64") : `served ${request.url!.length}`,
  );
});
let address: string;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot files`;
});
afterAll(() => void server.close());

const config = (base?: string) =>
  `assets:\n  dir: ./static\n${base === undefined ? "" : `  base_url: "${base}"\n`}`;

/** What is wrong with a message's fields, as `FUR3812 furlow.yaml:9:5`. */
function problems(fields: string, settings: string): string[] {
  const folder = temporaryFolder();
  const head =
    'version: "1"\ncommands:\n  - name: show\n    description: Shows\n    actions:\n      - send_message:\n';
  writeFiles(folder.path, {
    ...STATIC,
    "furlow.yaml": `${head}${fields.replace(/^/gm, "          ")}\n`,
    "furlow.config.yaml": settings,
  });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
  folder.remove();
  return diagnostics.map((each) => `${describeDiagnostic(each)} ${each.message} (${each.hint})`);
}

describe("static files with an address", () => {
  test("are attached and shown from there, and not shipped", async () => {
    const built = await buildFiles({
      ...STATIC,
      "furlow.yaml": DOCUMENT,
      "furlow.config.yaml": config(`${address}/`),
    });
    expect(filesBelow(join(built.folder, "dist")).filter((path) => path.startsWith("assets"))).toEqual([]);
    // The avatar is binary: what was written as text is not what is served.
    const sim = await simulator();
    const bot = await run(built, sim);
    await sim.control.slash({ command: "show" });
    const sent = await sim.control.waitFor(
      { method: "POST", route: "/channels/{channel_id}/messages" },
      5_000,
    );
    const { embeds } = sent.body as {
      embeds: {
        image?: { url: string };
        thumbnail?: { url: string };
        author?: { icon_url: string };
        footer?: { icon_url: string };
      }[];
    };
    const encoded = address.replace(" ", "%20");
    expect(embeds[0]).toMatchObject({
      image: { url: `${encoded}/a%20b.png` },
      thumbnail: { url: `${encoded}/gr%C3%B6%C3%9Fe%20%26%20ma%C3%9F/%C3%BC.png` },
      author: { icon_url: "https://example.org/me.png" },
      footer: { icon_url: `${encoded}/icon.png` },
    });
    expect(embeds[1]).toMatchObject({
      image: { url: "attachment://plan.txt" },
      footer: { icon_url: `${encoded}/icon.png` },
    });
    expect(sent.files.map(({ filename, size }) => [filename, size])).toEqual([
      ["rules.txt", `served ${"/bot%20files/rules.txt".length}`.length],
      ["plan.txt", 9],
      ["outside.txt", 7],
      ["rules.txt", 8],
    ]);
    expect(asked).toContain("/bot%20files/rules.txt");
    expect(asked).toContain("/bot%20files/gr%C3%B6%C3%9Fe%20%26%20ma%C3%9F/plan%201.txt");
    expect(asked).toContain("/bot%20files/face.gif");
    await bot.stop();
  });

  test("have to be there, and below the folder", () => {
    const served = config("https://cdn.example.org/x");
    expect(problems("files: [static/rule.txt]", served)).toEqual([
      "FUR3812 furlow.yaml:7:19 there is no file `static/rule.txt` (did you mean static/rules.txt?)",
    ]);
    expect(problems("embeds: [{ title: A, image: static/icn.png }]", served)).toEqual([
      "FUR3812 furlow.yaml:7:39 there is no file `static/icn.png` (did you mean static/icon.png?)",
    ]);
    expect(problems("embeds: [{ title: A, thumbnail: outside.txt }]", served)).toEqual([
      "FUR3813 furlow.yaml:7:43 `outside.txt` is not below `./static`, so it is not served (move it there (`assets.dir` is `./static`), or write an address)",
    ]);
    expect(problems("embeds: [{ title: A, image: ../x.png }]", served)[0]).toMatch(/^FUR3813 /);
    expect(problems("embeds: [{ title: A, image: static }]", served)[0]).toMatch(/^FUR3813 /);
    expect(problems("content: A\nfiles: [outside.txt, 'https://example.org/a']", served)).toEqual([]);
  });
});

describe("static files without an address", () => {
  test("are shipped beside the bundle where a message attaches them", async () => {
    const built = await buildFiles({ ...STATIC, "furlow.yaml": PLAIN, "furlow.config.yaml": config() });
    const shipped = filesBelow(join(built.folder, "dist")).filter((path) => path.startsWith("assets"));
    expect(shipped).toEqual(["assets/files/größe & maß/plan 1.txt", "assets/files/rules.txt"]);
    rmSync(join(built.folder, "static"), { recursive: true });
    const sim = await simulator();
    const bot = await run(built, sim);
    await sim.control.slash({ command: "show" });
    const sent = await sim.control.waitFor(
      { method: "POST", route: "/channels/{channel_id}/messages" },
      5_000,
    );
    expect(sent.files.map(({ filename, size }) => [filename, size])).toEqual([
      ["rules.txt", 8],
      ["p.txt", 8],
    ]);
    await bot.stop();
  });

  test("are no images of embeds, which Discord fetches", () => {
    expect(problems("embeds: [{ title: A, image: static/icon.png }]", config())).toEqual([
      "FUR3814 furlow.yaml:7:39 Discord fetches images of embeds by their address, and `static/icon.png` is a path (set `assets.base_url`, write an address, or attach the file and write attachment:// and its name)",
    ]);
    expect(problems("files: [static/none.txt]", config())[0]).toMatch(/^FUR3812 /);
  });
});
