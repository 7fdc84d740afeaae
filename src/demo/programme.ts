// The programme a demo district runs, loaded from its folder.

import { join } from 'node:path';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { demoProgrammeId } from './annex.ts';

export function loadDemoProgramme(): LoadedProgramme {
  const programmes = join(import.meta.dirname, '..', '..', 'programmes');
  return getProgramme(readFolder(join(programmes, demoProgrammeId)));
}
