import { describe, expect, it } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { temporaryFolder, writeFiles } from "../load/helpers.ts";

/** What is wrong with a document besides that parts of it wait for their implementation: code and text. */
function mistakes(text: string): string[] {
  const folder = temporaryFolder();
  writeFiles(folder, { "furlow.yaml": `version: "1"\n${text}` });
  return checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} })
    .diagnostics.filter(({ slug }) => slug !== "not-supported")
    .map(({ code, span }) => `${code} ${span!.file.text.slice(span!.start, span!.end)}`);
}

const PIPES = `pipes:
  api: {type: http, base_url: "https://example.org", headers: {X-Key: "\${env.KEY}"}, timout: 1s}
  live:
    type: websocket
    url: wss://example.org
    handlers:
      - event: message
        when: data.kind == 'x' && nowhere
        actions:
          - send_message: {channel: "112233445566778899", content: "\${data.text} \${usr.name}"}
          - call_flow: said
  topics: {type: mqtt, broker: example.org, topics: [{topic: "a/#", qos: 3, actions: [{log: "\${payload.x} \${topic} \${body}"}]}]}
  other: {type: htp}
  none: {url: "x"}
  files:
    type: file
    paths: ["./data"]
    handlers: [{event: ad, actions: [{log: "\${path} \${stats.sze}"}]}, {event: add}]
flows:
  said:
    actions:
      - log: "\${data.text} \${nobody}"
`;

const AUTOMOD = `automod:
  enabled: maybe
  rules:
    - name: words
      trigger: [{type: keyword, keywords: [x]}, {type: keywrd}, {type: caps, threshold: 101}]
      exempt: {roles: ["\${env.STAFF}", "\${staff}"], permissions: [MANAGE_MESAGES, ban_members]}
      when: message.content != 'x' && authr
      actions:
        - send_message: "\${automod.rule} \${automod.matched|join(', ')} \${automod.match}"
      escalation: {threshold: 3, window: 10 secs, actions: [{timeout: {user: "\${user.id}", duration: 40d}}]}
    - {name: empty, trigger: {type: invite}}
`;

const CANVAS = `canvas:
  generators:
    card:
      width: 100
      height: 50000
      layers:
        - {type: text, text: "\${title} \${user.username} \${nowhere}", algn: left}
        - {type: txt}
        - {type: rect, color: {r: 300, g: 0, b: 0}}
commands:
  - name: draw
    description: Draws
    actions:
      - canvas_render: {generator: card, context: {title: Hello}, as: image}
`;

const OTHERS = `voice: {default_volume: 300, default_loop: all, connection: {self_def: true}, spotify: {client_id: "\${user.id}"}}
video: {stream_detection: {notify_channel: "\${channel}"}}
locale: {default: en-US, locales: {en-US: {hello: Hello, more: [1]}}}
analytics: {prometheus: {enabled: true, port: 70000, labels: {of: "\${client.shard.idds}"}}, counters: {uses: {labls: [a]}}}
dashboard: {enabled: true, prt: 80}
builtins: {moderatoin: {}, welcome: {message: "Hi \${env.NAME} \${nowhere}"}}
`;

const STATE = `state:
  variables:
    fits: {type: number, default: "5"}
    digits: {type: string, default: 5}
    truth: {type: boolean, default: "false"}
    count: {type: number, default: five}
    list: {type: array, default: {}}
    flag: {type: boolean, default: 1}
  tables:
    notes:
      columns:
        id: {type: integer, primary: true}
        body: {type: text, default: none}
        wrong: {type: [1]}
`;

const AMOUNTS = `commands:
  - name: count
    description: Counts
    actions:
      - repeat: {times: -1, do: [{log: never}]}
      - repeat: {times: 1.5, do: [{log: never}]}
      - repeat: {times: "\${'x'}", do: [{log: never}]}
      - increment: {var: n, by: "\${'y'}"}
      - increment: {var: n, by: "\${'2'}"}
`;

describe("values are checked against what is declared", () => {
  it("defaults of variables, types of columns", () => {
    expect(mistakes(STATE)).toEqual([
      "FUR3502 five",
      "FUR3502 {}",
      "FUR3502 1",
      "FUR4204 integer",
      "FUR4204 text",
      "FUR3510 [1]",
    ]);
  });

  it("numbers that actions need", () => {
    expect(mistakes(AMOUNTS)).toEqual([
      "FUR3511 -1",
      "FUR3511 1.5",
      "FUR3001 \"${'x'}\"",
      "FUR3001 \"${'y'}\"",
    ]);
  });
});

describe("sections are checked before they are implemented", () => {
  it("pipes: their settings by type, handlers with what they can read, flows that they call", () => {
    expect(mistakes(PIPES)).toEqual([
      "FUR3004 timout",
      "FUR2101 nowhere",
      "FUR2101 usr",
      "FUR3511 3",
      "FUR2101 body",
      "FUR3510 htp",
      "FUR3003 none",
      "FUR3510 ad",
      "FUR2104 sze",
      "FUR3003 {event: add}",
      "FUR2101 nobody",
    ]);
  });

  it("automod: triggers, exemptions, rules with what they can read", () => {
    expect(mistakes(AUTOMOD)).toEqual([
      "FUR3001 maybe",
      "FUR3510 keywrd",
      "FUR3511 101",
      "FUR2101 staff",
      "FUR3509 MANAGE_MESAGES",
      "FUR2101 authr",
      "FUR2104 match",
      "FUR3107 10 secs",
      "FUR3511 40d",
      "FUR3003 {name: empty, trigger: {type: invite}}",
    ]);
  });

  it("canvas: layers by type, with what actions give the generator", () => {
    expect(mistakes(CANVAS)).toEqual([
      "FUR3511 50000",
      "FUR2101 nowhere",
      "FUR3004 algn",
      "FUR3510 txt",
      "FUR3511 300",
    ]);
  });

  it("all others", () => {
    expect(mistakes(OTHERS)).toEqual([
      "FUR3511 300",
      "FUR3510 all",
      "FUR3004 self_def",
      "FUR2115 user.id",
      "FUR2101 channel",
      "FUR3001 [1]",
      "FUR1061 70000",
      "FUR2104 idds",
      "FUR3004 labls",
      "FUR3004 prt",
      "FUR3510 moderatoin",
      "FUR2101 nowhere",
    ]);
  });
});
