// The sentence the overview opens with, and its figures.

import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { useProgramme, useProgrammeId } from '../../../api/programmes.ts';
import { useLanguage, useText } from '../../../i18n/i18n.ts';
import { paths } from '../../../paths.ts';
import { ClauseChip } from '../../../ui/chips.tsx';
import { dayInWords } from '../../../ui/day.ts';
import { Figure, FigureRow } from '../../../ui/figure.tsx';
import { quantity } from '../../../ui/quantity.ts';
import { Lead } from '../../../ui/sheet.tsx';
import { mainTarget, rateInQuestion } from './read.ts';

export function OverviewLead() {
  const { t } = useTranslation('overview');
  const text = useText();
  const view = useProgramme();
  const { data, report } = view;
  const programmeId = useProgrammeId();
  const toDecide = report.lines.filter((line) => line.needsDecision).length;
  const checked = report.undecided.length === 0 ? 'lead.checked' : 'lead.undecided';
  const sentence = toDecide === 0 ? 'lead.sound' : checked;
  const main = mainTarget(data);
  const overall = data.targets.targets.filter(({ year }) => year === undefined);
  const area = overall.find((target) => target.measure === 'area' && target !== main);
  const rate = rateInQuestion(view);
  return (
    <Lead
      sentence={
        <>
          <TargetSentence />
          <Trans
            t={t}
            i18nKey={sentence}
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
        {rate && (
          <Figure
            label={text(rate.name)}
            value={rate.value}
            unit={rate.unit}
            note={t(`comparison.${rate.comparison}`)}
            clause={rate.clause}
            decision={rate.decision}
          />
        )}
        {area && (
          <Figure
            label={text(area.name)}
            value={area.value}
            unit={area.unit}
            clause={area.clause}
          />
        )}
        <Figure
          label={t('open')}
          value={data.decisions.decisions.length}
          unit={t('lead.points')}
          note={<Link to={paths.programme(programmeId, 'decisions')}>{t('lead.seeAll')}</Link>}
        />
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
      {t('lead.stop')}
    </>
  );
}
