// Writes bots of any size: a realistic mix of commands (Discord allows 100), flows and event handlers.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Discord takes this many slash commands of one bot. */
const MOST_COMMANDS = 100;
const HANDLERS_PER_FILE = 100;
const EVENTS = ["message_create", "message_create", "message_create", "member_join", "member_leave"];

/**
 * Writes a bot of `count` handlers into a folder: `furlow.yaml` and, beyond 100 handlers, files it imports.
 * @returns how many handlers of each kind there are
 */
export function generateBot(folder, count) {
  const commands = Math.min(MOST_COMMANDS, Math.ceil(count / 10));
  const flows = Math.ceil((count - commands) * 0.4);
  const events = count - commands - flows;
  const handlers = [
    ...numbered(commands, (i) => ["commands", command(i, flows)]),
    ...numbered(flows, (i) => ["flows", flow(i)]),
    ...numbered(events, (i) => ["events", event(i, flows)]),
  ];
  const files = [];
  for (let i = 0; i < handlers.length; i += HANDLERS_PER_FILE) {
    files.push(documentOf(handlers.slice(i, i + HANDLERS_PER_FILE)));
  }
  const imports = files.slice(1).map((_, i) => `parts/part-${String(i + 1).padStart(3, "0")}.yaml`);
  write(join(folder, "furlow.yaml"), head(imports) + files[0]);
  imports.forEach((path, i) => {
    write(join(folder, path), `version: "0.1"\n${files[i + 1]}`);
  });
  return { commands, flows, events };
}

function numbered(count, make) {
  return Array.from({ length: count }, (_, i) => make(i));
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Handlers under their sections, as one document. */
function documentOf(handlers) {
  return ["commands", "flows", "events"]
    .map((section) => {
      const own = handlers.filter(([name]) => name === section).map(([, text]) => text);
      return own.length === 0 ? "" : `${section}:\n${own.join("")}`;
    })
    .join("");
}

function head(imports) {
  const list = imports.length === 0 ? "" : `imports:\n${imports.map((path) => `  - ${path}\n`).join("")}`;
  return `version: "0.1"
name: Bench
${list}state:
  variables:
    score: { type: number, scope: member, default: 0 }
    visits: { type: number, scope: guild, default: 0 }
    motto: { type: string, scope: guild, default: Hello }
`;
}

function command(i, flows) {
  return `  - name: command_${i}
    description: Command number ${i} of the benchmark
    options:
      - { name: who, description: Whom it is about, type: user }
      - { name: amount, description: How much, type: integer, min_value: 1, max_value: 1000 }
      - { name: style, description: How to say it, type: string, choices: [short, long] }
    actions:
      - increment: visits
      - flow_if:
          if: "options.style == 'long' && (options.amount ?? 1) > ${i % 10}"
          then:
            - reply:
                embed:
                  title: "Report ${i} for \${guild.name}"
                  description: "\${options.who ? options.who.mention : user.mention} has \${options.amount ?? 0} of \${state.guild.visits}"
                  color: blurple
                  timestamp: true
          else:
            - call_flow:
                flow: flow_${(i * 7) % flows}
                args: { count: "\${options.amount ?? ${i}}", label: "command ${i}" }
                as: sentence
            - reply: "\${sentence} (\${user.username | upper})"
`;
}

function flow(i) {
  return `  - name: flow_${i}
    description: Puts number ${i} into words
    parameters:
      - { name: count, type: number, required: true }
      - { name: label, type: string, default: thing }
    actions:
      - set: { var: total, value: "\${count * 2 + ${i}}" }
      - flow_if:
          if: "count == 0"
          then:
            - return: "Nothing of \${label} yet."
      - flow_if:
          if: "total > ${i + 100} || label == 'many'"
          then:
            - log: "flow ${i}: \${label} came to \${total}"
      - return: "\${count} of \${label | truncate(20)}, \${round(total / 3)} on average."
`;
}

function event(i, flows) {
  const name = EVENTS[i % EVENTS.length];
  const call = `      - call_flow:
          flow: flow_${(i * 13) % flows}
          args: { count: ${i % 50}, label: "event ${i}" }
          as: sentence
`;
  if (name !== "message_create") {
    return `  - event: ${name}
    actions:
${call}      - log: "\${user.username} in \${guild.name}: \${sentence}"
`;
  }
  return `  - event: message_create
    when: "message.content == '!event${i}' && !user.bot"
    actions:
      - increment: score
${call}      - send_message:
          channel: "\${channel.id}"
          content: "\${user.mention} \${sentence} \${message.content | lower | truncate(30)}"
`;
}
