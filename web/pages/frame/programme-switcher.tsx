// Which programme is looked at, in the top bar; choosing another keeps the kind of page.

import { DownOutlined } from '@ant-design/icons';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProgrammes } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { paths, programmePages } from '../../paths.ts';
import styles from './frame.module.css';
import { useMenuProgramme } from './navigation.tsx';

export function ProgrammeSwitcher() {
  const { t } = useTranslation('frame');
  const text = useText();
  const cards = useProgrammes().data ?? [];
  const current = useMenuProgramme();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const card = cards.find(({ programmeId }) => programmeId === current);
  if (!card) return null;
  const page = programmePages.find((name) => pathname.endsWith(`/${name}`)) ?? 'overview';
  const [from, to] = [card.years[0], card.years.at(-1)];
  const years = from === to ? `${from}` : `${from}–${to}`;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [card.programmeId],
        items: cards.map((other) => ({
          key: other.programmeId,
          label: (
            <>
              {text(other.name)}
              <div className="note">
                {text(other.district.name)} {other.document.number}
              </div>
            </>
          ),
        })),
        onClick: ({ key }) => void navigate({ to: paths.programme(key, page) }),
      }}
    >
      <Button type="text" className={styles.switcher ?? ''}>
        <span className="visually-hidden">{t('switchProgramme')}</span>
        <span className={styles.switcherName}>{text(card.name)}</span>
        {!text(card.name).includes(`${from}`) && <span className={styles.deskOnly}>{years}</span>}
        <DownOutlined aria-hidden="true" />
      </Button>
    </Dropdown>
  );
}
