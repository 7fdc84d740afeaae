// The list of programmes, and the programme the address names with everything its pages show.

import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../src/contracts/call.ts';
import { getProgramme, listProgrammes } from '../../src/contracts/programmes.ts';
import type { ProgrammeView } from '../../src/rules/types.ts';

export function useProgrammes() {
  return useQuery({
    queryKey: ['programmes'],
    queryFn: ({ signal }) => call(listProgrammes, {}, { signal }),
    select: (reply) => reply.items,
  });
}

/** The id of the programme in the address. Only for pages below /programme/:programmeId. */
export function useProgrammeId(): string {
  const { programmeId } = useParams({ strict: false }) as { programmeId?: string };
  return programmeId ?? '';
}

export const programmeKey = (programmeId: string) => ['programme', programmeId] as const;

/** The programme in the address, whole. It is there before the page is drawn. */
export function useProgramme(): ProgrammeView {
  const programmeId = useProgrammeId();
  return useSuspenseQuery({
    queryKey: programmeKey(programmeId),
    staleTime: 300_000,
    queryFn: ({ signal }) => call(getProgramme, { params: { programmeId } }, { signal }),
  }).data;
}

/** The programme of the signed-in person's district, when it is there. For pages outside it. */
export function useOwnProgramme(): ProgrammeView | undefined {
  const programmeId = useProgrammes().data?.find(({ isOwn }) => isOwn)?.programmeId;
  return useQuery({
    queryKey: programmeKey(programmeId ?? ''),
    enabled: programmeId !== undefined,
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      call(getProgramme, { params: { programmeId: programmeId ?? '' } }, { signal }),
  }).data;
}
