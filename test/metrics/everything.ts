import type { Files } from "../build/project.ts";

/** A bot that does of everything something, so that each metric has values. */
export const EVERYTHING: Files = {
  "furlow.yaml": `version: "1"
name: Measured
analytics:
  counters:
    greetings: { description: People who were greeted., labels: [kind] }
state:
  variables: { uses: { scope: guild, type: number, default: 0 } }
  tables: { visits: { columns: { id: { type: number, primary: true }, who: string } } }
commands:
  - name: greet
    description: Says hello
    actions:
      - increment: { var: uses, scope: guild }
      - db_insert: { table: visits, data: { who: "\${user.id}" } }
      - counter_increment: { name: greetings, labels: { kind: formal }, as: count }
      - record_metric: { name: queue.length, type: gauge, value: 12 }
      - record_metric: { name: answer_seconds, type: histogram, value: "\${0.2 + 0.1}", labels: { who: "\${user.username}" } }
      - reply: "hello \${count} in \${guild.name}"
  - name: broken
    description: Fails
    actions:
      - send_message: { channel: "123456789012345678", content: nowhere }
  - name: clash
    description: Writes the same row twice
    actions:
      - db_insert: { table: visits, data: { id: 1, who: first } }
      - db_insert: { table: visits, data: { id: 1, who: second } }
  - name: reads
    description: Reads twice
    actions:
      - call_flow: { flow: costly, as: first }
      - call_flow: { flow: costly, as: second }
      - reply: "\${first} \${second}"
flows:
  - name: costly
    cache: { ttl: 1m, key: costly }
    actions: [{ return: 42 }]
events:
  - { event: message_create, when: message.content == "hello", actions: [{ send_message: { content: hi } }] }
  - { event: message_create, when: message.content == "twice", actions: [{ log: twice }] }
  - { event: member_join, actions: [{ log: "\${member.nickname}" }] }
components:
  buttons:
    - { custom_id: "confirm:*", actions: [{ reply: confirmed }] }
errors:
  handlers:
    E4005: { actions: [{ log: "\${error.message}" }] }
scheduler:
  jobs: [{ name: nightly, cron: "0 3 * * *", actions: [{ log: night }] }]
`,
  "furlow.config.yaml": `state: { storage: { type: sqlite, path: ./state.db } }
analytics:
  prometheus:
    enabled: true
    labels: { environment: test, shard_id: "\${client.shard.ids[0]}", region: "\${env.REGION}" }
`,
};
