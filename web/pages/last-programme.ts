// Remembers, in this browser, which programme was looked at last.

const storageKey = 'qingnuan.programme';

export function lastProgramme(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}

export function rememberProgramme(programmeId: string): void {
  try {
    localStorage.setItem(storageKey, programmeId);
  } catch {
    // Without storage the next visit starts from one's own district.
  }
}
