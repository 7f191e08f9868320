import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_IDS, type Simulator } from "../../simulator/index.ts";
import { rest, startTestSimulator } from "./harness.ts";
import { descriptions } from "./openapi-path.ts";

const MESSAGES = `/channels/${DEFAULT_IDS.general}/messages`;

describe.each(descriptions())("held against $kind", ({ kind, openapi }) => {
  let sim: Simulator;

  beforeAll(async () => {
    sim = await startTestSimulator({ rateLimits: "off", openapi });
  });

  beforeEach(() => sim.control.reset());

  afterAll(() => sim.close());

  test("the simulator says what it holds bodies against", () => {
    expect(sim.validation).toBe(kind);
  });

  test.each([
    ["an unknown key", { content: "x", colour: 1 }, "colour", "UNKNOWN_FIELD"],
    ["an unknown key in an embed", { embeds: [{ titel: "x" }] }, "embeds.0.titel", "UNKNOWN_FIELD"],
    ["content that is too long", { content: "x".repeat(2_001) }, "content", "BASE_TYPE_MAX_LENGTH"],
    [
      "a title that is too long",
      { embeds: [{ title: "x".repeat(257) }] },
      "embeds.0.title",
      "BASE_TYPE_MAX_LENGTH",
    ],
    ["a wrong type", { content: 5 }, "content", "BASE_TYPE_BAD_TYPE"],
    ["too many embeds", { embeds: Array(11).fill({ title: "x" }) }, "embeds", "BASE_TYPE_MAX_LENGTH"],
    [
      "too much embed text",
      { embeds: Array(2).fill({ description: "x".repeat(3_500) }) },
      "embeds",
      "MAX_EMBED_SIZE",
    ],
    ["a link that is none", { embeds: [{ url: "nope" }] }, "embeds.0.url", "BASE_TYPE_BAD_FORMAT"],
    [
      "a component of an unknown type",
      { components: [{ type: 99 }] },
      "components.0.type",
      "BASE_TYPE_CHOICES",
    ],
    [
      "a button's missing style",
      { components: [{ type: 1, components: [{ type: 2, custom_id: "a", label: "a" }] }] },
      "components.0.components.0.style",
      "BASE_TYPE_REQUIRED",
    ],
    ["a color out of range", { embeds: [{ color: 0x1000000 }] }, "embeds.0.color", "NUMBER_TYPE_MAX"],
    [
      "an id that is none",
      { message_reference: { message_id: "abc" } },
      "message_reference.message_id",
      "STRING_TYPE_REGEX",
    ],
  ])("50035 for %s, at the field", async (_name, body, path, code) => {
    const answer = await rest(sim, "POST", MESSAGES, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50_035, message: "Invalid Form Body" } });
    const node = path.split(".").reduce((errors, key) => errors?.[key], answer.body.errors);
    expect(node?._errors[0].code).toContain(code);
    const problems = await sim.control.problems();
    expect(problems[0]).toMatchObject({ method: "POST", path: MESSAGES });
    expect(problems[0]?.problem).toMatch(new RegExp(`^${path}: .*${code}`));
    expect(await sim.control.messages(DEFAULT_IDS.general)).toEqual([]);
  });

  test("what is valid passes: nulls, bit fields as text, emoji, nested components", async () => {
    const accepted = [
      {
        content: null,
        embeds: [{ title: "x", color: null, footer: null, timestamp: "2026-01-01T00:00:00.000Z" }],
      },
      { content: "x", allowed_mentions: { parse: [], replied_user: false }, nonce: 12, flags: 4 },
      {
        flags: 1 << 15,
        components: [{ type: 17, components: [{ type: 10, content: "text" }, { type: 14 }] }],
      },
      { content: "poll", poll: { question: { text: "q" }, answers: [{ poll_media: { text: "a" } }] } },
    ];
    for (const body of accepted) expect((await rest(sim, "POST", MESSAGES, body)).status).toBe(200);
    const role = await rest(sim, "POST", `/guilds/${DEFAULT_IDS.guild}/roles`, {
      name: "r",
      permissions: "2048",
    });
    expect(role).toMatchObject({ status: 200, body: { permissions: "2048" } });
    expect(await sim.control.problems()).toEqual([]);
  });

  test("faults of a body that could be several things are those of the likely one", async () => {
    const threads = `/channels/${DEFAULT_IDS.general}/threads`;
    const { body } = await rest(sim, "POST", threads, { name: "t", type: 11, auto_archive_duration: 7 });
    expect(Object.keys(body.errors)).toEqual(["auto_archive_duration"]);
    const channel = await rest(sim, "PATCH", `/channels/${DEFAULT_IDS.general}`, { name: "n", topik: "t" });
    expect(Object.keys(channel.body.errors)).toEqual(["topik"]);
  });

  test("an empty message is 50006", async () => {
    expect(await rest(sim, "POST", MESSAGES, { content: "" })).toMatchObject({
      status: 400,
      body: { code: 50_006 },
    });
  });

  test("queries and paths are held to the document too", async () => {
    expect((await rest(sim, "GET", `${MESSAGES}?limit=many`)).body.errors.limit._errors[0].code).toBe(
      "BASE_TYPE_BAD_TYPE",
    );
    const beyond = await rest(sim, "GET", `${MESSAGES}?limit=101`);
    // The package has no limits for parameters.
    if (kind === "openapi") expect(beyond.body.errors.limit._errors[0].code).toBe("NUMBER_TYPE_MAX");
    else expect(beyond.status).toBe(200);
    expect((await rest(sim, "GET", "/users/nobody")).body.code).toBe(50_035);
  });

  test("broken JSON is 50109", async () => {
    const response = await fetch(`${sim.apiUrl}/v10${MESSAGES}`, {
      method: "POST",
      headers: { authorization: `Bot ${sim.token}`, "content-type": "application/json" },
      body: "{",
    });
    expect(await response.json()).toMatchObject({ code: 50_109 });
  });

  test("a route that does not exist is 404, one that is not built 501; both are problems", async () => {
    expect(await rest(sim, "GET", "/nowhere")).toMatchObject({
      status: 404,
      body: { code: 0, message: "404: Not Found" },
    });
    expect((await rest(sim, "GET", `/guilds/${DEFAULT_IDS.guild}/audit-logs`)).status).toBe(501);
    expect((await rest(sim, "DELETE", "/gateway")).status).toBe(405);
    expect((await sim.control.problems()).map(({ problem }) => problem.split(":")[0])).toEqual([
      "unknown route",
      "route not implemented",
      "unknown method",
    ]);
  });

  test("a missing or wrong token is 401", async () => {
    expect((await rest(sim, "GET", "/users/@me", undefined, { authorization: "Bot nope" })).status).toBe(401);
  });

  test("validation can be switched off", async () => {
    const lenient = await startTestSimulator({ validate: false });
    expect(lenient.validation).toBe("none");
    expect((await rest(lenient, "POST", MESSAGES, { content: "x", colour: 1 })).status).toBe(200);
    await lenient.close();
  });
});
