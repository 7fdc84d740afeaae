// Finds what somebody meant who wrote a name that does not exist. Not a search: names only.

/** Edits (a character added, dropped or changed, two swapped) that turn `a` into `b`. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= a.length; row++) {
    const [above = [], twoAbove] = [rows[row - 1], rows[row - 2]];
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped && twoAbove ? (twoAbove[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(current);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/** The known name nearest to `name`; undefined when none is near enough to be meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  const word = name.slice(0, 80).toLowerCase();
  for (const candidate of known) {
    const edits = distance(word, candidate.toLowerCase());
    const longer = Math.max(word.length, candidate.length);
    const limit = Math.min(longer - 1, Math.max(1, Math.floor(longer * 0.4)));
    if (edits <= limit && edits < bestDistance) [best, bestDistance] = [candidate, edits];
  }
  return best;
}
