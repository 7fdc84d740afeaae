// Refusals about API tokens. The mechanism is in ../errors.ts.

import type { ErrorEntry } from './entry.ts';

const askAdministrator = {
  zh: '请向系统管理员申请新的令牌。',
  en: 'Ask the administrator for a new one.',
};

export const tokenErrors = {
  'token.invalid': {
    status: 401,
    zh: '接口令牌不对。',
    en: 'The API token is not known.',
    next: {
      zh: '请核对 Authorization 头：Bearer 加空格加 qn_ 开头的完整令牌。',
      en: 'Send the header Authorization: Bearer, a space and the whole token, from qn_ on.',
    },
  },
  'token.expired': {
    status: 401,
    zh: '接口令牌已于 {expiresOn} 到期。',
    en: 'The API token was good until {expiresOn}.',
    next: askAdministrator,
  },
  'token.revoked': {
    status: 401,
    zh: '接口令牌已被收回。',
    en: 'The API token is revoked.',
    next: askAdministrator,
  },
  'token.scope-missing': {
    status: 403,
    zh: '这个接口令牌没有权限“{scope}”。',
    en: 'The API token lacks the scope {scope}.',
    next: {
      zh: '请向系统管理员申请带此权限的令牌。',
      en: 'Ask the administrator for a token with this scope.',
    },
  },
  'token.people-only': {
    status: 403,
    zh: '这个接口只供人登录后使用，不对令牌开放。',
    en: 'This address is for people who sign in, not for tokens.',
    next: { zh: '请由经办人登录办理。', en: 'Let a person sign in and do it.' },
  },
  'token.bad-expiry': {
    status: 422,
    zh: '有效期 {expiresOn} 须在 {today} 之后、两年以内。',
    en: 'The last day {expiresOn} must lie after {today}, within two years.',
    next: { zh: '请改正有效期。', en: 'Correct the day.' },
  },
} as const satisfies Record<string, ErrorEntry>;
