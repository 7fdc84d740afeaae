// What a programme asks of an installation and of a self-check, read off its folder. Pure.

import type { Text } from '../core/text.ts';
import type { Works } from '../households/model.ts';
import type { Decide, ProgrammeData } from '../rules/types.ts';
import type { InstallRules, Named, SelfCheckRules } from './model.ts';

type Programme = {
  readonly methods: Pick<ProgrammeData['methods'], 'methods'>;
  readonly acceptance: Pick<ProgrammeData['acceptance'], 'photos' | 'installation' | 'warmth'>;
  readonly decisions: ProgrammeData['decisions'];
};

/** A programme that asks for nothing: for a district whose folder says nothing of works. */
const silent: Programme = {
  methods: { methods: [] },
  acceptance: {},
  decisions: { decisions: [] },
};

/** What the programme asks of an installation of these works with this method. */
export function installRulesOf(
  programme: Programme = silent,
  works: Works,
  method: string | null,
  decide: Decide = {},
): InstallRules {
  const { methods, acceptance } = programme;
  const chosen = works === 'heating' ? methods.methods.find(({ id }) => id === method) : undefined;
  const parts = chosen?.components.map(nameOf) ?? [];
  // A method without listed parts has one device at least, which bears the method's own name.
  const main = chosen ? nameOf(chosen) : method && { id: method, zh: method, en: method };
  const components = parts.length > 0 || !main ? parts : [main];
  const power = chosen?.limits.find(
    ({ comparison, limit }) => comparison === 'above' && /^(?:千瓦|kW)$/.test(limit?.unit ?? ''),
  );
  const count = chosen?.limits.find(
    ({ comparison, limit }) => comparison === 'at-least' && limit?.unit === '台/户',
  );
  return {
    works,
    method: works === 'heating' ? method : null,
    components: works === 'heating' ? components : [],
    unserialled: acceptance.installation?.unserialled ?? [],
    devicesMin: Number(count?.limit?.value ?? 0),
    heatAboveKw: power?.limit ? Number(power.limit.value) : null,
    clause: chosen?.clause ?? null,
    photos: acceptance.photos?.[works] ?? [],
    hoursRunMin: works === 'heating' ? Number(acceptance.installation?.hoursRun?.value ?? 0) : 0,
    warmDeciC: works === 'heating' ? warmDeciCOf(programme, decide) : null,
  };
}

/** How warm is warm (D19), under the option in force; null where the programme does not say. */
function warmDeciCOf({ acceptance, decisions }: Programme, decide: Decide): number | null {
  const { warmth } = acceptance;
  if (!warmth) return null;
  const decision = decisions.decisions.find(({ id }) => id === warmth.decision);
  const option = decide[warmth.decision] ?? decision?.chosen ?? '';
  const figure = warmth.cases[option];
  return figure ? Math.round(Number(figure.value) * 10) : null;
}

/** The points a self-check goes through: those of the folder, and conditions of the method. */
export function selfCheckRulesOf(
  { methods, acceptance }: Programme = silent,
  works: Works,
  method: string | null,
): SelfCheckRules {
  const chosen = works === 'heating' ? methods.methods.find(({ id }) => id === method) : undefined;
  const conditions = chosen?.limits.filter(({ comparison }) => comparison === 'required') ?? [];
  const points = acceptance.installation?.selfCheck ?? [];
  const ours = points.filter(
    (point) =>
      point.works === works &&
      (point.methods === undefined || (method !== null && point.methods.includes(method))),
  );
  return {
    works,
    method: works === 'heating' ? method : null,
    items: [...new Map([...ours, ...conditions].map((one) => [one.id, nameOf(one)])).values()],
  };
}

function nameOf({ id, name }: { readonly id: string; readonly name: Text }): Named {
  return { id, ...name };
}
