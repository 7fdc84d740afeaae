// How fast the ledger of a district leaves as a file: 28,500 households of 31 columns as .xlsx and
// CSV, numbers unsealed, beside a bare COPY of the same tables to CSV in the same run.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../src/core/clock.ts';
import { dayInChina } from '../src/core/day.ts';
import { idCheckCharacter } from '../src/core/identity.ts';
import { temporaryFolder } from '../src/db/embedded/temporary.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDatabase, type Database } from '../src/db/open.ts';
import { openVault, vaultPathIn, type Vault } from '../src/db/vault.ts';
import { fullLedgerFile, maskedLedgerFile } from '../src/exports/ledger-file.ts';
import { exportFormats, type ExportFormat } from '../src/exports/model.ts';
import { sealHousehold } from '../src/households/sealing.ts';
import type { FileReply } from '../src/http/route.ts';
import { systemActor } from '../src/people/first-start.ts';
import { importPlacesOf } from '../src/places/import.ts';
import { readFolder } from '../src/programmes/read-folder.ts';
import { getProgramme } from '../src/rules/load.ts';
import { NewHousehold } from '../src/contracts/households.ts';
import { fillLedger } from './ledger-data.ts';
import type { BenchRow } from './row.ts';

const HOUSEHOLDS = 28_500;
const programme = getProgramme(readFolder(join(import.meta.dirname, '../programmes/litong-2022')));
const districtCode = programme.data.programme.district.code;

/** Seconds for the whole ledger in each form. */
export async function run(): Promise<BenchRow[]> {
  const dataFolder = temporaryFolder();
  const db = await openDatabase({ dataFolder });
  try {
    await migrate(db.pool);
    const clock = systemClock;
    const system = systemActor(districtCode);
    await importPlacesOf({ db, clock, actor: system }, programme, true);
    await fillLedger(db.pool, { districtCode, households: HOUSEHOLDS });
    const vault = openVault(vaultPathIn(dataFolder));
    await sealNumbers(db, vault);
    const limitMs = await copyBare(db);
    const rows: BenchRow[] = [];
    for (const format of exportFormats) {
      const value = await writeLedger(db, vault, format);
      const name = `ledger of 28,500 households as ${format}`;
      const limitName = 'bare COPY to CSV';
      const limitValue = limitMs / 1000;
      rows.push({ name, value, unit: 's', limitName, limitValue, ratio: limitValue / value });
    }
    const value = await writeMasked(db, vault);
    const limitValue = limitMs / 1000;
    const name = 'the same masked, as csv';
    const limitName = 'bare COPY to CSV';
    rows.push({ name, value, unit: 's', limitName, limitValue, ratio: limitValue / value });
    return rows;
  } finally {
    await db.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Gives every household numbers that can be opened again. */
async function sealNumbers(db: Database, vault: Vault): Promise<void> {
  const sealing = { vault, districtCode, today: dayInChina(systemClock()) };
  const ids = await db.pool.query<{ household_id: string }>(
    'select household_id from households order by household_id',
  );
  const sealed = ids.rows.map((_, at) => {
    const day = String(1 + (Math.floor(at / 999) % 28)).padStart(2, '0');
    const digits = `6403991970${String(1 + Math.floor(at / 27_972)).padStart(2, '0')}${day}`;
    const idNumber = digits + String(at % 999).padStart(3, '0');
    const household = NewHousehold.parse({
      villageKey: '640302100210',
      headName: '甲子',
      idNumber: idNumber + idCheckCharacter(idNumber),
      phone: '15401234567',
      account: { number: '6230000000001234567', holder: '甲子' },
      heatedAreaM2: 60,
      cases: [{ works: 'heating', project: 'dual-replacement', year: 2022 }],
    });
    return sealHousehold(household, sealing);
  });
  const column = (name: 'idNumber' | 'phone' | 'account') =>
    sealed.map((one) => Buffer.from(one[name]?.sealed ?? '', 'base64'));
  await db.pool.query(
    `update households h set id_sealed = n.id, phone_sealed = n.phone, phone_print = n.phone,
        phone_masked = '154****4567', account_sealed = n.account, account_print = n.account,
        account_masked = '****4567', account_holder = '甲子', account_kind = 'card'
      from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) n (key, id, phone, account)
      where h.household_id = n.key`,
    [
      ids.rows.map((row) => row.household_id),
      ...(['idNumber', 'phone', 'account'] as const).map(column),
    ],
  );
  await db.pool.query('vacuum analyze households');
}

async function copyBare({ pool }: Database): Promise<number> {
  const began = performance.now();
  await pool.query(`copy (select h.*, c.* from households h
    join cases c using (district_code, household_id) order by h.village_key, h.household_id)
    to program 'cat > /dev/null' with (format csv, header)`);
  return performance.now() - began;
}

const actor = { ...systemActor(districtCode), roles: [{ role: 'office', place: null }] } as const;

function servicesOf(db: Database, vault: Vault) {
  return { db, clock: systemClock, vault, isDemo: true, programmes: [programme] };
}

async function writeLedger(db: Database, vault: Vault, format: ExportFormat): Promise<number> {
  const context = { db, clock: systemClock, actor };
  const asked = { format, purpose: 'bench', key: `bench-export-${format}` };
  return timeOf(() => fullLedgerFile(servicesOf(db, vault), context, { places: null }, asked));
}

async function writeMasked(db: Database, vault: Vault): Promise<number> {
  return timeOf(() => maskedLedgerFile(servicesOf(db, vault), actor, { places: null }, 'csv'));
}

/** Seconds until the last byte. */
async function timeOf(make: () => Promise<FileReply>): Promise<number> {
  const began = performance.now();
  const { bytes } = await make();
  let size = 0;
  for await (const piece of bytes as AsyncIterable<Uint8Array>) size += piece.byteLength;
  if (size < HOUSEHOLDS * 50) throw new Error(`an export of only ${size} bytes`);
  return (performance.now() - began) / 1000;
}
