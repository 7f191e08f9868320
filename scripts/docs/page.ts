/** A page of the documentation that derives from definitions. */
export interface Page {
  /** Below `docs/`. */
  readonly path: string;
  readonly lines: readonly string[];
}

/** A text for a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** Inline code, also for texts with backticks or bars. */
export function code(text: string): string {
  const escaped = cell(text);
  return escaped.includes("`") ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
}
