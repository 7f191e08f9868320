/** Units of amounts as Kubernetes writes them. */
const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

/** `512Mi` → 536870912 */
export function bytesOf(amount: string): number {
  const [, digits, unit] = /^(\d+)(\D*)$/.exec(amount)!;
  return Number(digits) * UNITS[unit!]!;
}
