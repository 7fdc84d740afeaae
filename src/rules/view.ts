// Everything the programme pages show, as one value that can be sent as JSON.

import { findJumps } from './benefit/jumps.ts';
import { checkProgramme } from './reconcile/check.ts';
import type { Decide, LoadedProgramme, ProgrammeView } from './types.ts';

/** The view of a programme under the office's own choices (`decide`), if it made any. */
export function toView(
  programme: LoadedProgramme,
  { decide = {} }: { readonly decide?: Decide } = {},
): ProgrammeView {
  const { data, noticeText, clauses, figures } = programme;
  return {
    data,
    noticeText,
    clauses,
    figures: [...figures.values()],
    report: checkProgramme(programme, decide),
    jumps: findJumps(programme, { decide }),
  };
}
