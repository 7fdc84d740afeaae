// How a source of money is drawn, the same on every page: public money is filled, the money of
// households, enterprises and others is outline, hatching or dots, so that greyscale keeps it.

import type { ProgrammeData } from '../../../src/rules/types.ts';
import type { BarFill } from '../../ui/bar.tsx';

const publicFills: readonly BarFill[] = ['qing', 'prog', 'pale'];
const otherFills: readonly BarFill[] = ['outline', 'hatch', 'dots'];

/** The fill of each source by its id, in the order the programme lists them. */
export function fillsOf(sources: ProgrammeData['funds']['sources']): Record<string, BarFill> {
  const fills: Record<string, BarFill> = {};
  const used = { public: 0, other: 0 };
  for (const { id, isPublic } of sources) {
    const place = isPublic ? used.public++ : used.other++;
    const choice = isPublic ? publicFills : otherFills;
    fills[id] = choice[place % choice.length] ?? 'outline';
  }
  return fills;
}
