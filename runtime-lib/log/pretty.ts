const COLORS: Readonly<Record<string, string>> = {
  debug: "\u001b[90m",
  info: "\u001b[36m",
  warn: "\u001b[33m",
  error: "\u001b[31m",
};

/** A line of the log for people: `12:30:01 info  message {"more": …}`, a stack on lines of its own. */
export function prettyLine(line: string): string {
  const { level, time, msg, stack, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const color = process.stdout.isTTY ? (COLORS[String(level)] ?? "") : "";
  const more = Object.keys(rest).length === 0 ? "" : ` ${JSON.stringify(rest)}`;
  const clock = String(time).slice(11, 19);
  const trace = stack === undefined ? "" : `\n${String(stack)}`;
  return `${clock} ${color}${String(level).padEnd(5)}${color && "\u001b[0m"} ${msg}${more}${trace}\n`;
}
