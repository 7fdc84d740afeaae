// The heating methods of the notice with their parts and technical limits, and the combinations
// it allows. A method's mark and colour are the same on every page.

import { useTranslation } from 'react-i18next';
import { useProgramme } from '../../api/programmes.ts';
import { useText } from '../../i18n/i18n.ts';
import { ClauseChip } from '../../ui/chips.tsx';
import { Amount } from '../../ui/figure.tsx';
import { Lead, PageHead, Sheet, SheetSection } from '../../ui/sheet.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { ProgrammeView } from '../../../src/rules/types.ts';
import { useComparisons } from './methods-words.ts';
import { MethodMark } from './methods-mark.tsx';
import css from './methods-page.module.css';

type Method = ProgrammeView['data']['methods']['methods'][number];

export function MethodsPage() {
  const { data } = useProgramme();
  const { t } = useTranslation('methods');
  const text = useText();
  const { methods, combinations } = data.methods;
  const limits = methods.reduce((count, method) => count + method.limits.length, 0);
  const byId = new Map(methods.map((method) => [method.id, method]));
  return (
    <Sheet>
      <PageHead title={t('title')} subtitle={data.programme.document.number} />
      {methods.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <>
          <Lead
            sentence={t('lead', {
              methods: methods.length,
              combinations: combinations.length,
              limits,
            })}
          />
          <SheetSection title={t('methods')}>
            <ul className={css['methods']}>
              {methods.map((method) => (
                <MethodRow key={method.id} method={method} />
              ))}
            </ul>
          </SheetSection>
          {combinations.length > 0 && (
            <SheetSection title={t('combinations')}>
              <ul className={css['combinations']}>
                {combinations.map((combination) => (
                  <li key={combination.id}>
                    <span className={css['marks']}>
                      {combination.methods.map((id) => {
                        const method = byId.get(id);
                        return method && <MethodMark key={id} mark={method.mark} />;
                      })}
                    </span>
                    <span>{text(combination.name)}</span>
                    <ClauseChip clause={combination.clause} />
                  </li>
                ))}
              </ul>
            </SheetSection>
          )}
        </>
      )}
    </Sheet>
  );
}

function MethodRow({ method }: { method: Method }) {
  const { t } = useTranslation('methods');
  const text = useText();
  const comparisons = useComparisons();
  const separator = t('separator');
  return (
    <li>
      <MethodMark mark={method.mark} />
      <div>
        <h3>
          {text(method.name)} <ClauseChip clause={method.clause} />
        </h3>
        {method.components.length > 0 && (
          <p>
            <span className={css['label']}>{t('components')}</span>
            {method.components.map((component) => text(component.name)).join(separator)}
          </p>
        )}
        {method.limits.map((limit) => (
          <p key={limit.id}>
            <span className={css['label']}>{t('limit')}</span>
            {text(limit.name)}
            {limit.limit && (
              <>
                {' '}
                <strong>
                  {comparisons[limit.comparison]} <Amount of={limit.limit} withClause={false} />
                </strong>
              </>
            )}
            <q className={css['quote']} lang="zh-CN">
              {limit.quote}
            </q>
          </p>
        ))}
        {method.components.length === 0 && method.limits.length === 0 && (
          <p className="note">{t('noLimits')}</p>
        )}
      </div>
    </li>
  );
}
