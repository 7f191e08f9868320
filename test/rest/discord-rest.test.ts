import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { REST, type RESTOptions } from "@discordjs/rest";
import { expect, test } from "vitest";
import { DiscordRest } from "../../runtime-lib/rest/discord-rest.ts";

const CALLBACK = "/interactions/1300000000000000001/token/callback";
const BODY = { type: 4, data: { content: "Hello" } };

interface Received {
  readonly method: string;
  readonly url: string;
  readonly type: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** An answer of the server: status, body, headers. "cut" closes the connection after the request. */
type Answer = "cut" | readonly [status: number, body?: object, headers?: Record<string, string>];

/** Runs a test against a server that gives these answers one after the other, the last one to all that follow. */
async function against(
  answers: readonly Answer[],
  run: (
    options: Partial<RESTOptions> & { api: string; version: string },
    received: Received[],
  ) => Promise<void>,
): Promise<void> {
  const received: Received[] = [];
  const server = createServer((request, response) => void receive(request, response));
  async function receive(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    const body = Buffer.concat(chunks).toString();
    received.push({ method, url, type: headers["content-type"], authorization: headers.authorization, body });
    const answer = answers[Math.min(received.length, answers.length) - 1]!;
    if (answer === "cut") return request.socket.destroy();
    const [status, json, extra] = answer;
    response.writeHead(status, { ...(json && { "content-type": "application/json" }), ...extra });
    response.end(json && JSON.stringify(json));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    await run({ api, version: "10" }, received);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The client of bots. */
function ourRest({ api }: { api: string }): DiscordRest {
  return new DiscordRest({ api, globalRequestsPerSecond: 50 });
}

const post = (rest: REST) => rest.post(CALLBACK, { body: BODY, auth: false });

test("an answer to an interaction goes out once, without the token", () =>
  against([[204]], async (options, received) => {
    expect(await post(ourRest(options).setToken("secret"))).toBeUndefined();
    expect(received).toEqual([
      {
        method: "POST",
        url: `/api/v10${CALLBACK}`,
        type: "application/json",
        authorization: undefined,
        body: JSON.stringify(BODY),
      },
    ]);
  }));

test("with_response gives what Discord answers", () =>
  against([[200, { resource: { type: 4 } }]], async (options, received) => {
    const query = new URLSearchParams({ with_response: "true" });
    const answer = await ourRest(options).post(CALLBACK, { body: BODY, query, auth: false });
    expect(answer).toEqual({ resource: { type: 4 } });
    expect(received[0]?.url).toBe(`/api/v10${CALLBACK}?with_response=true`);
  }));

test.each<[string, Answer[], number]>([
  ["an error of Discord's", [[502], [204]], 2],
  ["two errors", [[500], [503, { message: "no" }], [204]], 3],
  ["a connection that is cut", ["cut", [204]], 2],
  ["a limit", [[429, { message: "slow", retry_after: 0.05, global: false }], [204]], 2],
  ["an answer that was lost on its way", ["cut", [400, { code: 40060, message: "already" }]], 2],
])("after %s it is answered all the same", (_what, answers, requests) =>
  against(answers, async (options, received) => {
    expect(await post(ourRest(options))).toBeUndefined();
    expect(received).toHaveLength(requests);
  }),
);

test.each<[string, Answer[], number]>([
  ["a second answer to an interaction", [[400, { code: 40060, message: "already" }]], 1],
  [
    "a body that is wrong",
    [
      [
        400,
        { code: 50035, message: "Invalid", errors: { data: { _errors: [{ code: "X", message: "y" }] } } },
      ],
    ],
    1,
  ],
  ["an interaction that is gone", [[404, { code: 10062, message: "Unknown interaction" }]], 1],
])("%s fails as with @discordjs/rest", (_what, answers, requests) =>
  against(answers, async (options, received) => {
    const ours = await post(ourRest(options)).catch((error: unknown) => error);
    expect(received).toHaveLength(requests);
    const theirs = await post(new REST(options)).catch((error: unknown) => error);
    expect(ours).toBeInstanceOf(Error);
    expect({ ...(ours as Error), message: (ours as Error).message, name: (ours as Error).name }).toEqual({
      ...(theirs as Error),
      message: (theirs as Error).message,
      name: (theirs as Error).name,
    });
  }),
);

test("an error that stays is an HTTPError, after three attempts", () =>
  against([[503]], async (options, received) => {
    await expect(post(ourRest(options))).rejects.toMatchObject({ name: "HTTPError", status: 503 });
    expect(received).toHaveLength(3);
  }));

test("a limit that outlives the interaction is not waited for", () =>
  against([[429, { message: "slow", retry_after: 60 }]], async (options) => {
    await expect(post(ourRest(options))).rejects.toMatchObject({ status: 429 });
  }));

test("files go out as a form, like those of @discordjs/rest", () =>
  against([[200, { id: "1" }]], async (options, received) => {
    const message = { body: { content: "See" }, files: [{ name: "a.txt", data: Buffer.from("words") }] };
    for (const rest of [ourRest(options), new REST(options)])
      expect(await rest.setToken("t").post("/channels/1300000000000000001/messages", message)).toEqual({
        id: "1",
      });
    const [ours, theirs] = received.map(({ type, body, ...rest }) => {
      const boundary = /boundary=(.+)$/.exec(type!)![1]!;
      return { ...rest, body: body.replaceAll(boundary, "BOUNDARY").trim() };
    });
    expect(ours).toEqual(theirs);
    expect(ours?.body).toContain("words");
  }));

test("limits of a route are kept to, and requests to one channel follow one another", () => {
  const limited = {
    "x-ratelimit-limit": "1",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset-after": "0.3",
  };
  return against(
    [[200, { id: "1" }, { ...limited, "x-ratelimit-bucket": "abc" }]],
    async (options, received) => {
      const rest = ourRest(options).setToken("t");
      const send = () => rest.post("/channels/1300000000000000001/messages", { body: { content: "x" } });
      const start = performance.now();
      await Promise.all([send(), send()]);
      expect(performance.now() - start).toBeGreaterThan(290);
      expect(received).toHaveLength(2);
      expect(received[0]?.authorization).toBe("Bot t");
    },
  );
});
