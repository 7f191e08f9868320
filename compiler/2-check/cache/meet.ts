/** Whether two patterns, in which `*` stands for any characters, have a text in common. */
export function meet(first: string, second: string): boolean {
  // For each beginning of `second`: whether the beginning of `first` looked at so far can be the same text.
  let row = beginning(second);
  for (const char of first) {
    const next: boolean[] = [char === "*" && row[0]!];
    for (let i = 1; i <= second.length; i++) next.push(reaches(char, second[i - 1]!, row, next, i));
    row = next;
  }
  return row[second.length]!;
}

/** Nothing is the same as what consists of `*` alone. */
function beginning(second: string): boolean[] {
  const row = [true];
  for (const char of second) row.push(char === "*" && row.at(-1)!);
  return row;
}

function reaches(char: string, other: string, above: readonly boolean[], row: readonly boolean[], i: number) {
  if (char === "*" || other === "*") return above[i]! || row[i - 1]!;
  return char === other && above[i - 1]!;
}
