// Who is signed in, and what belongs to the person: language, light or dark, password, leaving.

import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe, useSignOut } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { changeSettings, useSettings, type SchemeChoice } from '../../theme/settings.ts';
import styles from './frame.module.css';

const schemes = ['light', 'dark', 'system'] as const satisfies readonly SchemeChoice[];

export function AccountMenu() {
  const { t } = useTranslation('frame');
  const me = useMe().data;
  const settings = useSettings();
  const signOut = useSignOut();
  const navigate = useNavigate();
  if (!me) return null;
  const act = ({ key }: { key: string }) => {
    const scheme = schemes.find((name) => name === key);
    if (scheme) changeSettings({ scheme });
    if (key === 'zh' || key === 'en') changeSettings({ language: key });
    if (key === 'password') void navigate({ to: paths.changePassword() });
    if (key === 'sign-out') signOut.mutate();
  };
  const items = [
    {
      key: 'language',
      type: 'group' as const,
      label: t('language'),
      children: [
        { key: 'zh', label: '中文' },
        { key: 'en', label: 'English' },
      ],
    },
    {
      key: 'scheme',
      type: 'group' as const,
      label: t('scheme'),
      children: schemes.map((name) => ({ key: name, label: t(`scheme.${name}`) })),
    },
    { type: 'divider' as const },
    { key: 'password', label: t('changePassword') },
    { key: 'sign-out', label: t('signOut') },
  ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: act, selectedKeys: [settings.language, settings.scheme] }}
    >
      <Button type="text" icon={<UserOutlined aria-hidden="true" />}>
        <span className="visually-hidden">{t('accountMenu')}</span>
        <span className={styles.deskOnly}>
          {me.organisation.name} · {me.name}
        </span>
        <span className={styles.phoneOnly}>{t('me')}</span>
        <DownOutlined aria-hidden="true" />
      </Button>
    </Dropdown>
  );
}
