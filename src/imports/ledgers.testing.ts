// What tests of imports share: the services of a server on a database, a person, ledgers in CSV.

import { join } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { idCheckCharacter } from '../core/identity.ts';
import type { Database } from '../db/open.ts';
import { openVault, vaultPathIn } from '../db/vault.ts';
import type { Actor } from '../people/model.ts';
import { readFolder } from '../programmes/read-folder.ts';
import { getProgramme } from '../rules/load.ts';
import type { ImportServices } from './run.ts';

export const programme = getProgramme(
  readFolder(join(import.meta.dirname, '..', '..', 'programmes', 'litong-2022')),
);
export const jinji = '640302100';

/** The services of a server on `db` with invented data. */
export function servicesOn(db: Database, dataFolder: string): ImportServices {
  const vault = openVault(vaultPathIn(dataFolder));
  return { db, clock: systemClock, vault, dataFolder, isDemo: true, programmes: [programme] };
}

/** The clerk of a town. */
export function aClerk(place = jinji): Actor {
  return {
    personId: 'clerk-1',
    organisationId: 'o-1',
    districtCode: programme.data.programme.district.code,
    roles: [{ role: 'townClerk', place }],
  };
}

const HEADINGS = '行政村,村组,户主姓名,身份证号,联系电话,取暖面积,改造方式,实施年度,一卡通账号';

/** A ledger of invented households, whose serial numbers begin at `from`. */
export function aLedgerOf(households: number, from = 0, areaM2 = 60): Buffer {
  const rows = Array.from({ length: households }, (_, at) => {
    const serial = from + at;
    // Never 000 at the end, which a spreadsheet leaves of a number it has cut.
    const [days, of] = [Math.floor(serial / 810), serial % 810];
    const last = 10 * Math.floor(of / 9) + 1 + (of % 9);
    const month = String(1 + (Math.floor(days / 28) % 12)).padStart(2, '0');
    const day = String(1 + (days % 28)).padStart(2, '0');
    const digits = `6403991980${month}${day}${String(last).padStart(3, '0')}`;
    const phone = `15400${String(serial).padStart(6, '0')}`;
    const account = `290${String(serial).padStart(9, '0')}`;
    const id = digits + idCheckCharacter(digits);
    const place = `大庙桥村,${String(1 + (serial % 9))}组`;
    return `${place},马甲子,${id},${phone},${areaM2},热风机,2022,${account}`;
  });
  return Buffer.from([HEADINGS, ...rows].join('\n'));
}
