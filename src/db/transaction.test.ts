import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/helpers/database.ts';

const db = await testDatabase();

test('withDistrict sets the role and the district', async () => {
  const rows = await db.withDistrict(640303, (tx) =>
    sql<{
      who: string;
      where: string;
    }>`select current_user as who, current_setting('app.district') as where`.execute(tx),
  );
  expect(rows.rows[0]).toEqual({ who: 'qingnuan_app', where: '640303' });
});
