// Why a button is greyed before the server is asked: the role is missing. What else stands in the
// way is said by the page, or by the server's refusal.

import { useTranslation } from 'react-i18next';
import { holdsAny, roleNames, type Role } from '../../src/people/model.ts';
import { useMe } from '../api/session.ts';
import { useLanguage, useText } from '../i18n/i18n.ts';

/** Gives the reason when none of these roles is held, else `other`. */
export function useRefusal() {
  const { t } = useTranslation('lists');
  const text = useText();
  const separator = useLanguage() === 'zh' ? '、' : ', ';
  const me = useMe().data;
  return (roles: readonly Role[], other?: string | false): string | undefined => {
    if (me && !holdsAny(me, roles)) {
      const names = roles.map((role) => text(roleNames[role])).join(separator);
      return t('onlyRoles', { roles: names });
    }
    return other || undefined;
  };
}
