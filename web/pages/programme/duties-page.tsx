// Who owes what: each unit's duties with the obligations they stand for, the full list of
// obligations by kind, and the leading group by office. No person is named.

import { Input } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Obligation, ProgrammeView } from '../../../src/rules/types.ts';
import { useProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useFilter, useSetFilters } from '../use-filter.ts';
import { LeadingGroup } from './duties-group.tsx';
import css from './duties-page.module.css';
import { filterDuties, OBLIGATION_KINDS, restOf, type UnitDuties } from './duties-search.ts';

export function DutiesPage() {
  const { data } = useProgramme();
  const { t } = useTranslation('duties');
  const [kind] = useFilter('kind');
  const [search = ''] = useFilter('search');
  const chosen = OBLIGATION_KINDS.find((it) => it === kind);
  const found = useMemo(() => filterDuties(data, { kind: chosen, search }), [data, chosen, search]);
  const rest = useMemo(() => restOf(data, { kind: chosen, search }), [data, chosen, search]);
  const duties = found.reduce((count, unit) => count + unit.duties.length, 0);
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={data.programme.document.number} />
      <Lead
        sentence={t('lead', {
          units: data.units.units.filter((unit) => unit.duties.length > 0).length,
          obligations: data.obligations.length,
          hard: data.obligations.filter((it) => it.kind === 'hard').length,
        })}
      />
      <Filters obligations={data.obligations} kind={chosen} search={search} />
      <SheetSection title={t('byUnit')} aside={t('dutyCount', { count: duties })}>
        {found.length === 0 && <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
        {found.map((unit) => (
          <UnitRow key={unit.unit.id} of={unit} />
        ))}
      </SheetSection>
      {rest.length > 0 && (
        <SheetSection title={t('rest')} aside={t('restNote', { count: rest.length })}>
          <ul className={css['duties']}>
            {rest.map((obligation) => (
              <li key={obligation.id}>
                <ObligationWords of={obligation} />
              </li>
            ))}
          </ul>
        </SheetSection>
      )}
      {data.units.leadingGroup && !chosen && search === '' && (
        <LeadingGroup group={data.units.leadingGroup} />
      )}
    </Sheet>
  );
}

type FiltersProps = {
  readonly obligations: ProgrammeView['data']['obligations'];
  readonly kind: Obligation['kind'] | undefined;
  readonly search: string;
};

function Filters({ obligations, kind, search }: FiltersProps) {
  const { t } = useTranslation('duties');
  const names = useKindNames();
  const change = useSetFilters();
  return (
    <div className={`${css['filters']} no-print`}>
      <div role="group" aria-label={t('kinds')} className={css['kinds']}>
        {[undefined, ...OBLIGATION_KINDS].map((it) => (
          <button
            key={it ?? 'all'}
            type="button"
            aria-pressed={kind === it}
            onClick={() => change({ kind: it })}
          >
            {it ? names[it] : t('all')}{' '}
            <span>
              {it ? obligations.filter((one) => one.kind === it).length : obligations.length}
            </span>
          </button>
        ))}
      </div>
      <Input
        className={css['search'] ?? ''}
        allowClear
        type="search"
        defaultValue={search}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        onChange={(event) => change({ search: event.target.value || undefined })}
      />
    </div>
  );
}

function useKindNames(): Readonly<Record<Obligation['kind'], string>> {
  const { t } = useTranslation('duties');
  return { hard: t('hard'), soft: t('soft'), ambiguous: t('ambiguous'), info: t('info') };
}

function UnitRow({ of: { unit, duties } }: { of: UnitDuties }) {
  const { t } = useTranslation('duties');
  const text = useText();
  return (
    <section className={css['unit']} aria-label={text(unit.name)}>
      <div>
        <h3>{text(unit.name)}</h3>
        <div className="note">
          {t('dutyCount', { count: duties.length })} <ClauseChip clause={unit.clause} />
        </div>
        {unit.aliases.length > 0 && (
          <div className="note">{t('aliases', { names: unit.aliases.join('、') })}</div>
        )}
      </div>
      <ul className={css['duties']}>
        {duties.map(({ duty, obligations }) => (
          <li key={duty.id}>
            <div>
              {text(duty.text)} <ClauseChip clause={duty.clause} />
            </div>
            {obligations.map((obligation) => (
              <ObligationWords key={obligation.id} of={obligation} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One obligation as the list of obligations words it, with what kind of rule it is. */
function ObligationWords({ of }: { of: Obligation }) {
  const { t } = useTranslation('duties');
  const names = useKindNames();
  return (
    <div className={css['obligation']}>
      <span className={css['code']}>{of.id}</span>
      <span className={css['kind']} data-kind={of.kind}>
        {names[of.kind]}
      </span>
      <span lang="zh-CN">
        {t('duty', { actor: of.actor, duty: of.duty, object: of.object })}
        {of.deadline !== '–' && of.deadline !== '' && (
          <span className="note"> {t('deadline', { when: of.deadline })}</span>
        )}
      </span>
    </div>
  );
}
