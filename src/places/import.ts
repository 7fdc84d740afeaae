// Takes the places of a programme folder into the database, once for each state of its files.

import { createHash } from 'node:crypto';
import { perform } from '../actions/perform.ts';
import type { ActionContext } from '../actions/perform.ts';
import type { LoadedProgramme } from '../rules/types.ts';
import { importPlaces } from './actions.ts';
import { derivePlaces } from './editions.ts';

/** Adds and updates the places of `programme`; does nothing when these were taken in before. */
export async function importPlacesOf(
  context: ActionContext,
  { data, divisions, divisionsHistory }: LoadedProgramme,
  isDemo = false,
): Promise<void> {
  const { id, district } = data.programme;
  const places = derivePlaces({
    districtCode: district.code,
    districtName: district.name.zh,
    divisions,
    history: divisionsHistory,
    local: data.localPlaces,
  });
  const contentHash = createHash('sha256').update(JSON.stringify(places)).digest('hex');
  const input = {
    source: `${id}/divisions.csv`,
    contentHash,
    district: { nameZh: district.name.zh, nameEn: district.name.en },
    places,
    ...(isDemo && { isDemo: true as const }),
  };
  const { isRepeat } = await perform(context, importPlaces, input, {
    key: `places-${contentHash}`,
  });
  // Without figures about so small a table each check of a foreign key reads all of it.
  if (!isRepeat) await context.db.pool.query('analyze places');
}
