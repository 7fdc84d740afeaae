// web/i18n/*/actions.json: the titles of all actions as the web app shows them, from the registry,
// so that the journal, the server's refusals and the buttons speak of one thing by one name.

import { registry } from '../../src/http/registry.ts';

/** The generated files, by path from the root of the repository. */
export async function generate(): Promise<Record<string, string>> {
  return { 'web/i18n/zh/actions.json': titlesIn('zh'), 'web/i18n/en/actions.json': titlesIn('en') };
}

function titlesIn(language: 'zh' | 'en'): string {
  const titles = registry.actions.map(({ name, title }) => [name, title[language]]);
  return `${JSON.stringify(Object.fromEntries(titles), null, 2)}\n`;
}
