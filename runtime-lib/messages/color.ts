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

/** `#rrggbb`, `#rgb` or a name as a number; undefined for anything else. */
export function parseColor(text: string): number | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const digits =
    short === null
      ? text
      : `#${short
          .slice(1)
          .map((digit) => digit + digit)
          .join("")}`;
  if (/^#[0-9a-f]{6}$/i.test(digits)) return Number.parseInt(digits.slice(1), 16);
  const name = text.toLowerCase();
  return Object.hasOwn(COLORS, name) ? COLORS[name] : undefined;
}

/** A colour computed by an expression, also a number as text; anything else is 0. */
export function color(text: string): number {
  return parseColor(text) ?? (/^\d+$/.test(text) ? Number(text) : 0);
}
