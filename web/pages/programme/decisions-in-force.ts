// Which option of each decision is in force: the office's choice where it took one, else the one
// the programme began with.

import { useQuery } from '@tanstack/react-query';
import { call } from '../../../src/contracts/call.ts';
import { listDecisionChoices } from '../../../src/contracts/programmes.ts';
import type { Decide } from '../../../src/rules/types.ts';
import { programmeKey, useProgrammeId } from '../../api/programmes.ts';

/** The choices the office has taken for this programme, newest first, and what they come to. */
export function useDecisionChoices() {
  const programmeId = useProgrammeId();
  return useQuery({
    queryKey: [...programmeKey(programmeId), 'decisions'],
    queryFn: ({ signal }) => call(listDecisionChoices, { params: { programmeId } }, { signal }),
  });
}

const NONE: Decide = {};

/** The office's choices by decision; empty while they are not known, or when there are none. */
export function useInForce(): Decide {
  return useDecisionChoices().data?.decide ?? NONE;
}
