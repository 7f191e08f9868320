import { property, text } from "../expressions/values.ts";

/** Colours by name (spec.md §14). */
export const COLORS: Readonly<Record<string, number>> = {
  red: 0xff0000,
  green: 0x00ff00,
  blue: 0x0000ff,
  yellow: 0xffff00,
  orange: 0xffa500,
  purple: 0x800080,
  pink: 0xffc0cb,
  white: 0xffffff,
  black: 0x000000,
  gray: 0x808080,
  grey: 0x808080,
  gold: 0xffd700,
  blurple: 0x5865f2,
};

/** Colours that a bot's theme adds, by name. */
export type Palette = Readonly<Record<string, number>>;

/** The largest colour. */
const WHITE = 0xffffff;

/** `#rrggbb`, `#rgb` or a name as a number; undefined for anything else. */
export function parseColor(text: string, theme: Palette = {}): number | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const digits =
    short === null
      ? text
      : `#${short
          .slice(1)
          .map((digit) => digit + digit)
          .join("")}`;
  if (/^#[0-9a-f]{6}$/i.test(digits)) return Number.parseInt(digits.slice(1), 16);
  if (Object.hasOwn(theme, text)) return theme[text];
  const name = text.toLowerCase();
  return Object.hasOwn(COLORS, name) ? COLORS[name] : undefined;
}

/** A colour from its three parts, each from 0 to 255. */
export function rgb(red: number, green: number, blue: number): number {
  const [r, g, b] = [red, green, blue].map((part) => Math.min(255, Math.max(0, Math.round(part) || 0)));
  return (r! << 16) | (g! << 8) | b!;
}

/** A colour computed by an expression: a number, also as text, `{r, g, b}`, or what `parseColor` takes; else 0. */
export function color(value: unknown, theme?: Palette): number {
  if (typeof value === "object" && value !== null) {
    const part = (name: string) => Number(property(value, name));
    return rgb(part("r"), part("g"), part("b"));
  }
  const written = text(value);
  const number = /^\d+$/.test(written) ? Number(written) : undefined;
  return Math.min(WHITE, parseColor(written, theme) ?? number ?? 0);
}
