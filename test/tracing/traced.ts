import type { Files } from "../build/project.ts";

/** What a test's bot is started with, so that its spans arrive soon and can be read. */
export function tracedTo(url: string): Readonly<Record<string, string>> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_BSP_SCHEDULE_DELAY: "50",
  };
}

/** A bot with everything that there are spans of. */
export const TRACED: Files = {
  "furlow.yaml": `version: "1"
name: Traced
state:
  variables: { uses: { scope: guild, type: number, default: 0 } }
  tables: { visits: { columns: { id: { type: number, primary: true }, who: string } } }
commands:
  - name: greet
    description: Says hello
    actions:
      - increment: { var: uses, scope: guild }
      - db_insert: { table: visits, data: { who: "\${user.id}" } }
      - call_flow: { flow: welcome }
  - name: broken
    description: Fails
    actions:
      - send_message: { channel: "123456789012345678", content: nowhere }
  - name: gives_up
    description: Aborts
    actions:
      - reply: never mind
      - abort
  - name: later
    description: Does something later
    actions:
      - create_timer: { id: soon, duration: 200ms, event: time_is_up }
      - reply: soon
flows:
  - name: welcome
    actions:
      - reply: hello
      - emit: { event: welcomed }
events:
  - { event: message_create, when: message.content == "hello", actions: [{ send_message: { content: hi } }] }
  - { event: message_create, when: message.content == "unwanted", actions: [] }
  - { event: typing_start, debounce: 200ms, actions: [{ log: typed }] }
  - { event: timer_fire, actions: [{ log: late }] }
  - { event: welcomed, actions: [{ log: "welcomed" }] }
  - { event: guild_create, interval: 300ms, actions: [{ log: tick }] }
`,
  "furlow.config.yaml": `state: { storage: { type: sqlite, path: ./state.db } }
analytics: { tracing: { enabled: true } }
`,
};
