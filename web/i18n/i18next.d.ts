// Makes `t('…')` accept only keys that the Chinese catalogue of the page has.
import type { zh } from './catalogues.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zh;
    keySeparator: false;
    nsSeparator: false;
    returnNull: false;
  }
}
