// What waits for the person now: how many of each kind, since when, what is overdue, and where it
// is done. Kinds with nothing to do are named in one line below.

import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { daysBetween, type Day } from '../../../src/core/day.ts';
import { todoKinds } from '../../../src/todo/model.ts';
import { useMe } from '../../api/session.ts';
import type { TodoItem } from '../../api/todo.ts';
import { useLanguage, useText } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import { Money } from '../../ui/figure.tsx';
import { groupDigits } from '../../ui/quantity.ts';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import styles from './todo.module.css';
import { placeOfTodo } from './todo-places.ts';

export function Todo({ items, today }: { items: readonly TodoItem[]; today: string }) {
  const { t } = useTranslation('todo');
  const text = useText();
  const language = useLanguage();
  const me = useMe().data;
  const open = items.filter(({ count }) => count > 0);
  const done = items.filter(({ count }) => count === 0);
  const overdue = open.reduce((sum, { overdueCount }) => sum + (overdueCount ?? 0), 0);
  const comma = language === 'zh' ? '、' : ', ';
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={dayInWords(today, language)} />
      <Lead
        sentence={
          <Trans
            t={t}
            i18nKey={open.length === 0 ? 'lead.none' : overdue > 0 ? 'lead.overdue' : 'lead'}
            values={{
              name: me?.organisation.name ?? '',
              count: open.length,
              overdue: groupDigits(overdue),
            }}
            components={{ strong: <strong /> }}
          />
        }
      />
      {open.length === 0 ? (
        <EmptyState title={t('none')}>{t('none.next')}</EmptyState>
      ) : (
        <SheetSection title={t('open')}>
          <ul className={styles.list}>
            {open.map((item) => (
              <Item key={item.kind} item={item} today={today} />
            ))}
          </ul>
        </SheetSection>
      )}
      {open.length > 0 && done.length > 0 && (
        <p className={styles.done}>
          {t('done', { names: done.map(({ kind }) => text(todoKinds[kind].name)).join(comma) })}
        </p>
      )}
    </Sheet>
  );
}

function Item({ item, today }: { item: TodoItem; today: string }) {
  const { t } = useTranslation('todo');
  const text = useText();
  const { kind, count, overdueCount, oldestOn, amountFen } = item;
  const days = oldestOn === null ? 0 : daysBetween(oldestOn as Day, today as Day);
  return (
    <li>
      <Link to={placeOfTodo(kind)} className={styles.item ?? ''}>
        <span className={styles.count}>{groupDigits(count)}</span>
        <span className={styles.name}>{text(todoKinds[kind].name)}</span>
      </Link>
      <span className={styles.facts}>
        {amountFen !== null && amountFen > 0 && <Money fen={amountFen} />}
        {overdueCount !== null && overdueCount > 0 && (
          <span className={styles.overdue}>
            {t('overdue', { count: groupDigits(overdueCount) })}
          </span>
        )}
        {days > 0 && <span className="note">{t('oldest', { days: groupDigits(days) })}</span>}
      </span>
    </li>
  );
}
