// Looks for a jump at one place when no usual household shows it. With one other number the answer
// is exact; with more, all but one are held at values from each of their regions, and a place at
// which nothing is found stays unproven.

import { ZERO, type Rational } from '../../core/rational.ts';
import { farthestFromZero } from './grid.ts';
import { stepOf } from './inputs.ts';
import { piecewiseAlgebra } from './piecewise.ts';
import { sizeAt, valueOn, type Place } from './places.ts';
import { candidates, combinations, type NumberInput } from './scenarios.ts';
import { isVisible, lastOf, othersOf, spend, type Household, type Search } from './search.ts';

type Values = ReadonlyMap<string, Rational>;

/** Values of other numbers with which aid jumps at the place; undefined when none were found. */
export function findHidden(
  search: Search,
  input: NumberInput,
  household: Household,
  place: Place,
): Values | undefined {
  const others = othersOf(search, household, input);
  for (const other of others) {
    const rest = others.filter(({ id }) => id !== other.id);
    const lists = rest.map((one) => {
      return candidates(one, household.cuts.get(one.id)?.values() ?? []);
    });
    for (const row of combinations(lists, search.functionsLeft)) {
      if (!spend(search)) return undefined;
      const held = new Map(row.map((value, index) => [rest[index]?.id ?? '', value]));
      const found = farthest(search, input, household, place, other, held);
      if (found) return new Map([...held, [other.id, found]]);
    }
  }
  if (others.length > 1) search.unproven.add(`${input.id} ${place.index}`);
  return undefined;
}

/** The value of `other` at which aid jumps most; undefined when it never does. */
function farthest(
  search: Search,
  input: NumberInput,
  household: Household,
  place: Place,
  other: NumberInput,
  held: Values,
): Rational | undefined {
  const { rules, kind } = search;
  const algebra = piecewiseAlgebra(
    other.id,
    (id) => held.get(id) ?? household.numbers.get(id) ?? ZERO,
    () => undefined,
  );
  const word = (id: string) => household.words.get(id);
  const size = sizeAt(place, input.id, kind, { rules, algebra, word });
  const most = farthestFromZero(size, stepOf(other), lastOf(other));
  return isVisible(most.size) ? valueOn(most.index, stepOf(other)) : undefined;
}
