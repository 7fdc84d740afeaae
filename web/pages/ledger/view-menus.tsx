// Which columns the ledger shows, and views kept under a name: both stay in this browser.

import { SettingOutlined } from '@ant-design/icons';
import { Link, useSearch } from '@tanstack/react-router';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { useHiddenColumns, useSavedViews } from './kept-choices.ts';
import styles from './ledger.module.css';
import { choosableColumns } from './ledger-columns.ts';

export function ColumnMenu() {
  const { t } = useTranslation('ledger');
  const [hidden, keep] = useHiddenColumns();
  const boxes = (
    <ul className={styles.menu}>
      {choosableColumns.map((key) => (
        <li key={key}>
          <label>
            <input
              type="checkbox"
              checked={!hidden.includes(key)}
              onChange={(event) =>
                keep(event.target.checked ? hidden.filter((one) => one !== key) : [...hidden, key])
              }
            />
            {t(`column.${key}`)}
          </label>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover trigger="click" content={boxes} placement="bottomRight">
      <Button type="link" size="small" icon={<SettingOutlined aria-hidden="true" />}>
        {t('columns')}
      </Button>
    </Popover>
  );
}

export function ViewMenu() {
  const { t } = useTranslation('ledger');
  const [views, keep] = useSavedViews();
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const [isOpen, setOpen] = useState(false);
  const filters = Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  const save = (name: string) =>
    keep([...views.filter((one) => one.name !== name), { name, search: filters }]);
  const list = (
    <div className={styles.views}>
      <ul className={styles.menu}>
        {views.map((view) => (
          <li key={view.name}>
            <Link to={paths.ledger(view.search)} onClick={() => setOpen(false)}>
              {view.name}
            </Link>
            <Button
              type="text"
              size="small"
              aria-label={t('view.remove', { name: view.name })}
              onClick={() => keep(views.filter(({ name }) => name !== view.name))}
            >
              {t('view.removeShort')}
            </Button>
          </li>
        ))}
      </ul>
      <ActionForm
        key={views.length}
        fields={{
          name: { kind: 'text', label: t('view.name'), note: t('view.note'), maxLength: 30 },
        }}
        submitLabel={t('view.save')}
        act={({ name }) => Promise.resolve(save(name))}
      />
    </div>
  );
  return (
    <Popover
      trigger="click"
      content={list}
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
    >
      <Button type="link" size="small">
        {t('view.title')}
      </Button>
    </Popover>
  );
}
