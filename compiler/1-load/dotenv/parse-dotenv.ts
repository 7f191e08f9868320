/**
 * `KEY=value` lines as the dotenv package understands them: an optional `export`, values in single quotes,
 * double quotes or backticks that may span lines, `#` comments; `\n` and `\r` are escapes within double quotes.
 */
const LINE =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)(?:[ \t]*=[ \t]*|:[ \t]+)([ \t]*'(?:\\'|[^'])*'|[ \t]*"(?:\\"|[^"])*"|[ \t]*`(?:\\`|[^`])*`|[^#\r\n]+)?[ \t]*(?:#.*)?$/gm;

/** The variables that the text of a `.env` file sets; lines that are none are skipped. */
export function parseDotenv(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [, name, written = ""] of text.replace(/\r\n?/g, "\n").matchAll(LINE)) {
    variables[name!] = unquote(written.trim());
  }
  return variables;
}

function unquote(written: string): string {
  const quote = written[0];
  const isQuoted =
    written.length > 1 && (quote === "'" || quote === '"' || quote === "`") && written.endsWith(quote);
  const value = isQuoted ? written.slice(1, -1) : written;
  return quote === '"' ? value.replaceAll("\\n", "\n").replaceAll("\\r", "\r") : value;
}
