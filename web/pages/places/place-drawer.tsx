// One place: level, code, edition, the names it has had, what it grew out of.

import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../../api/places.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import { dayInWords } from '../../ui/day.ts';
import { ErrorState, LoadingPage } from '../../ui/states.tsx';
import styles from './places.module.css';

export function PlaceDrawer(props: { placeKey: string | undefined; onClose: () => void }) {
  const place = usePlace(props.placeKey);
  return (
    <Drawer
      open={props.placeKey !== undefined}
      onClose={props.onClose}
      size="min(420px, 100vw)"
      title={place.data?.name ?? ''}
    >
      {place.isPending && <LoadingPage />}
      {place.isError && <ErrorState error={place.error} />}
      {place.data && <Details place={place.data} />}
    </Drawer>
  );
}

type Detail = NonNullable<ReturnType<typeof usePlace>['data']>;

function Details({ place }: { place: Detail }) {
  const { t } = useTranslation('places');
  const language = useLanguage();
  const from = place.validFrom && dayInWords(place.validFrom, language);
  const to = place.validTo && dayInWords(place.validTo, language);
  return (
    <dl className={styles.facts}>
      <Fact name={t('level')}>{t(`level.${place.level}`)}</Fact>
      <Fact name={t('code')}>{place.code ?? t('noCode')}</Fact>
      {place.edition && <Fact name={t('edition')}>{place.edition}</Fact>}
      {from && <Fact name={t('validFrom')}>{from}</Fact>}
      {to && <Fact name={t('validTo')}>{to}</Fact>}
      {place.names.length > 0 && (
        <Fact name={t('names')}>
          <ul>
            {place.names.map((name) => (
              <li key={`${name.kind} ${name.name}`}>
                <span lang="zh-CN">{name.name}</span>{' '}
                <span className="note">
                  {t(`kind.${name.kind}`)}
                  {name.validTo && ` ${t('until', { day: dayInWords(name.validTo, language) })}`}
                </span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {place.predecessors.length > 0 && (
        <Fact name={t('predecessors')}>{place.predecessors.map(({ name }) => name).join(' ')}</Fact>
      )}
      {place.successor && <Fact name={t('successor')}>{place.successor.name}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
