// A file with annex 1 read against the district's own places and programme: what would be loaded,
// what is wrong, where its sums differ from what the programme says. Writes nothing.

import type { Database } from '../db/open.ts';
import type { FileFromOutside } from '../office/open.ts';
import { listKnownPlaces } from '../places/queries.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { readAnnex } from './annex.ts';
import { expectationsOf } from './expectations.ts';
import { findDifferences } from './model.ts';
import { annexProjects } from './project-words.ts';

type Asked = {
  readonly db: Database;
  readonly programme: LoadedProgramme | undefined;
  readonly districtCode: number;
};

/** The preview of a file. Refuses `file.…` what cannot be read. */
export async function readAnnexFile({ db, programme, districtCode }: Asked, file: FileFromOutside) {
  const places = await db.withDistrict(districtCode, (tx) => listKnownPlaces(tx, districtCode));
  const annex = await readAnnex(file, {
    places,
    projects: annexProjects(programme),
    years: programme?.data.programme.years ?? [],
  });
  const households = annex.rows.reduce((sum, row) => sum + row.households, 0);
  const expectations = programme ? expectationsOf(programme) : [];
  const differences = findDifferences(annex.rows, expectations);
  return {
    sheets: [...annex.sheets],
    rows: [...annex.rows],
    findings: [...annex.findings],
    households,
    differences,
  };
}
