// Proves that what the vault seals opens again, only with its key and context, and that the key is
// the owner's alone.

import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openVault, vaultPathIn } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'vault-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = vaultPathIn(folder);
const vault = openVault(path);

test('any text opens again, by a vault opened later with the same key', () => {
  const later = openVault(path, false);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
      expect(later.open(vault.seal(text, context), context)).toBe(text);
      expect(later.print(text, context)).toEqual(vault.print(text, context));
    }),
  );
});

test('sealing again gives the same bytes, which show nothing of the text', () => {
  const sealed = vault.seal('640302199001011234', 'id');
  expect(sealed).toEqual(vault.seal('640302199001011234', 'id'));
  expect(sealed).not.toEqual(vault.seal('640302199001011234', 'other'));
  const nonces = ['640302199001011234', '640302199001011235'].map((text) =>
    vault.seal(text, 'id').subarray(1, 13).toString('hex'),
  );
  expect(new Set(nonces).size).toBe(2);
  expect(sealed.toString('latin1')).not.toContain('19900101');
});

test('nothing opens with another context, another key, or a changed byte', () => {
  const sealed = vault.seal('text', 'id');
  const other = openVault(join(folder, 'other.key'));
  expect(() => vault.open(sealed, 'phone')).toThrow('authenticate');
  expect(() => other.open(sealed, 'id')).toThrow('authenticate');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => vault.open(changed, 'id')).toThrow(/authenticate|its form/);
  }
  expect(vault.print('text', 'id')).not.toEqual(other.print('text', 'id'));
  expect(vault.print('text', 'id')).not.toEqual(vault.print('text', 'phone'));
});

test('the key is readable by its owner alone, and refused when others may read it', () => {
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  expect(() => openVault(path)).toThrow('vault.key-unreadable');
  chmodSync(path, 0o600);
});

test('a key that is missing though it was used, or is none, is refused and never replaced', () => {
  expect(() => openVault(join(folder, 'missing.key'), false)).toThrow('vault.key-unreadable');
  const broken = join(folder, 'broken.key');
  writeFileSync(broken, 'nonsense', { mode: 0o600 });
  expect(() => openVault(broken)).toThrow('vault.key-unreadable');
});
