const NAMES: Readonly<Record<string, number>> = {
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

/** A colour computed by an expression: `#rrggbb`, a name or a number as text; anything else is 0. */
export function color(text: string): number {
  if (/^#[0-9a-f]{6}$/i.test(text)) return Number.parseInt(text.slice(1), 16);
  if (/^\d+$/.test(text)) return Number(text);
  return NAMES[text.toLowerCase()] ?? 0;
}
