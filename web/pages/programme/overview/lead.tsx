// The sentence the overview opens with, and its figures.

import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { useProgramme, useProgrammeId } from '../../../api/programmes.ts';
import { useLanguage } from '../../../i18n/i18n.ts';
import { paths } from '../../../paths.ts';
import { ClauseChip } from '../../../ui/chips.tsx';
import { dayInWords } from '../../../ui/day.ts';
import { Figure, FigureRow } from '../../../ui/figure.tsx';
import { quantity } from '../../../ui/quantity.ts';
import { Lead } from '../../../ui/sheet.tsx';
import { mainTarget, yearlyTargets } from './read.ts';

export function OverviewLead() {
  const { t } = useTranslation('overview');
  const { data, report } = useProgramme();
  const programmeId = useProgrammeId();
  const toDecide = report.lines.filter((line) => line.needsDecision).length;
  const years = yearlyTargets(data);
  const rate = data.targets.targets.find(
    (target) => target.measure === 'rate' && target.decision !== undefined,
  );
  return (
    <Lead
      sentence={
        <>
          <TargetSentence />{' '}
          <Trans
            t={t}
            i18nKey={report.undecided.length === 0 ? 'lead.checked' : 'lead.undecided'}
            values={{
              lines: report.lines.length,
              toDecide,
              undecided: report.undecided.length,
            }}
            components={{
              to: <Link to={paths.programme(programmeId, 'reconciliation')} />,
            }}
          />
        </>
      }
    >
      <FigureRow>
        {years.map((target) => (
          <Figure
            key={target.id}
            label={t('year', { year: target.year })}
            value={target.value}
            unit={target.unit}
            clause={target.clause}
            decision={target.decision}
          />
        ))}
        {years.length === 0 && rate && (
          <Figure label={t('rate')} value={rate.value} unit={rate.unit} clause={rate.clause} />
        )}
      </FigureRow>
    </Lead>
  );
}

function TargetSentence() {
  const { t } = useTranslation('overview');
  const language = useLanguage();
  const { data } = useProgramme();
  const target = mainTarget(data);
  if (!target) return null;
  const { value, unit } = quantity(target.value, target.unit, language);
  const lastYear = String(data.programme.years.at(-1));
  const due = target.due?.date;
  const by = due ? dayInWords(due, language) : t('lead.endOfYear', { year: lastYear });
  return (
    <>
      <Trans
        t={t}
        i18nKey="lead.target"
        values={{ by, amount: `${value} ${unit}` }}
        components={{ strong: <strong /> }}
      />{' '}
      <ClauseChip clause={target.clause} />
    </>
  );
}
