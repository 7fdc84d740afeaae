// The words of the interface in Chinese and English, one catalogue a page, and the hooks to read
// them. The words of a programme come with the programme: `useText()` picks their language.

import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next } from 'react-i18next';
import type { Language, Text } from '../../src/core/text.ts';
import { getSettings, subscribeSettings, useSettings } from '../theme/settings.ts';
import { en, zh } from './catalogues.ts';

export function startLanguage(): void {
  void i18next.use(initReactI18next).init({
    lng: getSettings().language,
    fallbackLng: false,
    resources: { zh, en },
    defaultNS: 'common',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  followSettings();
  subscribeSettings(followSettings);
}

function followSettings(): void {
  const { language } = getSettings();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

export function useLanguage(): Language {
  return useSettings().language;
}

/** Gives a text of the programme or the server in the language of the page. */
export function useText(): (text: Text) => string {
  const language = useLanguage();
  return useCallback((text: Text) => text[language], [language]);
}
