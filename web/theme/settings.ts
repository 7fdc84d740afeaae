// The two things a person sets for this browser: language and light or dark. Kept in the browser
// only; without a stored choice the language is Chinese and the scheme follows the system.

import { useSyncExternalStore } from 'react';
import type { Language } from '../../src/core/text.ts';
import type { Scheme } from './tokens.ts';

export type SchemeChoice = Scheme | 'system';
export type Settings = { readonly language: Language; readonly scheme: SchemeChoice };

const storageKey = 'qingnuan.settings';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function readStored(): Settings {
  const settings: { language: Language; scheme: SchemeChoice } = {
    language: 'zh',
    scheme: 'system',
  };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return settings;
    if ('language' in stored && stored.language === 'en') settings.language = 'en';
    if ('scheme' in stored && (stored.scheme === 'light' || stored.scheme === 'dark')) {
      settings.scheme = stored.scheme;
    }
  } catch {
    // Storage may be forbidden or hold something else; the defaults serve.
  }
  return settings;
}

let settings = readStored();

export function getSettings(): Settings {
  return settings;
}

export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // The choice then holds until the page is left.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  systemDark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    systemDark.removeEventListener('change', listener);
  };
}

export const subscribeSettings = subscribe;

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, getSettings);
}

export function schemeNow(): Scheme {
  if (settings.scheme !== 'system') return settings.scheme;
  return systemDark.matches ? 'dark' : 'light';
}

/** The scheme in force: the person's choice, else the system's. */
export function useScheme(): Scheme {
  return useSyncExternalStore(subscribe, schemeNow);
}
