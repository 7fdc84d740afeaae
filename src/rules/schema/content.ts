// What the notice sets out to do: targets, projects, towns, time line, duties, decisions.
// Money, the benefit rules and the reconciliation have modules of their own.

import { z } from 'zod';
import {
  ClauseId,
  DateFigure,
  DecisionId,
  Figure,
  figureFields,
  Id,
  Quote,
  Statement,
  Text,
} from './common.ts';

const figures = z.record(Id, Figure).default({});

/** targets.yaml: what is to be reached, and the baseline it starts from. */
export const TargetsFile = z.strictObject({
  targets: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      ...figureFields,
      /** What is measured; the ledger counts towards it. */
      measure: z.enum(['households', 'area', 'rate', 'length', 'other']),
      /** Year of a yearly target; left out for the whole programme. */
      year: z.number().int().optional(),
      project: Id.optional(),
      /** How the figure reads: 以上 is at-least (>=); 超过 is above (>). */
      comparison: z.enum(['exactly', 'at-least', 'above', 'at-most', 'below']).default('exactly'),
      due: DateFigure.optional(),
    }),
  ),
  baseline: z.array(z.strictObject({ id: Id, name: Text, ...figureFields })).default([]),
});

/** projects.yaml: what is built, where, by whom and with whose money. */
export const ProjectsFile = z.strictObject({
  projects: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      kind: z.enum(['heat-source', 'public-building', 'network', 'grid', 'envelope', 'other']),
      clause: ClauseId,
      quote: Quote,
      /** The project this one is a part of. */
      partOf: Id.optional(),
      /** Households, areas, lengths by a short id: households, area, length … */
      figures,
      years: z
        .strictObject({ from: z.number().int(), to: z.number().int(), quote: Quote })
        .optional(),
      /** Unit ids of units.yaml: 牵头单位, 责任单位, 配合单位. */
      lead: z.array(Id).default([]),
      responsible: z.array(Id).default([]),
      cooperating: z.array(Id).default([]),
      /** Set when the notice says a separate plan will be issued (另出专项实施方案). */
      separatePlan: Quote.optional(),
      investment: z
        .strictObject({ total: Figure, sources: z.record(Id, Figure).default({}) })
        .optional(),
      statements: z.array(Statement).default([]),
    }),
  ),
});

/** towns.yaml: the towns of the programme, with the notice's own figures and named villages. */
export const TownsFile = z.strictObject({
  towns: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      /** Twelve-digit division code; left out for a unit that has none. */
      code: z
        .string()
        .regex(/^\d{12}$/)
        .optional(),
      aliases: z.array(z.string()).default([]),
      clause: ClauseId.optional(),
      figures,
      villages: z
        .array(
          z.strictObject({
            name: z.string().min(1),
            code: z
              .string()
              .regex(/^\d{12}$/)
              .optional(),
            quote: Quote.optional(),
          }),
        )
        .default([]),
      statements: z.array(Statement).default([]),
    }),
  ),
});

/** local-places.yaml: places without an official code, hung under places that have one. */
export const LocalPlacesFile = z.strictObject({
  places: z
    .array(
      z.strictObject({
        id: Id,
        name: Text,
        level: z.enum(['town', 'village', 'estate', 'farm', 'group']),
        /** Twelve-digit code, the code of the programme's county, or the id of a local place. */
        parent: z.string().min(1),
        aliases: z.array(z.string()).default([]),
        clause: ClauseId.optional(),
        quote: Quote.optional(),
        note: Text.optional(),
      }),
    )
    .default([]),
  /** Other names under which official places are written (`新接堡` for `新接堡村`). */
  aliases: z
    .array(
      z.strictObject({ code: z.string().regex(/^\d{12}$/), names: z.array(z.string()).min(1) }),
    )
    .default([]),
});

const period = { from: DateFigure, to: DateFigure };

/** timeline.yaml: phases and their steps; they may overlap, as they do in real notices. */
export const TimelineFile = z.strictObject({
  phases: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      clause: ClauseId,
      /** Left out for a phase that comes back yearly; its steps then carry the dates. */
      from: DateFigure.optional(),
      to: DateFigure.optional(),
      text: Text,
      steps: z
        .array(
          z.strictObject({
            id: Id,
            name: Text,
            clause: ClauseId,
            ...period,
            text: Text,
            /** Days the notice states for the same thing besides `to`, such as 到年底. */
            otherDates: z.record(Id, DateFigure).default({}),
            /** Years whose work this step accepts, for acceptance windows. */
            acceptsYears: z.array(z.number().int()).default([]),
          }),
        )
        .default([]),
    }),
  ),
});

/** units.yaml: who does what, and the leading group by office; never a person's name. */
export const UnitsFile = z.strictObject({
  units: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      /** Other names the notice uses for the same unit. */
      aliases: z.array(z.string()).default([]),
      kind: z.enum(['government', 'department', 'town', 'enterprise', 'other']),
      clause: ClauseId.optional(),
      duties: z
        .array(
          z.strictObject({
            id: Id,
            text: Text,
            clause: ClauseId.optional(),
            quote: Quote,
            /** Obligation ids of obligations.csv that this duty stands for. */
            obligations: z.array(z.string().regex(/^O\d{3}$/)).default([]),
            /** Units the duty is about, when the words name them (督促高闸镇、金银滩镇…). */
            concerns: z.array(Id).default([]),
          }),
        )
        .default([]),
    }),
  ),
  leadingGroup: z
    .strictObject({
      name: Text,
      clause: ClauseId,
      quote: Quote,
      members: z.array(
        z.strictObject({
          id: Id,
          office: Text,
          unit: Id.optional(),
          role: z.enum(['head', 'deputy', 'member']),
          quote: Quote.optional(),
        }),
      ),
      office: z
        .strictObject({
          name: Text,
          seat: Id,
          quote: Quote,
          staff: z.array(
            z.strictObject({
              id: Id,
              office: Text,
              unit: Id.optional(),
              role: z.enum(['director', 'deputy', 'staff']),
            }),
          ),
        })
        .optional(),
    })
    .optional(),
});

/** methods.yaml: the heating methods, their combinations and technical limits. */
export const MethodsFile = z.strictObject({
  methods: z.array(
    z.strictObject({
      id: Id,
      /** One character for charts and maps: 风 泵 蓄 气 阳 余 生 他. */
      mark: z.string().length(1),
      name: Text,
      clause: ClauseId,
      quote: Quote,
      /** What the method consists of when the notice lists it. */
      components: z.array(z.strictObject({ id: Id, name: Text, quote: Quote })).default([]),
      limits: z
        .array(
          z.strictObject({
            id: Id,
            name: Text,
            comparison: z.enum(['at-least', 'above', 'at-most', 'below', 'exactly', 'required']),
            limit: Figure.optional(),
            quote: Quote,
          }),
        )
        .default([]),
    }),
  ),
  combinations: z
    .array(
      z.strictObject({
        id: Id,
        name: Text,
        methods: z.array(Id).min(1),
        clause: ClauseId,
        quote: Quote,
      }),
    )
    .default([]),
});

/** quality.yaml: the checks of construction. */
export const QualityFile = z.strictObject({
  checks: z.array(
    z.strictObject({
      id: z.string().regex(/^Q\d{2,3}$/),
      stage: z.enum(['base', 'glue', 'board', 'anchor', 'mesh', 'plaster', 'device', 'other']),
      name: Text,
      clause: ClauseId,
      quote: Quote,
      comparison: z.enum(['at-most', 'at-least', 'above', 'below', 'between', 'about', 'exactly']),
      /** The limit, or the lower end of `between`. */
      limit: Figure,
      /** What the notice prints when a decision puts another limit in its place (100cm). */
      printed: Figure.optional(),
      /** The upper end of `between`. */
      limitTo: Figure.optional(),
      /** Tolerance for `about` (左右), in per cent of the limit. */
      tolerance: Figure.optional(),
      /** A second condition that must hold as well (`且保证2个完整网格`). */
      and: z
        .array(
          z.strictObject({
            comparison: z.enum(['at-most', 'at-least']),
            name: Text,
            limit: Figure,
          }),
        )
        .default([]),
      tool: Text,
      decision: DecisionId.optional(),
      note: Text.optional(),
    }),
  ),
});

/** decisions.yaml: what the notice leaves open, and what the programme starts from. */
export const DecisionsFile = z.strictObject({
  decisions: z.array(
    z.strictObject({
      id: DecisionId,
      clauses: z.array(ClauseId).min(1),
      question: Text,
      options: z.array(z.strictObject({ id: Id, label: Text })).min(1),
      chosen: Id,
      why: Text,
      /** What the choice moves: money, targets, dates, technique, procedure. */
      moves: z.array(z.enum(['money', 'targets', 'dates', 'technique', 'procedure'])).default([]),
    }),
  ),
});

/** lists.yaml: lists of names as the notice prints them, to be compared with each other. */
export const ListsFile = z.strictObject({
  lists: z.array(
    z.strictObject({
      id: Id,
      name: Text,
      clause: ClauseId,
      quote: Quote,
      /** `name` as printed; `id` when the same thing has one elsewhere (a unit, a town). */
      members: z
        .array(
          z.strictObject({ id: Id.optional(), name: z.string().min(1), quote: Quote.optional() }),
        )
        .min(1),
    }),
  ),
});

/** annexes.yaml: documents the notice refers to; `file` once the folder holds a copy. */
export const AnnexesFile = z.strictObject({
  annexes: z
    .array(
      z.strictObject({
        id: Id,
        name: Text,
        clause: ClauseId,
        quote: Quote,
        /** The copy, `annexes/…`; any other file of the folder is none. */
        file: z.string().optional(),
        /** The clause the annex is printed as, when it is a part of notice.txt. */
        clauseOfText: ClauseId.optional(),
        decision: DecisionId.optional(),
      }),
    )
    .default([]),
});
